"""Contact with an employer: who stands for it, every contact that was had, and its wish to be left alone. Texts are sealed."""

from dataclasses import dataclass
from datetime import date
from typing import Literal
from uuid import UUID

from shared.ids import Sealed

Channel = Literal["visit", "video", "phone", "mail", "letter"]
"""Face to face is a visit."""

Initiative = Literal["authority", "employer"]
"""Who took the contact."""

ContactPurpose = Literal[
    "get-acquainted", "find-jobs", "present-candidate", "analyse-job", "agree-terms", "support-employment", "subsidy", "other"
]
ContactOutcome = Literal[
    "not-reached", "no-need-now", "interested", "opportunity", "meeting-agreed", "candidate-considered", "declined", "other"
]
NextStep = Literal["call", "write", "visit", "send-information", "open-opportunity", "analyse-job", "present-candidate", "other"]


@dataclass(frozen=True, kw_only=True)
class ContactDetails:
    """Who stands for an employer: sealed under a key of that person's own."""

    name: Sealed
    title: Sealed | None
    phone: Sealed | None
    email: Sealed | None


@dataclass(frozen=True, kw_only=True)
class ContactPersonAdded:
    contact_person: UUID
    employer: UUID
    workplace: UUID | None
    details: ContactDetails
    added_by: str
    on: date


@dataclass(frozen=True, kw_only=True)
class ContactPersonChanged:
    contact_person: UUID
    employer: UUID
    workplace: UUID | None
    details: ContactDetails
    changed_by: str
    on: date


@dataclass(frozen=True, kw_only=True)
class ContactPersonLeft:
    """No longer stands for the employer."""

    contact_person: UUID
    employer: UUID
    on: date


@dataclass(frozen=True, kw_only=True)
class ContactPersonErased:
    """Name, ways to reach the person and notes of contacts with the person are gone."""

    contact_person: UUID
    employer: UUID
    erased_by: str
    on: date


@dataclass(frozen=True, kw_only=True)
class EmployerContacted:
    """A contact that was had. `case` and `person` only when it was about a case; the note is then under the person's key."""

    contact: UUID
    employer: UUID
    contact_person: UUID | None
    channel: Channel
    initiative: Initiative
    purpose: ContactPurpose
    outcome: ContactOutcome
    next_step: NextStep | None
    next_step_on: date | None
    case: UUID | None
    person: UUID | None
    note: Sealed | None
    unit: str
    by: str
    on: date


@dataclass(frozen=True, kw_only=True)
class EmployerContactRegisteredInError:
    """There was no such contact, or another one: that is logged anew. `case` and `person` as in the contact."""

    contact: UUID
    employer: UUID
    case: UUID | None
    person: UUID | None
    reason: Sealed
    registered_by: str
    on: date


@dataclass(frozen=True, kw_only=True)
class ContactDeclined:
    """The employer wishes not to be contacted: from the day after `on` up to and including `until`."""

    wish: UUID
    employer: UUID
    until: date
    registered_by: str
    on: date


@dataclass(frozen=True, kw_only=True)
class ContactWishLifted:
    """The wish does not hold any more, from `on` on."""

    wish: UUID
    employer: UUID
    lifted_by: str
    on: date


ContactEvent = (
    ContactPersonAdded
    | ContactPersonChanged
    | ContactPersonLeft
    | ContactPersonErased
    | EmployerContacted
    | EmployerContactRegisteredInError
    | ContactDeclined
    | ContactWishLifted
)
