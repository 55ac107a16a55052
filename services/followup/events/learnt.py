"""What was learnt from intake and placement."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from services.followup.events.vocabulary import OpenedBy


@dataclass(frozen=True, kw_only=True)
class SupportOpened:
    """The first that was heard of the case: its start, or an employment in it. `on` is the day of that."""

    case: UUID
    person: UUID
    unit: str
    opened_by: OpenedBy
    on: date


@dataclass(frozen=True, kw_only=True)
class CaseStartNoted:
    """The case started on `on`, at `unit`: heard after the support was opened, or corrected."""

    case: UUID
    person: UUID
    unit: str
    on: date


@dataclass(frozen=True, kw_only=True)
class EmploymentNoted:
    """An employment as it is known now: first day in work `on`, last day `ended_on` (None: it goes on)."""

    case: UUID
    person: UUID
    employment: UUID
    ended_on: date | None
    on: date


@dataclass(frozen=True, kw_only=True)
class EmploymentFoundInError:
    """The employment never was."""

    case: UUID
    person: UUID
    employment: UUID


@dataclass(frozen=True, kw_only=True)
class SupportHandedOver:
    """The case belongs to another unit from now on."""

    case: UUID
    person: UUID
    unit: str
    on: date


@dataclass(frozen=True, kw_only=True)
class SupportClosed:
    """The case has ended: what was open in the support is closed on that day."""

    case: UUID
    person: UUID
    on: date


@dataclass(frozen=True, kw_only=True)
class SupportReopened:
    """The case's end is taken back, and with it what that end closed."""

    case: UUID
    person: UUID
    on: date


@dataclass(frozen=True, kw_only=True)
class SupportFoundInError:
    """The case never was, so there is no support."""

    case: UUID
    person: UUID


LearntEvent = (
    SupportOpened
    | CaseStartNoted
    | EmploymentNoted
    | EmploymentFoundInError
    | SupportHandedOver
    | SupportClosed
    | SupportReopened
    | SupportFoundInError
)
