"""What of intake's events other services may know. Pure: own event → contract, or None."""

from uuid import UUID

from services.intake import events as e
from shared.contracts import intake as contracts
from shared.contracts.base import Contract
from shared.eventstore import Recorded


def publish(recorded: Recorded) -> Contract | None:
    """The contract for this event; None for what stays inside: referrals, assessments, decisions, what awaits approval."""
    return of_person(recorded.event) or of_case(recorded.event)


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
