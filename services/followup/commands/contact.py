"""About a contact."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from services.followup.events import Channel, ContactOutcome, ContactWith
from shared.ids import Sealed


@dataclass(frozen=True, kw_only=True)
class LogContact:
    """`planned_on` None: if something was planned for that day it is that, else nothing. `three_party`: all three met."""

    contact: UUID
    channel: Channel
    contact_with: ContactWith
    outcome: ContactOutcome
    moved_to: date | None
    planned_on: date | None
    minutes: int | None
    on_site: bool
    three_party: bool
    by: str
    corrects: UUID | None
    reason: Sealed | None
    note: Sealed | None
    on: date
    today: date


@dataclass(frozen=True, kw_only=True)
class RemoveContact:
    """It was logged in error."""

    contact: UUID
    reason: Sealed | None


ContactCommand = LogContact | RemoveContact
