"""Followup's commands: what other services' events call for, and what officers want done. Time and ids come with them."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from uuid import UUID

from services.followup.events import Channel, ContactWith, Party, Situation, Source
from shared.ids import Sealed

# --- from reactions: never refused, and nothing happens when it is done already -------------------------------------------


@dataclass(frozen=True, kw_only=True)
class NoteCaseStart:
    case: UUID
    person: UUID
    unit: str
    on: date


@dataclass(frozen=True, kw_only=True)
class CorrectCaseStart:
    on: date


@dataclass(frozen=True, kw_only=True)
class NoteEmployment:
    case: UUID
    person: UUID
    unit: str
    employment: UUID
    on: date


@dataclass(frozen=True, kw_only=True)
class NoteEmploymentEnd:
    employment: UUID
    on: date


@dataclass(frozen=True, kw_only=True)
class CorrectEmployment:
    employment: UUID
    started_on: date
    ended_on: date | None


@dataclass(frozen=True, kw_only=True)
class RemoveEmployment:
    employment: UUID


@dataclass(frozen=True, kw_only=True)
class HandOverSupport:
    unit: str
    on: date


@dataclass(frozen=True, kw_only=True)
class CloseSupport:
    on: date


@dataclass(frozen=True, kw_only=True)
class ReopenSupport:
    on: date


@dataclass(frozen=True, kw_only=True)
class RemoveSupport:
    case: UUID
    person: UUID


LearntCommand = (
    NoteCaseStart
    | CorrectCaseStart
    | HandOverSupport
    | NoteEmployment
    | NoteEmploymentEnd
    | CorrectEmployment
    | RemoveEmployment
    | CloseSupport
    | ReopenSupport
    | RemoveSupport
)

# --- from officers --------------------------------------------------------------------------------------------------------


@dataclass(frozen=True, kw_only=True)
class EndIntroduction:
    """`breach_reason` is written when it ends later than allowed, and only then."""

    employment: UUID
    breach_reason: Sealed | None
    on: date
    today: date


@dataclass(frozen=True, kw_only=True)
class AgreePlan:
    plan: UUID
    agreed_by: tuple[Party, ...]
    person_contacts_per_week: Decimal
    employer_contacts_per_week: Decimal
    applies_from: date
    note: Sealed | None
    on: date
    today: date


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


@dataclass(frozen=True, kw_only=True)
class StartFollowUp:
    on: date
    today: date


@dataclass(frozen=True, kw_only=True)
class CompleteSupport:
    on: date
    today: date


@dataclass(frozen=True, kw_only=True)
class EstablishStatus:
    status: UUID
    situation: Situation
    source: Source
    corrects: UUID | None
    on: date
    today: date


OfficerCommand = EndIntroduction | AgreePlan | LogContact | StartFollowUp | CompleteSupport | EstablishStatus
SupportCommand = LearntCommand | OfficerCommand
