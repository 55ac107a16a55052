"""What somebody wants done: to a person's consent."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from services.intake.events.consent import ConsentForm, ConsentPurpose, ConsentScope, ConsentTerms
from shared.ids import Sealed


@dataclass(frozen=True, kw_only=True)
class GiveConsent:
    """`in_force` is the consent that the person has given already for the same purpose, recipient and case."""

    consent: UUID
    person: UUID
    purpose: ConsentPurpose
    recipient: str | None
    case: UUID | None
    scope: tuple[ConsentScope, ...]
    form: ConsentForm
    in_force: UUID | None
    by: str
    on: date
    today: date


@dataclass(frozen=True, kw_only=True)
class WithdrawConsent:
    by: str
    on: date
    today: date


@dataclass(frozen=True, kw_only=True)
class CorrectConsent:
    """The whole consent as it should be. `in_force` is another consent to the same that nobody has withdrawn."""

    terms: ConsentTerms
    in_force: UUID | None
    reason: Sealed
    by: str
    today: date


@dataclass(frozen=True, kw_only=True)
class RegisterConsentInError:
    """`asks_again`: the case that it was for goes on."""

    asks_again: bool
    reason: Sealed
    by: str
    on: date
    today: date


@dataclass(frozen=True, kw_only=True)
class RefuseConsent:
    """`in_force` is the consent that the person has given to the same: that is withdrawn, not refused."""

    consent: UUID
    person: UUID
    purpose: ConsentPurpose
    recipient: str | None
    case: UUID | None
    in_force: UUID | None
    by: str
    on: date
    today: date


ConsentCommand = GiveConsent | WithdrawConsent | CorrectConsent | RegisterConsentInError | RefuseConsent
