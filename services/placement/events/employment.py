"""What happens to an employment. Written reasons are sealed."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import ClassVar, Literal
from uuid import UUID

from services.placement.events.employer import Sector
from shared.ids import Sealed

Form = Literal["LFU", "LFA", "LFT", "OSA", "NYSTART", "INTRO", "SAMHALL", "NONE"]


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
    """`on` is the first day in work; `occupation` and `sector` are as they were then, None: not kept (version 1)."""

    SCHEMA: ClassVar[int] = 2

    employment: UUID
    case: UUID
    person: UUID
    employer: UUID
    unit: str
    occupation: str | None
    sector: Sector | None
    weekly_hours: Decimal
    form: Form
    on: date


@dataclass(frozen=True, kw_only=True)
class EmploymentTermsChanged:
    """Hours, occupation, tasks or form are other from `on` on; all are told. `occupation` None: as before (version 1).

    `tasks` is what the work consists of now, None: as before.
    """

    SCHEMA: ClassVar[int] = 2

    employment: UUID
    case: UUID
    person: UUID
    weekly_hours: Decimal
    occupation: str | None
    tasks: Sealed | None
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
