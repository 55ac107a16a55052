"""What of placement's events other services may know. Pure: own event → contract, or None."""

from typing import assert_never

from services.placement import events as e
from shared.contracts import placement as contracts
from shared.contracts.base import Contract
from shared.eventstore import Recorded


def publish(recorded: Recorded) -> Contract | None:
    """The contract for this event; None for what stays inside (employers, opportunities, searches, agreements)."""
    match recorded.event:
        case e.EmployerContacted() as event:
            return contacted(event)
        case e.SubsidyDecided() | e.SubsidyExtended() | e.SubsidyCorrected() | e.SubsidyEnded() as event:
            return of_subsidy(event)
        case e.TrialAgreed() | e.TrialEnded() | e.TrialCancelled() as event:
            return trial(event)
        case event:
            return of_employment(event)


def of_employment(event: object) -> Contract | None:
    match event:
        case e.EmploymentStarted():
            return started(event)
        case e.EmploymentTermsChanged():
            return terms_changed(event)
        case e.EmploymentEnded():
            return contracts.EmploymentEnded(employment=event.employment, case=event.case, person=event.person, on=event.on)
        case e.EmploymentCorrected():
            return corrected(event)
        case e.EmploymentRegisteredInError(started=True):
            return contracts.EmploymentRegisteredInError(employment=event.employment, case=event.case, person=event.person)
        case _:
            return None


def started(event: e.EmploymentStarted) -> contracts.EmploymentStartedV2:
    return contracts.EmploymentStartedV2(
        employment=event.employment,
        case=event.case,
        person=event.person,
        employer=event.employer,
        unit=event.unit,
        on=event.on,
        weekly_hours=event.weekly_hours,
        form=event.form,
        occupation=event.occupation,
        sector=event.sector,
    )


def terms_changed(event: e.EmploymentTermsChanged) -> contracts.EmploymentTermsChanged:
    return contracts.EmploymentTermsChanged(
        employment=event.employment,
        case=event.case,
        person=event.person,
        on=event.on,
        weekly_hours=event.weekly_hours,
        form=event.form,
    )


def corrected(event: e.EmploymentCorrected) -> contracts.EmploymentCorrected:
    return contracts.EmploymentCorrected(
        employment=event.employment,
        case=event.case,
        person=event.person,
        started_on=event.started_on,
        ended_on=event.ended_on,
    )


def contacted(event: e.EmployerContacted) -> contracts.EmployerContacted:
    return contracts.EmployerContacted(
        contact=event.contact,
        employer=event.employer,
        case=event.case,
        person=event.person,
        support_person=event.by,
        unit=event.unit,
        channel=event.channel,
        on=event.on,
    )


def of_subsidy(event: e.SubsidyDecided | e.SubsidyExtended | e.SubsidyCorrected | e.SubsidyEnded) -> Contract:
    match event:
        case e.SubsidyDecided() | e.SubsidyExtended():
            return subsidy_decided(event)
        case e.SubsidyCorrected():
            return subsidy_corrected(event)
        case e.SubsidyEnded():
            return subsidy_ended(event)
        case _:
            assert_never(event)


def subsidy_decided(event: e.SubsidyDecided | e.SubsidyExtended) -> contracts.SubsidyDecided:
    return contracts.SubsidyDecided(
        employment=event.employment,
        case=event.case,
        person=event.person,
        decision=event.decision,
        form=event.form,
        starts_on=event.starts_on,
        until=event.until,
        extension=isinstance(event, e.SubsidyExtended),
        on=event.on,
    )


def subsidy_corrected(event: e.SubsidyCorrected) -> contracts.SubsidyCorrected:
    return contracts.SubsidyCorrected(
        employment=event.employment,
        case=event.case,
        person=event.person,
        decision=event.decision,
        starts_on=event.starts_on,
        until=event.until,
        on=event.on,
    )


def subsidy_ended(event: e.SubsidyEnded) -> contracts.SubsidyEnded:
    return contracts.SubsidyEnded(
        employment=event.employment,
        case=event.case,
        person=event.person,
        decision=event.decision,
        last_day=event.last_day,
        on=event.on,
    )


def trial(event: e.TrialAgreed | e.TrialEnded | e.TrialCancelled) -> Contract:
    ids = {"trial": event.trial, "case": event.case, "person": event.person, "employer": event.employer}
    match event:
        case e.TrialAgreed():
            days = {"starts_on": event.from_on, "until": event.until, "on": event.on}
            return contracts.WorkTrialAgreed(**ids, **days, candidacy=event.candidacy, kind=event.kind)
        case e.TrialEnded():
            return contracts.WorkTrialEnded(**ids, on=event.on)
        case e.TrialCancelled():
            return contracts.WorkTrialCancelled(**ids, on=event.on)
        case _:
            assert_never(event)
