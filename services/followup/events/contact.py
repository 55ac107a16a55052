"""Contacts with the person and the employer."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from services.followup.events.vocabulary import Channel, ContactWith
from shared.ids import Sealed


@dataclass(frozen=True, kw_only=True)
class ContactLogged:
    """`kept` is False for a no-show; `on_site` is at the workplace. `late`: logged after the support was over."""

    contact: UUID
    case: UUID
    person: UUID
    channel: Channel
    contact_with: ContactWith
    kept: bool
    on_site: bool
    late: bool
    note: Sealed | None
    on: date
