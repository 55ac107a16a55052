"""What of intake's events other services may know. Pure: own event → contract, or None."""

from datetime import date
from typing import Any
from uuid import UUID

from services.intake import events as e
from services.intake.eligibility_published import of_eligibility
from services.intake.evidence_published import of_evidence
from shared.contracts import intake as contracts
from shared.contracts.base import Contract
from shared.eventstore import Recorded


def publish(recorded: Recorded) -> Contract | None:
    """The contract for this event; None for what stays inside: reminders, meetings, reasons, what awaits approval."""
    event = recorded.event
    return (
        of_person(event)
        or of_consent(event)
        or of_sus(event)
        or of_case(event)
        or of_referral(event)
        or of_evidence(event)
        or of_eligibility(event)
        or of_capacity(event)
    )


def of_person(event: object) -> Contract | None:
    """Of a person others learn only whether the identity is protected; who is merged shares the other's protection."""
    match event:
        case e.ProtectionSet() | e.ProtectionLifted():
            return protection(event.person, protected=isinstance(event, e.ProtectionSet))
        case e.MergeUndone() | e.PersonRestored():
            return protection(event.person, protected=event.protected)
        case e.MergedFrom() | e.MergedInto():
            return protection(event.person, protected=True) if event.protected else None
        case _:
            return None


def of_consent(event: object) -> Contract | None:
    """Of consents others learn those to registration in SUS and to be asked in the survey, never what they cover.

    To the survey, the last word holds: what is corrected or registered in error is given or withdrawn.
    """
    match event:
        case e.ConsentGiven(case=UUID() as case, purpose="sus-registration"):
            return contracts.SusConsentGiven(consent=event.consent, case=case, person=event.person, on=event.on)
        case e.ConsentWithdrawn(case=UUID() as case):
            return contracts.SusConsentWithdrawn(consent=event.consent, case=case, person=event.person, on=event.on)
        case e.ConsentCorrected(case=UUID() as case, withdrawn_on=until):
            about = {"consent": event.consent, "case": case, "person": event.person}
            return contracts.SusConsentCorrected(**about, on=event.on, withdrawn_on=until)
        case e.ConsentRegisteredInError(case=UUID() as case):
            return contracts.SusConsentRegisteredInError(consent=event.consent, case=case, person=event.person)
        case e.ConsentRefused(case=UUID() as case, purpose="sus-registration"):
            return contracts.SusConsentRefused(consent=event.consent, case=case, person=event.person, on=event.on)
        case e.ConsentGiven(purpose="survey") | e.ConsentCorrected(purpose="survey", withdrawn_on=None):
            return contracts.SurveyConsentGiven(person=event.person, consent=event.consent, on=event.on)
        case e.ConsentCorrected(purpose="survey", withdrawn_on=date() as until):
            return contracts.SurveyConsentWithdrawn(person=event.person, consent=event.consent, on=until)
        case e.ConsentWithdrawn(purpose="survey") | e.ConsentRegisteredInError(purpose="survey"):
            return contracts.SurveyConsentWithdrawn(person=event.person, consent=event.consent, on=event.on)
        case _:
            return None


def of_sus(event: object) -> Contract | None:
    """That a participation came in and out, never what its outcome was, or why it was taken back."""
    match event:
        case e.SusRegistered():
            return contracts.SusRegistered(case=event.case, person=event.person, on=event.on)
        case e.SusRegisteredInError():
            return contracts.SusRegisteredInError(case=event.case, person=event.person)
        case e.SusOutcomeRegistered() | e.SusOutcomeCorrected():
            about = {"case": event.case, "person": event.person, "ended_on": event.outcome.ended_on}
            return contracts.SusEndRegistered(**about, on=event.on)
        case _:
            return None


def protection(person: UUID, *, protected: bool) -> contracts.PersonProtected | contracts.PersonProtectionLifted:
    return contracts.PersonProtected(person=person) if protected else contracts.PersonProtectionLifted(person=person)


