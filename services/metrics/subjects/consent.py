"""Answers about registration in SUS and about the survey; and the registrations."""

from typing import assert_never

from services.metrics.facts import Consent, SusRegistration
from services.metrics.subjects.subject import Subject
from shared.contracts import intake

ConsentEvent = (
    intake.SusConsentGiven
    | intake.SusConsentWithdrawn
    | intake.SusConsentCorrected
    | intake.SusConsentRegisteredInError
    | intake.SusConsentRefused
    | intake.SurveyConsentGiven
    | intake.SurveyConsentWithdrawn
)


def consent_after(before: Consent | None, event: ConsentEvent) -> Consent | None:
    """What is known of a consent after the event; None when it never was."""
    match event:
        case intake.SusConsentGiven() | intake.SusConsentCorrected():
            until = event.withdrawn_on if isinstance(event, intake.SusConsentCorrected) else None
            return _asked(event)._replace(given_on=event.on, withdrawn_on=until)
        case intake.SusConsentWithdrawn():
            return (before or _asked(event))._replace(withdrawn_on=event.on)
        case intake.SusConsentRefused():
            return _asked(event)._replace(refused_on=event.on)
        case intake.SusConsentRegisteredInError():
            return None
        case intake.SurveyConsentGiven():
            return _surveyed(event)._replace(given_on=event.on)
        case intake.SurveyConsentWithdrawn():
            return (before or _surveyed(event))._replace(withdrawn_on=event.on)
        case _:
            assert_never(event)


def _asked(
    event: intake.SusConsentGiven | intake.SusConsentCorrected | intake.SusConsentWithdrawn | intake.SusConsentRefused,
) -> Consent:
    return Consent(consent=event.consent, case_id=event.case, person=event.person, kind="sus")


def _surveyed(event: intake.SurveyConsentGiven | intake.SurveyConsentWithdrawn) -> Consent:
    return Consent(consent=event.consent, case_id=None, person=event.person, kind="survey")


SusEvent = intake.SusRegistered | intake.SusEndRegistered | intake.SusRegisteredInError


def registration_after(before: SusRegistration | None, event: SusEvent) -> SusRegistration | None:
    """What is known of a case's registration after the event; None when it never was. Out stays the day it was first told."""
    match event:
        case intake.SusRegistered():
            return (before or _registration(event))._replace(registered_on=event.on)
        case intake.SusEndRegistered():
            known = before or _registration(event)
            return known._replace(out_on=known.out_on or event.on, ended_on=event.ended_on)
        case intake.SusRegisteredInError():
            return None
        case _:
            assert_never(event)


def _registration(event: intake.SusRegistered | intake.SusEndRegistered) -> SusRegistration:
    return SusRegistration(case_id=event.case, person=event.person)


CONSENT = ("consent",)
CONSENTS = Subject(
    "consents",
    Consent,
    key=CONSENT,
    step=consent_after,
    events={
        intake.SusConsentGiven: CONSENT,
        intake.SusConsentWithdrawn: CONSENT,
        intake.SusConsentCorrected: CONSENT,
        intake.SusConsentRegisteredInError: CONSENT,
        intake.SusConsentRefused: CONSENT,
        intake.SurveyConsentGiven: CONSENT,
        intake.SurveyConsentWithdrawn: CONSENT,
    },
    indexes=[("case_id",)],
)
CASE = ("case",)
SUS_REGISTRATIONS = Subject(
    "sus_registrations",
    SusRegistration,
    key=("case_id",),
    step=registration_after,
    events={intake.SusRegistered: CASE, intake.SusEndRegistered: CASE, intake.SusRegisteredInError: CASE},
)
