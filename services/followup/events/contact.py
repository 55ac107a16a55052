"""Contacts with the person and the employer."""

from dataclasses import dataclass
from datetime import date
from typing import ClassVar
from uuid import UUID

from services.followup.events.vocabulary import Channel, ContactOutcome, ContactWith
from shared.ids import Sealed


@dataclass(frozen=True, kw_only=True)
class ContactLogged:
    """A contact on `on`, kept or not. `on_site` is at the workplace. `late`: logged after the support was over.

    `planned_on` is the day that the plan has for it (None: it was not planned); with `moved` it is on `moved_to` instead.
    `by` is the officer whose contact it was, `minutes` how long it took; None: not told. `corrects` names the contact that this
    one replaces, `reason` says why.
    """

    SCHEMA: ClassVar[int] = 2

    contact: UUID
    case: UUID
    person: UUID
    channel: Channel
    contact_with: ContactWith
    outcome: ContactOutcome
    moved_to: date | None
    planned_on: date | None
    minutes: int | None
    on_site: bool
    by: str | None
    late: bool
    corrects: UUID | None
    reason: Sealed | None
    note: Sealed | None
    on: date


@dataclass(frozen=True, kw_only=True)
class ContactFoundInError:
    """There was no such contact: it was logged in the wrong case, or twice."""

    contact: UUID
    case: UUID
    person: UUID
    reason: Sealed | None


@dataclass(frozen=True, kw_only=True)
class ThreePartyMeetingHeld:
    """The contact was a meeting of person, employer and support person."""

    contact: UUID
    case: UUID
    person: UUID
    on: date


ContactEvent = ContactLogged | ContactFoundInError | ThreePartyMeetingHeld