def of_case(event: object) -> Contract | None:
    match event:
        case e.CaseStarted():
            return started(event)
        case e.CaseStartCorrected():
            return contracts.CaseStartCorrected(case=event.case, person=event.person, on=event.on)
        case e.CasePaused():
            return contracts.CasePaused(case=event.case, person=event.person, on=event.on, until=event.until)
        case e.CaseResumed():
            return contracts.CaseResumed(case=event.case, person=event.person, on=event.on)
        case e.CaseHandedOver():
            return handed_over(event)
        case e.CaseEndCorrected():
            return contracts.CaseEndCorrected(case=event.case, person=event.person, on=event.on, kind=event.kind, exit=event.exit)
        case e.CaseEnded():
            return contracts.CaseEnded(case=event.case, person=event.person, on=event.on, kind=event.kind, exit=event.exit)
        case e.CaseReopened():
            return contracts.CaseReopened(case=event.case, person=event.person, on=event.on)
        case e.CaseRegisteredInError():
            return contracts.CaseRegisteredInError(case=event.case, person=event.person)
        case _:
            return None


def started(event: e.CaseStarted) -> contracts.CaseStarted:
    who = event.characteristics
    return contracts.CaseStarted(
        case=event.case,
        person=event.person,
        unit=event.unit,
        support_person=event.support_person,
        on=event.on,
        sex=who.sex,
        birth_year=who.birth_year,
        disability_group=who.disability_group,
        municipality=who.municipality,
        referral_source=who.referral_source,
    )


def handed_over(event: e.CaseHandedOver) -> contracts.CaseHandedOver:
    return contracts.CaseHandedOver(
        case=event.case,
        person=event.person,
        from_unit=event.from_unit,
        unit=event.unit,
        support_person=event.support_person,
        on=event.on,
    )


def opened(event: e.CaseOpened) -> contracts.CaseOpened:
    about = {"case": event.case, "referral": event.referral, "person": event.person}
    return contracts.CaseOpened(**about, unit=event.unit, granted_on=event.granted_on, on=event.on)


def of_referral(event: object) -> Contract | None:
    """What came of it, a case that waits too; never notes, what would make it acceptable, or the agency's number."""
    match event:
        case e.CaseOpened():
            return opened(event)
        case e.ReferralReceived():
            return referred(event)
        case e.ReferralReturned():
            return contracts.ReferralReturned(referral=event.referral, person=event.person, reasons=event.reasons, on=event.on)
        case e.ReferralWithdrawn():
            return contracts.ReferralWithdrawn(referral=event.referral, person=event.person, on=event.on)
        case e.ReferralAccepted():
            return contracts.ReferralAccepted(referral=event.referral, person=event.person, case=event.case, on=event.on)
        case e.ReferralDeclined():
            return contracts.ReferralDeclined(referral=event.referral, person=event.person, on=event.on)
        case e.ReferralReopened():
            return contracts.ReferralReopened(referral=event.referral, person=event.person, on=event.on)
        case _:
            return None


def referred(event: e.ReferralReceived) -> contracts.ReferralReceived:
    return contracts.ReferralReceived(
        referral=event.referral,
        person=event.person,
        unit=event.unit,
        source=event.source,
        source_unit=event.source_unit,
        proposed=event.proposed_by is not None,
        on=event.on,
        sex=event.sex,
        birth_year=event.birth_year,
        municipality=event.municipality,
    )


def of_capacity(event: object) -> Contract | None:
    """Never why, nor who is overloaded."""
    match event:
        case e.BenchmarkSet():
            return contracts.BenchmarkSet(unit=event.unit, cases=event.cases, on=event.on)
        case e.ShareSet():
            return contracts.ShareSet(**share(event))
        case e.ShareCorrected():
            return contracts.ShareCorrected(**share(event))
        case e.ShareEnded():
            return contracts.ShareEnded(share=event.share, unit=event.unit, support_person=event.support_person, on=event.on)
        case _:
            return None


def share(event: e.ShareSet | e.ShareCorrected) -> dict[str, Any]:
    return {
        "share": event.share,
        "unit": event.unit,
        "support_person": event.support_person,
        "appropriation": event.appropriation,
        "percent": event.percent,
        "on": event.on,
        "until": event.until,
    }
