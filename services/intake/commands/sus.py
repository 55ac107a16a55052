"""What somebody wants done: to a participation's outcome in SUS."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from services.intake.events.sus import SusCorrectionReason, SusOutcome
from services.intake.sus import Gap


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


SusCommand = RegisterSusOutcome | CorrectSusOutcome
