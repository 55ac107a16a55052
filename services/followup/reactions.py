"""What followup does when another service says that something happened: one command to the case's support."""

from typing import assert_never

from services.followup import commands as c
from services.followup import streams
from services.followup.support import support
from shared import protection
from shared.contracts import intake, placement
from shared.contracts.base import Contract
from shared.decider import handle
from shared.eventstore import Log
from shared.inbox import Delivery

CourseOfCase = (
    intake.CaseStarted
    | intake.CaseStartCorrected
    | intake.CasePaused
    | intake.CaseResumed
    | intake.CaseHandedOver
    | intake.CaseEnded
    | intake.CaseEndCorrected
    | intake.CaseReopened
    | intake.CaseRegisteredInError
)
CourseOfEmployment = (
    placement.EmploymentStarted
    | placement.EmploymentTermsChanged
    | placement.EmploymentEnded
    | placement.EmploymentCorrected
    | placement.EmploymentRegisteredInError
)


async def react(log: Log, delivery: Delivery) -> None:
    """The course of the case and of its employments → the support is opened, its introductions follow, and it is closed."""
    match delivery.contract:
        case intake.PersonProtected() as said:
            await protection.conceal(log.tx, said.person)
        case intake.PersonProtectionLifted() as said:
            await protection.reveal(log.tx, said.person)
        case _:
            await _follow(log, delivery)


async def _follow(log: Log, delivery: Delivery) -> None:
    command = command_for(delivery.contract)
    if command is not None:
        await handle(log, support, streams.support(delivery.contract.case_id), command)


def command_for(contract: Contract) -> c.LearntCommand | None:
    """The command that the event calls for; None when it means nothing here. TypeError for one that nobody has thought of."""
    if isinstance(contract, CourseOfCase):
        return of_case(contract)
    if isinstance(contract, CourseOfEmployment):
        return of_employment(contract)
    raise TypeError(f"{contract.type} has no reaction: say here what it means for the support, or that it means nothing.")


def of_case(contract: CourseOfCase) -> c.LearntCommand | None:
    match contract:
        case intake.CaseStarted():
            return c.NoteCaseStart(case=contract.case, person=contract.person, unit=contract.unit, on=contract.on)
        case intake.CaseStartCorrected():
            return c.CorrectCaseStart(on=contract.on)
        case intake.CasePaused() | intake.CaseResumed():
            return None  # what was agreed stays agreed; contacts that are not kept are logged as such
        case intake.CaseHandedOver():
            return c.HandOverSupport(unit=contract.unit, on=contract.on)
        case intake.CaseEnded() | intake.CaseEndCorrected():
            return c.CloseSupport(on=contract.on)
        case intake.CaseReopened():
            return c.ReopenSupport(on=contract.on)
        case intake.CaseRegisteredInError():
            return c.RemoveSupport(case=contract.case, person=contract.person)
        case _:
            assert_never(contract)


def of_employment(contract: CourseOfEmployment) -> c.LearntCommand | None:
    match contract:
        case placement.EmploymentStarted():
            return c.NoteEmployment(
                case=contract.case,
                person=contract.person,
                unit=contract.unit,
                employment=contract.employment,
                on=contract.on,
            )
        case placement.EmploymentTermsChanged():
            return None  # hours and form do not change the support
        case placement.EmploymentEnded():
            return c.NoteEmploymentEnd(employment=contract.employment, on=contract.on)
        case placement.EmploymentCorrected():
            return c.CorrectEmployment(employment=contract.employment, started_on=contract.started_on, ended_on=contract.ended_on)
        case placement.EmploymentRegisteredInError():
            return c.RemoveEmployment(employment=contract.employment)
        case _:
            assert_never(contract)
