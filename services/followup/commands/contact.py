"""About a contact."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from services.followup.events import Channel, ContactWith
from shared.ids import Sealed


@dataclass(frozen=True, kw_only=True)
class LogContact:
    contact: UUID
    channel: Channel
    contact_with: ContactWith
    kept: bool
    on_site: bool
    note: Sealed | None
    on: date
    today: date
