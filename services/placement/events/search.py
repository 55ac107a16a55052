"""What happens to the search for a job, as the case's course has it."""

from dataclasses import dataclass
from datetime import date
from typing import ClassVar
from uuid import UUID


@dataclass(frozen=True, kw_only=True)
class SearchOpened:
    """The case has started: a job is looked for. `support_person` is an officer's subject; None: nobody asked in version 1."""

    SCHEMA: ClassVar[int] = 2

    case: UUID
    person: UUID
    unit: str
    support_person: str | None
    on: date


@dataclass(frozen=True, kw_only=True)
class SearchStartCorrected:
    """The case started on `on`, not `instead_of`. `paused_days` is for how many days it has been paused since."""

    SCHEMA: ClassVar[int] = 2

    case: UUID
    person: UUID
    instead_of: date
    paused_days: int
    on: date


@dataclass(frozen=True, kw_only=True)
class SearchHandedOver:
    """The case has another support person, at this unit, which its employments belong to from now on."""

    SCHEMA: ClassVar[int] = 2

    case: UUID
    person: UUID
    unit: str
    support_person: str | None
    on: date


@dataclass(frozen=True, kw_only=True)
class SearchPaused:
    """Nothing is done from `on`, until `until` as far as is known. Clocks that have not run out wait as long.

    `started_on` and `paused_days` (earlier pauses and this one, as expected) say what the clocks are reckoned from.
    """

    case: UUID
    person: UUID
    until: date
    started_on: date
    paused_days: int
    on: date


@dataclass(frozen=True, kw_only=True)
class SearchResumed:
    """The search goes on. `paused_days`: those of every pause, as they turned out."""

    case: UUID
    person: UUID
    started_on: date
    paused_days: int
    on: date


@dataclass(frozen=True, kw_only=True)
class SearchClosed:
    """The case ended on `on`."""

    case: UUID
    person: UUID
    on: date


@dataclass(frozen=True, kw_only=True)
class SearchReopened:
    case: UUID
    person: UUID
    on: date


@dataclass(frozen=True, kw_only=True)
class SearchCancelled:
    """The case never was."""

    case: UUID
    person: UUID


@dataclass(frozen=True, kw_only=True)
class SearchTakenUpAgain:
    """The job was lost and support goes on: a new one is looked for. `on` was the last day in work.

    `instead_of` is the last day as it was told before; None: the loss is new.
    """

    case: UUID
    person: UUID
    employment: UUID
    instead_of: date | None
    on: date


@dataclass(frozen=True, kw_only=True)
class EmployerContactReopened:
    """There has been no visit to an employer after all: the clock of the first one, reckoned from these, runs again."""

    case: UUID
    person: UUID
    started_on: date
    paused_days: int


SearchEvent = (
    SearchOpened
    | SearchStartCorrected
    | SearchHandedOver
    | SearchPaused
    | SearchResumed
    | SearchClosed
    | SearchReopened
    | SearchCancelled
    | SearchTakenUpAgain
    | EmployerContactReopened
)
