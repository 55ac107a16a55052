"""What an event can do to the worklists."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from services.intake import events as e


@dataclass(frozen=True, kw_only=True)
class Settled:
    """A referral whose tasks are the unit's until somebody is assigned. From now on it is a `home`, by its id."""

    referral: UUID
    person: UUID
    unit: str


@dataclass(frozen=True, kw_only=True)
class LedTo:
    """The referral led to a case of this unit. From now on the case's id names the same home."""

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

    kind: e.TaskKind
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
    kinds: tuple[e.TaskKind, ...] | None = None
    done: bool


@dataclass(frozen=True, kw_only=True)
class Moved:
    """The open task's due date is another: what it is reckoned from was corrected."""

    kind: e.TaskKind
    home: UUID
    due_on: date
    not_before: date | None = None


Step = Settled | LedTo | Assigned | Opened | Closed | Moved
