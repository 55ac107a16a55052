"""What of placement's events other services may know. Pure: own event → contract, or None."""

from services.placement import events as e
from shared.contracts import placement as contracts
from shared.contracts.base import Contract
from shared.eventstore import Recorded


def publish(recorded: Recorded) -> Contract | None:
    """The contract for this event; None for what stays inside (employers, opportunities, searches, agreements)."""
    match recorded.event:
        case e.EmploymentStarted() as event:
            return started(event)
        case e.EmploymentTermsChanged() as event:
            return terms_changed(event)
        case e.EmploymentEnded() as event:
            return contracts.EmploymentEnded(employment=event.employment, case=event.case, person=event.person, on=event.on)
        case e.EmploymentCorrected() as event:
            return corrected(event)
        case e.EmploymentRegisteredInError(started=True) as event:
            return contracts.EmploymentRegisteredInError(employment=event.employment, case=event.case, person=event.person)
        case _:
            return None


def started(event: e.EmploymentStarted) -> contracts.EmploymentStarted:
    return contracts.EmploymentStarted(
        employment=event.employment,
        case=event.case,
        person=event.person,
        employer=event.employer,
        unit=event.unit,
        on=event.on,
        weekly_hours=event.weekly_hours,
        form=event.form,
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
