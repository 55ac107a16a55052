"""The case (enrolment): opened, waiting, started on day 0, paused, handed over, ended, reopened, corrected. Pure.

What happens when, by module: `starting`, `pausing`, `handing_over`, `ending`, and `late` for what needs a second officer.
"""

from typing import assert_never

from services.intake import commands as c
from services.intake import ending, errors, handing_over, late, pausing, starting
from services.intake import events as e
from services.intake.case_state import Ended, InError, Ongoing, Paused, State, Unopened, Waiting, evolve
from services.intake.starting import in_the_future
from shared.decider import Decider
from shared.errors import refuse


def decide(command: c.CaseCommand, state: State) -> list[e.CaseEvent]:
    match command:
        case c.OpenCase():
            return [open_case(command, state)]
        case c.StartCase() | c.CorrectCaseStart() | c.PauseCase() | c.ResumeCase() | c.EndCase() | c.CorrectCaseEnd():
            return [late.registered(fact(command, state), state, command)]
        case c.ApproveChange():
            return late.approve(command, state)
        case c.RefuseChange():
            return [late.refuse_change(command, state)]
        case c.HandOverCase():
            return [handing_over.hand_over(command, state)]
        case c.MakeFirstContact():
            return [handing_over.make_first_contact(command, state)]
        case c.ProposeCaseEnd():
            return ending.propose_end(command, state)
        case c.ReopenCase():
            return [ending.reopen(command, state)]
        case c.RegisterCaseInError():
            return [register_in_error(command, state)]
        case _:
            assert_never(command)


def fact(command: c.Datable, state: State) -> e.LateEvent:
    """What the command says has happened, not judged yet."""
    match command:
        case c.StartCase():
            return starting.start(command, state)
        case c.CorrectCaseStart():
            return starting.correct_start(command, state)
        case c.PauseCase():
            return pausing.pause(command, state)
        case c.ResumeCase():
            return pausing.resume(command, state)
        case c.EndCase():
            return ending.end(command, state)
        case c.CorrectCaseEnd():
            return ending.correct_end(command, state)
        case _:
            assert_never(command)


def open_case(command: c.OpenCase, state: State) -> e.CaseOpened:
    if not isinstance(state, Unopened):
        raise errors.CaseAlreadyOpened
    if command.granted_on is None:
        raise errors.NotGranted
    held = command.engaged_in
    refuse(
        in_the_future(command.on, command.today),
        errors.AlreadyEngaged(referral=held.referral, case=held.case) if held else None,
    )
    return e.CaseOpened(
        case=command.case,
        person=command.person,
        referral=command.referral,
        unit=command.unit,
        characteristics=command.characteristics,
        planned_job=command.planned_job,
        granted_on=command.granted_on,
        on=command.on,
    )


def register_in_error(command: c.RegisterCaseInError, state: State) -> e.CaseRegisteredInError:
    match state:
        case Unopened():
            raise errors.CaseNotStarted
        case InError():
            raise errors.CaseWasInError
        case Waiting():
            who = state.case, state.person
        case Ongoing() | Paused() | Ended():
            who = state.course.case, state.course.person
        case _:
            assert_never(state)
    refuse(in_the_future(command.on, command.today))
    case, person = who
    return e.CaseRegisteredInError(case=case, person=person, reason=command.reason, registered_by=command.by, on=command.on)


case: Decider[c.CaseCommand, State, e.CaseEvent] = Decider(decide, evolve, Unopened())
