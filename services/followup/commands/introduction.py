"""About an introduction."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from services.followup.events import IntroductionOutcome
from shared.ids import Sealed


@dataclass(frozen=True, kw_only=True)
class EndIntroduction:
    """`introduction` is the employment's or the trial's id. `breach_reason` is written when it ends later than allowed, only."""

    introduction: UUID
    outcome: IntroductionOutcome
    breach_reason: Sealed | None
    on: date
    today: date
