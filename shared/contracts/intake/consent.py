"""What intake publishes of consents: to registration in SUS and to the survey. Never what they cover, or how they were given."""

from datetime import date
from typing import ClassVar
from uuid import UUID

from pydantic import Field

from shared.contracts.base import Contract


class SusConsentGiven(Contract):
    """The person agreed in writing that the case is registered in SUS. The key is the consent."""

    type: ClassVar[str] = "sius.intake.sus-consent-given.v1"
    key_field: ClassVar[str] = "consent"

    consent: UUID
    case: UUID
    person: UUID
    on: date


class SusConsentWithdrawn(Contract):
    """From `on`, that day included, the consent is not in force. The key is the consent."""

    type: ClassVar[str] = "sius.intake.sus-consent-withdrawn.v1"
    key_field: ClassVar[str] = "consent"

    consent: UUID
    case: UUID
    person: UUID
    on: date


class SusConsentCorrected(Contract):
    """The consent was in force from `on` until the day before `withdrawn_on`, not as first told. The key is the consent."""

    type: ClassVar[str] = "sius.intake.sus-consent-corrected.v1"
    key_field: ClassVar[str] = "consent"

    consent: UUID
    case: UUID
    person: UUID
    on: date
    withdrawn_on: date | None = Field(description="None: it is in force")


class SusConsentRegisteredInError(Contract):
    """The consent was never given. The key is the consent."""

    type: ClassVar[str] = "sius.intake.sus-consent-registered-in-error.v1"
    key_field: ClassVar[str] = "consent"

    consent: UUID
    case: UUID
    person: UUID


class SusConsentRefused(Contract):
    """The person was asked and said no; to say yes later is a consent of its own. The key is the consent that was not given."""

    type: ClassVar[str] = "sius.intake.sus-consent-refused.v1"
    key_field: ClassVar[str] = "consent"

    consent: UUID
    case: UUID
    person: UUID
    on: date


class SurveyConsentGiven(Contract):
    """The person agrees to be asked in the survey, from `on`. May come again with another day: the last word holds."""

    type: ClassVar[str] = "sius.intake.survey-consent-given.v1"
    key_field: ClassVar[str] = "person"

    person: UUID
    consent: UUID
    on: date


class SurveyConsentWithdrawn(Contract):
    """From `on`, that day included, the person is not to be asked in the survey. May come for a consent not heard of."""

    type: ClassVar[str] = "sius.intake.survey-consent-withdrawn.v1"
    key_field: ClassVar[str] = "person"

    person: UUID
    consent: UUID
    on: date
