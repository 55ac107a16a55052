"""What somebody wants done about the contact with an employer."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from services.placement.commands.employer import RegisterCommand
from services.placement.events import Channel, ContactDetails, ContactOutcome, ContactPurpose, Initiative, NextStep
from shared.ids import Sealed


@dataclass(frozen=True, kw_only=True)
class AddContactPerson:
    contact_person: UUID
    workplace: UUID | None
    details: ContactDetails
    by: str
    on: date
    today: date


@dataclass(frozen=True, kw_only=True)
class ChangeContactPerson:
    contact_person: UUID
    workplace: UUID | None
    details: ContactDetails
    by: str
    on: date
    today: date


@dataclass(frozen=True, kw_only=True)
class RemoveContactPerson:
    """The contact person does not stand for the employer any more."""

    contact_person: UUID
    on: date
    today: date


@dataclass(frozen=True, kw_only=True)
class EraseContactPerson:
    contact_person: UUID
    by: str
    on: date
    today: date


@dataclass(frozen=True, kw_only=True)
class LogEmployerContact:
    """`in_error`: the case that the contact was about was registered in error."""

    contact: UUID
    contact_person: UUID | None
    channel: Channel
    initiative: Initiative
    purpose: ContactPurpose
    outcome: ContactOutcome
    next_step: NextStep | None
    next_step_on: date | None
    case: UUID | None
    person: UUID | None
    in_error: bool
    note: Sealed | None
    unit: str
    by: str
    on: date
    today: date


@dataclass(frozen=True, kw_only=True)
class RegisterContactInError:
    contact: UUID
    reason: Sealed
    by: str
    on: date
    today: date


@dataclass(frozen=True, kw_only=True)
class DeclineContact:
    wish: UUID
    until: date
    by: str
    on: date
    today: date


@dataclass(frozen=True, kw_only=True)
class LiftContactWish:
    wish: UUID
    by: str
    on: date
    today: date


ContactCommand = (
    AddContactPerson
    | ChangeContactPerson
    | RemoveContactPerson
    | EraseContactPerson
    | LogEmployerContact
    | RegisterContactInError
    | DeclineContact
    | LiftContactWish
)

EmployerCommand = RegisterCommand | ContactCommand
