"""What happens when a case gets another support person, and what that one is given to know."""

from dataclasses import dataclass
from datetime import date
from typing import Literal
from uuid import UUID

from services.intake.events.vocabulary import Informed
from shared.ids import Sealed

HandoverReason = Literal["support-person-left", "leave", "workload", "competence", "person-moved", "person-asked", "other"]
OpenClockKind = Literal[
    "action-plan",
    "first-employer-contact",
    "introduction-end",
    "planned-contact",
    "subsidy-decision",
    "follow-up-end",
    "day-180",
    "other",
]
Presentation = Literal["none", "nothing-told", "adaptation-only", "named-facts", "withdrawn", "unknown"]
"""What the person has agreed that an employer is told, as the officer who hands over knows it; placement owns the agreement."""

ContactChannel = Literal["visit", "phone", "mail", "video", "text"]
ContactParty = Literal["person", "employer", "partner"]


@dataclass(frozen=True, kw_only=True)
class OpenClock:
    """A time limit that runs on."""

    kind: OpenClockKind
    due_on: date


@dataclass(frozen=True, kw_only=True)
class LastContact:
    """When somebody was last in touch, and how."""

    contact_with: ContactParty
    channel: ContactChannel
    on: date


@dataclass(frozen=True, kw_only=True)
class HandoverPacket:
    """What the new support person needs to know so that nothing promised is lost. Promises are in words, so they are sealed."""

    promises: tuple[Sealed, ...]
    open_clocks: tuple[OpenClock, ...]
    presentation: Presentation
    last_contacts: tuple[LastContact, ...]
    informed: tuple[Informed, ...]


@dataclass(frozen=True, kw_only=True)
class CaseHandedOver:
    """From one support person to another, at the same unit or another one. `first_contact_by` is the last day of that clock."""

    handover: UUID
    case: UUID
    person: UUID
    from_unit: str
    unit: str
    from_support_person: str
    support_person: str
    reason: HandoverReason
    note: Sealed | None
    packet: HandoverPacket
    first_contact_by: date
    handed_over_by: str
    on: date


@dataclass(frozen=True, kw_only=True)
class FirstContactMade:
    """The support person has met the person: after the start, or after a handover (then it is named)."""

    case: UUID
    person: UUID
    handover: UUID | None
    registered_by: str
    on: date
