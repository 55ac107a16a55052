"""About what was so on a day."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from services.followup.events import Situation, Source


@dataclass(frozen=True, kw_only=True)
class EstablishStatus:
    status: UUID
    situation: Situation
    source: Source
    corrects: UUID | None
    on: date
    today: date
