"""A case is paused, and goes on. Pure: no clock, no I/O."""

from collections.abc import Sequence
from datetime import date

from services.intake import commands as c
from services.intake import errors
from services.intake import events as e
from services.intake.case_state import Ongoing, Paused, State
from services.intake.starting import before_start, in_the_future
from shared.errors import Refused


def going(state: State) -> Ongoing | Paused:
    """A case that has started and has not ended."""
    if not isinstance(state, Ongoing | Paused):
        raise errors.CaseNotOngoing
    return state


def ongoing(state: State) -> Ongoing:
    case = going(state)
    if isinstance(case, Paused):
        raise errors.CaseAlreadyPaused(paused_on=case.paused_on)
    return case


def paused(state: State) -> Paused:
    if not isinstance(state, Paused):
        raise errors.CaseNotPaused
    return state


def pause(command: c.PauseCase, state: State) -> e.CasePaused:
    course = ongoing(state).course
    return e.CasePaused(
        case=course.case,
        person=course.person,
        reason=command.reason,
        until=command.until,
        paused_by=command.by,
        on=command.on,
    )


def pause_doubts(event: e.CasePaused, state: State, today: date) -> Sequence[Refused | None]:
    """Why the case cannot have been paused so."""
    course = ongoing(state).course
    last = course.pauses_until
    return [
        in_the_future(event.on, today),
        before_start(event.on, course.started_on),
        errors.BeforeLastPause(resumed_on=last) if last and event.on < last else None,
        errors.PauseEndsBeforeItBegins() if event.until < event.on else None,
    ]


def resume(command: c.ResumeCase, state: State) -> e.CaseResumed:
    case = paused(state)
    return e.CaseResumed(
        case=case.course.case,
        person=case.course.person,
        paused_on=case.paused_on,
        resumed_by=command.by,
        on=command.on,
    )


def resumption_doubts(event: e.CaseResumed, state: State, today: date) -> Sequence[Refused | None]:
    """Why the case cannot have gone on so."""
    case = paused(state)
    return [
        in_the_future(event.on, today),
        errors.BeforePause(paused_on=case.paused_on) if event.on < case.paused_on else None,
        errors.CorrectedMeanwhile() if event.paused_on != case.paused_on else None,
    ]
