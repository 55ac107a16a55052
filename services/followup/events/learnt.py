"""What was learnt from intake and placement."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import ClassVar
from uuid import UUID

from services.followup.events.vocabulary import OpenedBy


@dataclass(frozen=True, kw_only=True)
class SupportOpened:
    """The first that was heard of the case: its start, or an employment or work trial in it. `on` is the day of that.

    `support_person` is an officer's subject; None until intake has told.
    """

    SCHEMA: ClassVar[int] = 2

    case: UUID
    person: UUID
    unit: str
    support_person: str | None
    opened_by: OpenedBy
    on: date


@dataclass(frozen=True, kw_only=True)
class CaseStartNoted:
    """The case started on `on`, at `unit`: heard after the support was opened, or corrected."""

    SCHEMA: ClassVar[int] = 2

    case: UUID
    person: UUID
    unit: str
    support_person: str | None
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
class EmploymentTermsNoted:
    """Contracted hours a week from `on` on. What the support should be does not follow from them, but they explain it."""

    case: UUID
    person: UUID
    employment: UUID
    weekly_hours: Decimal
    on: date


@dataclass(frozen=True, kw_only=True)
class EmploymentFoundInError:
    """The employment never was."""

    case: UUID
    person: UUID
    employment: UUID


@dataclass(frozen=True, kw_only=True)
class WorkTrialNoted:
    """A work trial as it is known now: agreed from `on` to `until`; `ended_on` when its last day was told to be another."""

    case: UUID
    person: UUID
    trial: UUID
    until: date
    ended_on: date | None
    on: date


@dataclass(frozen=True, kw_only=True)
class WorkTrialFoundInError:
    """The work trial never was."""

    case: UUID
    person: UUID
    trial: UUID


@dataclass(frozen=True, kw_only=True)
class PauseNoted:
    """Nothing is done in the case from `on`; `until` is the last day that is expected."""

    case: UUID
    person: UUID
    until: date
    on: date


@dataclass(frozen=True, kw_only=True)
class PauseEndNoted:
    """The case goes on, from `on`."""

    case: UUID
    person: UUID
    on: date


@dataclass(frozen=True, kw_only=True)
class SupportHandedOver:
    """The case has another support person (None: not told), at the same unit or another one, from `on`.

    That one should be in touch at the latest on `first_contact_by`, as practice stood then (None: recorded before there was a
    clock).
    """

    SCHEMA: ClassVar[int] = 2

    handover: UUID
    case: UUID
    person: UUID
    unit: str
    from_support_person: str | None
    support_person: str | None
    first_contact_by: date | None
    on: date


@dataclass(frozen=True, kw_only=True)
class SearchAgainAsked:
    """The employment was lost, its last day was `on`, and no other goes on: a new search is needed. The support goes on."""

    case: UUID
    person: UUID
    employment: UUID
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
    | EmploymentTermsNoted
    | EmploymentFoundInError
    | WorkTrialNoted
    | WorkTrialFoundInError
    | PauseNoted
    | PauseEndNoted
    | SupportHandedOver
    | SearchAgainAsked
    | SupportClosed
    | SupportReopened
    | SupportFoundInError
)
