"""What an event can do to the worklists, and the kinds of task that a service has. Pure: all that a service's `deadlines` needs.

A *home* is what tasks are gathered under: it has a unit, perhaps an owner, a person and a case, and its tasks get them from it.
"""

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any, get_args
from uuid import UUID

from shared.limits import Limit, months_after


@dataclass(frozen=True, kw_only=True)
class Kinds:
    """The kinds of task of a service. `literal`: its `Literal` of them, which the API's document shows.

    `by_hand`: done when somebody says so; every other kind is done by the event that it asks for. `units_own`: for somebody else
    than the one who has the home; these stay the unit's.
    """

    literal: Any
    by_hand: frozenset[str] = frozenset()
    units_own: frozenset[str] = frozenset()

    def __post_init__(self) -> None:
        self.require(*self.by_hand, *self.units_own)

    @property
    def names(self) -> frozenset[str]:
        return frozenset(get_args(self.literal))

    def require(self, *kinds: str) -> None:
        """ValueError for what is no kind: a slip of the pen would open what nothing closes."""
        if unknown := set(kinds) - self.names:
            raise ValueError(f"No kinds of task: {sorted(unknown)}.")


@dataclass(frozen=True, kw_only=True)
class Settled:
    """A new home: once, before every other step of it. `person` None: tasks about nobody. `owner` None: they are the unit's."""

    home: UUID
    person: UUID | None
    unit: str
    owner: str | None = None
    case: UUID | None = None


@dataclass(frozen=True, kw_only=True)
class LedTo:
    """The home led to a case of this unit. From now on the case's id names the same home."""

    home: UUID
    case: UUID
    unit: str


@dataclass(frozen=True, kw_only=True)
class Assigned:
    """From now on this officer (None: nobody) has what nobody, or the one before, had; `unit` None: still the same unit's."""

    home: UUID
    unit: str | None
    owner: str | None


@dataclass(frozen=True, kw_only=True)
class Opened:
    """A task, unless one of the kind is open about the same thing. Without an `owner` it is whose the home is."""

    kind: str
    home: UUID
    about: UUID
    due_on: date
    owner: str | None = None
    not_before: date | None = None


@dataclass(frozen=True, kw_only=True)
class Closed:
    """Open tasks of these kinds (None: of every kind) are done, or dropped as not needed any more."""

    home: UUID
    about: UUID | None = None
    kinds: tuple[str, ...] | None = None
    done: bool


@dataclass(frozen=True, kw_only=True)
class Moved:
    """The open task's due date is another: what it is reckoned from was corrected. `about` None: every one of the kind."""

    kind: str
    home: UUID
    about: UUID | None = None
    due_on: date
    not_before: date | None = None


Step = Settled | LedTo | Assigned | Opened | Closed | Moved
"""`home` in a step is a home's own id, or a case's, which names every home of that case.

`Opened` has one home: the one whose own id it is, else the case's only one.
"""


def on_a_day(limit: Limit, start: date) -> dict[str, Any]:
    """For `Opened` and `Moved`: due when the limit is out; what it asks about is that very day, also when that is a Sunday."""
    return {"due_on": limit.after(start), "not_before": months_after(start, limit.months) + timedelta(days=limit.days)}
