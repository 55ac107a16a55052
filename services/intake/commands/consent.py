"""What somebody wants done: to a person's consent."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from services.intake.events.consent import ConsentForm, ConsentPurpose, ConsentScope


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


ConsentCommand = GiveConsent | WithdrawConsent
