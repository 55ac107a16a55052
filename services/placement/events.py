"""Placement's events: past facts. Employers and opportunities are about no person; written reasons are sealed."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Literal, get_args
from uuid import UUID

from shared.ids import Sealed

Sector = Literal["municipal", "regional", "state", "private", "non-profit"]
Form = Literal["LFU", "LFA", "LFT", "OSA", "NYSTART", "INTRO", "SAMHALL", "NONE"]
EmployerClosing = Literal["ceased", "bankruptcy", "trading-prohibition", "tax-debt", "declines-contact", "registered-twice"]
OpportunityClosing = Literal["filled", "withdrawn", "expired", "other"]
EndReason = Literal[
    "fixed-term-over",
    "probation-ended",
    "shortage-of-work",
    "personal-reasons",
    "own-request",
    "other-job",
    "studies",
    "health",
    "retirement",
    "deceased",
    "other",
]


# --- employer -------------------------------------------------------------------------------------------------------------


@dataclass(frozen=True, kw_only=True)
class EmployerRegistered:
    """`sni` is the five-digit code of the main industry, `municipality` the four-digit code of the workplace's seat (SCB)."""

    employer: UUID
    organisation_number: str
    name: str
    sector: Sector
    municipality: str
    sni: str
    on: date


@dataclass(frozen=True, kw_only=True)
class EmployerClosed:
    """Nothing new is agreed with the employer; what was agreed stands."""

    employer: UUID
    reason: EmployerClosing
    on: date


EmployerEvent = EmployerRegistered | EmployerClosed


# --- opportunity ----------------------------------------------------------------------------------------------------------


@dataclass(frozen=True, kw_only=True)
class OpportunityOpened:
    """Places at an employer. `occupation` is the four-digit SSYK code."""

    opportunity: UUID
    employer: UUID
    occupation: str
    weekly_hours: Decimal
    places: int
    municipality: str
    on: date


@dataclass(frozen=True, kw_only=True)
class PlaceFilled:
    """The stream's version guards the number of places: two employments cannot take the last one."""

    opportunity: UUID
    employment: UUID
    on: date


@dataclass(frozen=True, kw_only=True)
class PlaceFreed:
    """The employment was registered in error: its place is free again."""

    opportunity: UUID
    employment: UUID
    on: date


@dataclass(frozen=True, kw_only=True)
class OpportunityClosed:
    opportunity: UUID
    reason: OpportunityClosing
    on: date


OpportunityEvent = OpportunityOpened | PlaceFilled | PlaceFreed | OpportunityClosed


# --- search ---------------------------------------------------------------------------------------------------------------


@dataclass(frozen=True, kw_only=True)
class SearchOpened:
    """The case has started: a job is looked for."""

    case: UUID
    person: UUID
    unit: str
    on: date


@dataclass(frozen=True, kw_only=True)
class SearchStartCorrected:
    """The case started on `on`, not `instead_of`."""

    case: UUID
    person: UUID
    instead_of: date
    on: date


@dataclass(frozen=True, kw_only=True)
class SearchHandedOver:
    """The case belongs to another unit from now on, and so do its employments."""

    case: UUID
    person: UUID
    unit: str
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


SearchEvent = SearchOpened | SearchStartCorrected | SearchHandedOver | SearchClosed | SearchReopened | SearchCancelled


# --- employment -----------------------------------------------------------------------------------------------------------


@dataclass(frozen=True, kw_only=True)
class EmploymentAgreed:
    """Agreed on `on`, to start on `starts_on`. `occupation` is the four-digit SSYK code."""

    employment: UUID
    case: UUID
    person: UUID
    employer: UUID
    opportunity: UUID | None
    unit: str
    occupation: str
    starts_on: date
    weekly_hours: Decimal
    form: Form
    on: date


@dataclass(frozen=True, kw_only=True)
class EmploymentStarted:
    """`on` is the first day in work."""

    employment: UUID
    case: UUID
    person: UUID
    employer: UUID
    unit: str
    weekly_hours: Decimal
    form: Form
    on: date


@dataclass(frozen=True, kw_only=True)
class EmploymentTermsChanged:
    employment: UUID
    case: UUID
    person: UUID
    weekly_hours: Decimal
    form: Form
    on: date


@dataclass(frozen=True, kw_only=True)
class EmploymentEnded:
    """`on` is the last day in work."""

    employment: UUID
    case: UUID
    person: UUID
    reason: EndReason
    on: date


@dataclass(frozen=True, kw_only=True)
class EmploymentCorrected:
    """The dates were `started_on` to `ended_on` (None: it goes on), not `instead_of_start` to `instead_of_end`."""

    employment: UUID
    case: UUID
    person: UUID
    started_on: date
    ended_on: date | None
    instead_of_start: date
    instead_of_end: date | None
    reason: Sealed
    corrected_by: str


@dataclass(frozen=True, kw_only=True)
class EmploymentRegisteredInError:
    """The employment never was. `started` tells whether it had been told to others as started."""

    employment: UUID
    case: UUID
    person: UUID
    started: bool
    reason: Sealed
    registered_by: str
    on: date


EmploymentEvent = (
    EmploymentAgreed
    | EmploymentStarted
    | EmploymentTermsChanged
    | EmploymentEnded
    | EmploymentCorrected
    | EmploymentRegisteredInError
)

EVENTS: tuple[type, ...] = tuple(
    event for union in (EmployerEvent, OpportunityEvent, SearchEvent, EmploymentEvent) for event in get_args(union)
)
