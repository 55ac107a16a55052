"""What was so on a day."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from services.followup.events.vocabulary import Situation, Source


@dataclass(frozen=True, kw_only=True)
class StatusEstablished:
    """What was so on a day, and who said it. A correction names in `corrects` the status that it replaces."""

    status: UUID
    case: UUID
    person: UUID
    situation: Situation
    source: Source
    corrects: UUID | None
    on: date
