"""About an introduction."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from shared.ids import Sealed


@dataclass(frozen=True, kw_only=True)
class EndIntroduction:
    """`breach_reason` is written when it ends later than allowed, and only then."""

    employment: UUID
    breach_reason: Sealed | None
    on: date
    today: date
