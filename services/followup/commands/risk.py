"""About early signs and risk."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from services.followup.events import EarlySign, RiskOutcome, RiskReason, Source
from shared.ids import Sealed


@dataclass(frozen=True, kw_only=True)
class NoteEarlySign:
    sign: UUID
    signs: tuple[EarlySign, ...]
    source: Source
    text: Sealed | None
    on: date
    today: date


@dataclass(frozen=True, kw_only=True)
class FlagAtRisk:
    flag: UUID
    reasons: tuple[RiskReason, ...]
    text: Sealed | None
    on: date
    today: date


@dataclass(frozen=True, kw_only=True)
class ClearRisk:
    flag: UUID
    outcome: RiskOutcome
    text: Sealed | None
    on: date
    today: date


RiskCommand = NoteEarlySign | FlagAtRisk | ClearRisk
