"""What a person has agreed to in writing, and what was taken back."""

from dataclasses import dataclass
from datetime import date
from typing import ClassVar, Literal
from uuid import UUID

from shared.ids import Sealed

ConsentPurpose = Literal["sus-registration", "share-with", "survey"]
ConsentScope = Literal["identity", "participation", "background", "case-status", "outcome", "answers"]
ConsentForm = Literal["signed-paper", "e-signature"]


@dataclass(frozen=True, kw_only=True)
class ConsentGiven:
    """`recipient` is the organisation number for `share-with`; `case` is the participation for `sus-registration`."""

    consent: UUID
    person: UUID
    purpose: ConsentPurpose
    recipient: str | None
    case: UUID | None
    scope: tuple[ConsentScope, ...]
    form: ConsentForm
    registered_by: str
    on: date


@dataclass(frozen=True, kw_only=True)
class ConsentWithdrawn:
    """From `on`, that day included, the consent is not in force. `purpose` and `case` are None where version 1 did not tell."""

    SCHEMA: ClassVar[int] = 2

    consent: UUID
    person: UUID
    purpose: ConsentPurpose | None
    case: UUID | None
    registered_by: str
    on: date


@dataclass(frozen=True, kw_only=True)
class ConsentTerms:
    """What can be registered wrongly: to whom, how much, in which form, from which day, and until when."""

    recipient: str | None
    scope: tuple[ConsentScope, ...]
    form: ConsentForm
    on: date
    withdrawn_on: date | None


@dataclass(frozen=True, kw_only=True)
class ConsentCorrected:
    """The consent is as told here, not as in `instead_of`; in force from `on` until the day before `withdrawn_on`."""

    SCHEMA: ClassVar[int] = 2

    consent: UUID
    person: UUID
    purpose: ConsentPurpose | None
    case: UUID | None
    instead_of: ConsentTerms
    recipient: str | None
    scope: tuple[ConsentScope, ...]
    form: ConsentForm
    withdrawn_on: date | None
    reason: Sealed
    corrected_by: str
    corrected_on: date
    on: date


@dataclass(frozen=True, kw_only=True)
class ConsentRegisteredInError:
    """It was never given: nobody may see anything under it, not for the past either. `case` is its participation, if any.

    `asks_again`: that case goes on, so whether the person consents is an open question again.
    """

    SCHEMA: ClassVar[int] = 2

    consent: UUID
    person: UUID
    purpose: ConsentPurpose | None
    case: UUID | None
    asks_again: bool
    reason: Sealed
    registered_by: str
    on: date


@dataclass(frozen=True, kw_only=True)
class ConsentRefused:
    """The person was asked and said no. To say yes later is a consent of its own."""

    consent: UUID
    person: UUID
    purpose: ConsentPurpose
    recipient: str | None
    case: UUID | None
    registered_by: str
    on: date


ConsentEvent = ConsentGiven | ConsentWithdrawn | ConsentCorrected | ConsentRegisteredInError | ConsentRefused
