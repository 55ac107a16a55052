"""What of intake's events other services may know. Pure: own event → contract, or None."""

from services.intake import events as e
from shared.contracts import intake as contracts
from shared.contracts.base import Contract
from shared.eventstore import Recorded


def publish(recorded: Recorded) -> Contract | None:
    """The contract for this event; None for what stays inside (persons, referrals, assessments, decisions)."""
    match recorded.event:
        case e.CaseStarted() as event:
            return started(event)
        case e.CaseStartCorrected() as event:
            return contracts.CaseStartCorrected(case=event.case, person=event.person, on=event.on)
        case e.CaseEnded() as event:
            return contracts.CaseEnded(case=event.case, person=event.person, on=event.on, kind=event.kind, exit=event.exit)
        case e.CaseReopened() as event:
            return contracts.CaseReopened(case=event.case, person=event.person, on=event.on)
        case e.CaseRegisteredInError() as event:
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
