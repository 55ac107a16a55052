"""What can go wrong, without a word of HTTP: `shared.problems` alone maps these to answers."""

from dataclasses import dataclass, field
from typing import ClassVar
from uuid import UUID


class Refused(Exception):  # noqa: N818 - a refusal is the domain's word; nothing erred
    """A command refused by a rule: `code` (stable, English), `basis` (§ or "practice"), a sentence in `sv` and `en`.

    `named` holds the ids or codes that the refusal points at; never a name, a number or a note.
    `others` holds every further refusal found at the same time (see `refuse`).
    """

    code: ClassVar[str]
    basis: ClassVar[str] = "practice"
    sv: ClassVar[str]
    en: ClassVar[str]

    def __init__(self, **named: object) -> None:
        super().__init__(self.code)
        self.named = named
        self.others: tuple[Refused, ...] = ()

    @property
    def reasons(self) -> tuple["Refused", ...]:
        """All reasons at once, this one first."""
        return (self, *self.others)


def refuse(*found: Refused | None) -> None:
    """Raise the first refusal found, carrying every other: who asked learns all reasons at once."""
    refusals = [refusal for refusal in found if refusal is not None]
    if refusals:
        refusals[0].others = tuple(refusals[1:])
        raise refusals[0]


class NotFound(Exception):  # noqa: N818
    """No `kind` with this `key` (an id, never personal data)."""

    def __init__(self, kind: str, key: object) -> None:
        super().__init__(f"no {kind} {key}")
        self.kind = kind
        self.key = key


class Forbidden(Exception):  # noqa: N818
    """The principal may not. `reason` is a code: missing-scope, other-unit, other-agency, protected-identity."""

    def __init__(self, reason: str, *, needed: str | None = None, person: UUID | None = None, case: UUID | None = None) -> None:
        super().__init__(reason)
        self.reason = reason
        self.needed = needed
        self.person = person
        self.case = case


class VersionConflict(Exception):  # noqa: N818
    """Somebody else appended to `stream` first: it is not at `expected` any more. Read again and decide again."""

    def __init__(self, stream: str, expected: int) -> None:
        super().__init__(f"{stream} is not at version {expected}")
        self.stream = stream
        self.expected = expected


class PreconditionFailed(Exception):  # noqa: N818
    """If-Match named another version than the stream has."""

    def __init__(self, stream: str, *, wanted: int, actual: int) -> None:
        super().__init__(f"{stream} is at version {actual}, not {wanted}")
        self.wanted = wanted
        self.actual = actual


@dataclass(frozen=True, kw_only=True)
class FieldError:
    """One fault of a body: `pointer` is a JSON pointer (RFC 6901) into it; no value is echoed."""

    pointer: str
    code: str
    sv: str
    en: str


@dataclass
class Unprocessable(Exception):  # noqa: N818
    """Input that has the right shape and still makes no sense; a pointer per field."""

    errors: list[FieldError] = field(default_factory=list)


def unprocessable(pointer: str, code: str, *, sv: str, en: str) -> Unprocessable:
    """Raise what this gives: the error that refuses one field of the input."""
    return Unprocessable([FieldError(pointer=pointer, code=code, sv=sv, en=en)])
