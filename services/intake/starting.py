"""The start of a case, and its correction. Pure: no clock, no I/O."""

from collections.abc import Sequence
from datetime import date
from typing import assert_never

from services.intake import commands as c
from services.intake import errors
from services.intake import events as e
from services.intake.case_state import Ended, InError, Ongoing, Paused, State, Unopened, Waiting
from shared.errors import Refused


def waiting(state: State) -> Waiting:
    if not isinstance(state, Waiting):
        raise errors.CaseNotWaiting
    return state


def started(state: State) -> Ongoing | Paused | Ended:
    match state:
        case Ongoing() | Paused() | Ended():
            return state
        case Unopened() | Waiting() | InError():
            raise errors.CaseNotStarted
        case _:
            assert_never(state)


def start(command: c.StartCase, state: State) -> e.CaseStarted:
    case = waiting(state)
    return e.CaseStarted(
        case=case.case,
        person=case.person,
        unit=case.unit,
        support_person=command.support_person,
        characteristics=case.characteristics,
        on=command.on,
    )


def start_doubts(event: e.CaseStarted, state: State, today: date) -> Sequence[Refused | None]:
    """Why the case cannot have started so."""
    return [in_the_future(event.on, today), before_decision(event.on, waiting(state).granted_on)]


def correct_start(command: c.CorrectCaseStart, state: State) -> e.CaseStartCorrected:
    course = started(state).course
    return e.CaseStartCorrected(
        case=course.case,
        person=course.person,
        instead_of=course.started_on,
        reason=command.reason,
        corrected_by=command.by,
        on=command.on,
    )


def start_correction_doubts(event: e.CaseStartCorrected, state: State, today: date) -> Sequence[Refused | None]:
    """Why the start cannot be corrected so."""
    case = started(state)
    first = case.course.first_step_on
    return [
        in_the_future(event.on, today),
        before_decision(event.on, case.course.granted_on),
        errors.AfterEnd() if isinstance(case, Ended) and event.on > case.end.on else None,
        errors.AfterFirstStep(first_step_on=first) if first and event.on > first else None,
        errors.CorrectedMeanwhile() if event.instead_of != case.course.started_on else None,
    ]


def in_the_future(on: date, today: date) -> Refused | None:
    return errors.DateInTheFuture(on=on) if on > today else None


def before_decision(on: date, granted_on: date) -> Refused | None:
    return errors.BeforeDecision(granted_on=granted_on) if on < granted_on else None


def before_start(on: date, started_on: date) -> Refused | None:
    return errors.BeforeStart(started_on=started_on) if on < started_on else None
