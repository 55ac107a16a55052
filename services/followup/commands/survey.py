"""The survey: consents as intake tells them, and invitations."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from services.followup.events.survey import InvitationEnd, SurveyForm


@dataclass(frozen=True, kw_only=True)
class NoteSurveyConsent:
    person: UUID
    consent: UUID
    on: date


@dataclass(frozen=True, kw_only=True)
class NoteSurveyConsentEnd:
    person: UUID
    consent: UUID
    on: date


@dataclass(frozen=True, kw_only=True)
class InviteToSurvey:
    """`consented` and `protected`: how it stands with the person, read in the same transaction."""

    invitation: UUID
    case: UUID
    person: UUID
    unit: str
    form: SurveyForm
    wording: str
    consented: bool
    protected: bool
    today: date


@dataclass(frozen=True, kw_only=True)
class ReplaceSurveyCode:
    invitation: UUID
    consented: bool
    protected: bool
    today: date


@dataclass(frozen=True, kw_only=True)
class WithdrawSurveyInvitations:
    """From reactions: never refused; what is over already stays as it is."""

    cause: InvitationEnd
    today: date


SurveyConsentCommand = NoteSurveyConsent | NoteSurveyConsentEnd
InvitationCommand = InviteToSurvey | ReplaceSurveyCode | WithdrawSurveyInvitations
