"""What happens to a case."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from services.intake.events.vocabulary import Characteristics, EndKind, ExitCategory, PlannedJob
from shared.ids import Sealed


@dataclass(frozen=True, kw_only=True)
class CaseOpened:
    case: UUID
    person: UUID
    referral: UUID
    unit: str
    characteristics: Characteristics
    planned_job: PlannedJob | None
    granted_on: date
    on: date


@dataclass(frozen=True, kw_only=True)
class CaseStarted:
    """Day 0 of the 180 days."""

    case: UUID
    person: UUID
    unit: str
    support_person: str
    characteristics: Characteristics
    on: date


@dataclass(frozen=True, kw_only=True)
class CaseStartCorrected:
    """Day 0 was `on`, not `instead_of`."""

    case: UUID
    person: UUID
    instead_of: date
    reason: Sealed
    corrected_by: str
    on: date


@dataclass(frozen=True, kw_only=True)
class CaseEndProposed:
    """The support is completed: somebody should look whether the case ends."""

    case: UUID
    person: UUID
    on: date


@dataclass(frozen=True, kw_only=True)
class CaseEnded:
    case: UUID
    person: UUID
    kind: EndKind
    exit: ExitCategory
    reason: Sealed | None
    ended_by: str
    on: date


@dataclass(frozen=True, kw_only=True)
class CaseReopened:
    case: UUID
    person: UUID
    reason: Sealed
    reopened_by: str
    on: date


@dataclass(frozen=True, kw_only=True)
class CaseRegisteredInError:
    """The case never was. This is not an end: no figure counts it."""

    case: UUID
    person: UUID
    reason: Sealed
    registered_by: str
    on: date


CaseEvent = CaseOpened | CaseStarted | CaseStartCorrected | CaseEndProposed | CaseEnded | CaseReopened | CaseRegisteredInError
