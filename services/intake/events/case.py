"""What happens to a case."""

from dataclasses import dataclass
from datetime import date
from typing import ClassVar
from uuid import UUID

from services.intake.events.vocabulary import (
    Characteristics,
    EndKind,
    ExitCategory,
    Informed,
    PauseReason,
    PlannedJob,
    SupportForm,
)
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
class CasePaused:
    """Nothing is done in the case from `on`, as far as is known until `until`."""

    case: UUID
    person: UUID
    reason: PauseReason
    until: date
    paused_by: str
    on: date


@dataclass(frozen=True, kw_only=True)
class CaseResumed:
    """The case goes on; it was paused on `paused_on`."""

    case: UUID
    person: UUID
    paused_on: date
    resumed_by: str
    on: date


@dataclass(frozen=True, kw_only=True)
class CaseEndProposed:
    """The support is completed: somebody should look whether the case ends."""

    case: UUID
    person: UUID
    on: date


@dataclass(frozen=True, kw_only=True)
class CaseEnded:
    """`form` is the support form of the employment that the person left to. Version 1 knew no form and nobody informed."""

    SCHEMA: ClassVar[int] = 2

    case: UUID
    person: UUID
    kind: EndKind
    exit: ExitCategory
    form: SupportForm | None
    reason: Sealed | None
    informed: tuple[Informed, ...]
    ended_by: str
    on: date


@dataclass(frozen=True, kw_only=True)
class End:
    """How and when a case ended."""

    kind: EndKind
    exit: ExitCategory
    form: SupportForm | None
    on: date


@dataclass(frozen=True, kw_only=True)
class CaseEndCorrected:
    """The case ended as told here, not as in `instead_of`."""

    case: UUID
    person: UUID
    instead_of: End
    kind: EndKind
    exit: ExitCategory
    form: SupportForm | None
    reason: Sealed
    corrected_by: str
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
