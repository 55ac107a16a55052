"""About the course of the support."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from services.followup.events import CompletionGround
from services.followup.rules import UnitLength
from shared.ids import Sealed


@dataclass(frozen=True, kw_only=True)
class StartFollowUp:
    on: date
    today: date


@dataclass(frozen=True, kw_only=True)
class CompleteSupport:
    """`reason` is written when it is earlier than practice; `lengths` are what the unit has set."""

    ground: CompletionGround
    reason: Sealed | None
    lengths: Sequence[UnitLength]
    on: date
    today: date
