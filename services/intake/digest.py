"""Counts for somebody who knows the persons: small ones withheld, and whatever they could be computed from. Pure.

A count of 1-4 is small. The counts make a tree: a total and the parts that it is split into. A split is shown whole, zeros
too, or not at all: it is withheld when one of its parts is small, or when its total is withheld. So of every total that is
shown either all parts are shown and none is small, or no part is, and then there are at least two parts of which at least one
is small; every withheld part can have several values, also for a reader who knows this rule. Counts that overlap (reasons of a
return) are split each into those with and those without, and shown or withheld together.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final, TypeVar

from services.intake import events as e
from services.intake.feedback import ACCEPTED, DECIDED, STARTED, Counts, Outcome

SMALLEST: Final = 5

Key = TypeVar("Key", bound=str)


def small(number: int) -> bool:
    """Whether it would speak of one to four persons."""
    return 0 < number < SMALLEST


def shown_split(total: int | None, parts: Mapping[Key, int]) -> dict[Key, int | None]:
    """The parts of a total, all of them or none; `total` is None when it is withheld itself."""
    withheld = total is None or any(small(part) for part in parts.values())
    return {name: None if withheld else part for name, part in parts.items()}


def shown_overlapping(total: int | None, counts: Mapping[Key, int]) -> dict[Key, int | None]:
    """Counts within a total that may overlap: all of them, or none when one, or what it leaves of the total, is small."""
    withheld = total is None or any(small(count) or small(total - count) for count in counts.values())
    return {name: None if withheld else count for name, count in counts.items()}


@dataclass(frozen=True, kw_only=True)
class Digest:
    """What a partner is shown of the counts of its own referrals; None is withheld."""

    referred: int | None
    unanswered: int | None
    not_yet: int | None
    returned: int | None
    withdrawn: int | None
    decided: int | None
    refused: int | None
    accepted: int | None
    granted: int | None
    started: int | None
    ongoing: int | None
    completed: int | None
    interrupted: int | None
    return_reasons: Mapping[e.ReturnReason, int | None]
    exits: Mapping[e.ExitCategory, int | None]
    returned_knowable: int | None
    interrupted_knowable: int | None

    @property
    def knowable(self) -> int | None:
        """Returned or interrupted for a reason knowable at referral; no new number: it is there when both parts are."""
        return _sum(self.returned_knowable, self.interrupted_knowable)

    @property
    def failed(self) -> int | None:
        """Returned or interrupted: what `knowable` is of."""
        return _sum(self.returned, self.interrupted)


def _sum(*parts: int | None) -> int | None:
    known = [part for part in parts if part is not None]
    return sum(known) if len(known) == len(parts) else None


def digest(counts: Counts) -> Digest:
    """The counts as the partner may see them."""
    referred = None if small(counts.referred) else counts.referred
    answers = _split(counts, referred, "unanswered", "not-yet", "returned", "withdrawn", decided=DECIDED)
    decisions = _split(counts, answers["decided"], "refused", accepted=ACCEPTED)
    accepted = _split(counts, decisions["accepted"], "granted", started=STARTED)
    cases = _split(counts, accepted["started"], *STARTED)
    returned, interrupted = answers["returned"], cases["interrupted"]
    return Digest(
        referred=referred,
        unanswered=answers["unanswered"],
        not_yet=answers["not-yet"],
        returned=returned,
        withdrawn=answers["withdrawn"],
        decided=answers["decided"],
        refused=decisions["refused"],
        accepted=decisions["accepted"],
        granted=accepted["granted"],
        started=accepted["started"],
        ongoing=cases["ongoing"],
        completed=cases["completed"],
        interrupted=interrupted,
        return_reasons=shown_overlapping(returned, counts.return_reasons),
        exits=shown_split(interrupted, counts.exits),
        returned_knowable=_of(returned, counts.returned_knowable),
        interrupted_knowable=_of(interrupted, counts.interrupted_knowable),
    )


def _split(counts: Counts, total: int | None, *outcomes: Outcome, **sums: Sequence[Outcome]) -> dict[str, int | None]:
    parts: dict[str, int] = {outcome: counts.of(outcome) for outcome in outcomes}
    return shown_split(total, {**parts, **{name: counts.of(*some) for name, some in sums.items()}})


def _of(total: int | None, number: int) -> int | None:
    return shown_overlapping(total, {"knowable": number})["knowable"]
