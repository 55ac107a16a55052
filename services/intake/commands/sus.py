"""What somebody wants done: to a participation's registration in SUS, and to its outcome."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from services.intake.events.sus import SusCorrectionReason, SusOutcome, SusRetraction
from services.intake.sus import Gap


@dataclass(frozen=True, kw_only=True)
class RegisterInSus:
    """`gaps` are why it cannot be registered with identity on `on`; none: it can."""

    case: UUID
    person: UUID
    started_on: date
    gaps: tuple[Gap, ...]
    by: str
    on: date
    today: date


@dataclass(frozen=True, kw_only=True)
class RetractFromSus:
    """The participation was not registered after all."""

    reason: SusRetraction
    by: str
    on: date
    today: date


@dataclass(frozen=True, kw_only=True)
class RegisterSusOutcome:
    """`gaps` are why the participation's end is not registered with identity; none: it is."""

    case: UUID
    person: UUID
    outcome: SusOutcome
    started_on: date
    gaps: tuple[Gap, ...]
    by: str
    today: date


@dataclass(frozen=True, kw_only=True)
class CorrectSusOutcome:
    """The whole outcome as it should be, and why."""

    outcome: SusOutcome
    started_on: date
    gaps: tuple[Gap, ...]
    reason: SusCorrectionReason
    by: str
    today: date


SusCommand = RegisterInSus | RetractFromSus | RegisterSusOutcome | CorrectSusOutcome
