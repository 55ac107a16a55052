"""Early signs, and that the job is at risk."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from services.followup.events.vocabulary import EarlySign, RiskOutcome, RiskReason, Source
from shared.ids import Sealed


@dataclass(frozen=True, kw_only=True)
class EarlySignNoted:
    """Something that somebody noticed; `source` is who told it."""

    sign: UUID
    case: UUID
    person: UUID
    signs: tuple[EarlySign, ...]
    source: Source
    text: Sealed | None
    on: date


@dataclass(frozen=True, kw_only=True)
class AtRiskFlagged:
    """The job is at risk: from now on somebody looks again within a short time, until the flag is cleared."""

    flag: UUID
    case: UUID
    person: UUID
    reasons: tuple[RiskReason, ...]
    text: Sealed | None
    on: date


@dataclass(frozen=True, kw_only=True)
class AtRiskCleared:
    """The job is not at risk any more, or it is lost."""

    flag: UUID
    case: UUID
    person: UUID
    outcome: RiskOutcome
    text: Sealed | None
    on: date


RiskEvent = EarlySignNoted | AtRiskFlagged | AtRiskCleared
