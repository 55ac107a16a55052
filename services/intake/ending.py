"""The end of a case: proposed, registered, corrected, taken back. Pure: no clock, no I/O."""

from collections.abc import Sequence
from datetime import date

from services.intake import commands as c
from services.intake import errors
from services.intake import events as e
from services.intake.case_state import Course, Ended, Ongoing, Paused, State
from services.intake.pausing import going
from services.intake.starting import before_start, in_the_future
from shared.errors import Refused, refuse


def ended(state: State) -> Ended:
    if not isinstance(state, Ended):
        raise errors.CaseNotEnded
    return state


def propose_end(command: c.ProposeCaseEnd, state: State) -> list[e.CaseEvent]:
    """A proposal that is late or comes twice changes nothing: the case may have ended meanwhile."""
    if not isinstance(state, Ongoing | Paused) or state.course.end_proposed:
        return []
    return [e.CaseEndProposed(case=state.course.case, person=state.course.person, on=command.on)]


def end(command: c.EndCase, state: State) -> e.CaseEnded:
    course = going(state).course
    return e.CaseEnded(
        case=course.case,
        person=course.person,
        kind=command.kind,
        exit=command.exit,
        form=command.form,
        reason=command.reason,
        informed=command.informed,
        ended_by=command.by,
        on=command.on,
    )


def end_doubts(event: e.CaseEnded, state: State, today: date) -> Sequence[Refused | None]:
    """Why the case cannot have ended so."""
    told = max((one.on for one in event.informed), default=event.on)
    return [
        in_the_future(max(event.on, told), today),
        *_misfits(event, going(state).course),
        errors.ReasonNeeded() if event.kind == "interrupted" and event.reason is None else None,
    ]


def correct_end(command: c.CorrectCaseEnd, state: State) -> e.CaseEndCorrected:
    case = ended(state)
    return e.CaseEndCorrected(
        case=case.course.case,
        person=case.course.person,
        instead_of=case.end,
        kind=command.kind,
        exit=command.exit,
        form=command.form,
        reason=command.reason,
        corrected_by=command.by,
        on=command.on,
    )


def end_correction_doubts(event: e.CaseEndCorrected, state: State, today: date) -> Sequence[Refused | None]:
    """Why the end cannot be corrected so."""
    case = ended(state)
    same = e.End(kind=event.kind, exit=event.exit, form=event.form, on=event.on) == event.instead_of
    return [
        in_the_future(event.on, today),
        *_misfits(event, case.course),
        errors.NothingCorrected() if same else None,
        errors.CorrectedMeanwhile() if event.instead_of != case.end else None,
    ]


def _misfits(event: e.CaseEnded | e.CaseEndCorrected, course: Course) -> Sequence[Refused | None]:
    """Why such an end does not fit the case so far."""
    last = course.last_step_on
    return [
        before_start(event.on, course.started_on),
        errors.BeforeLastStep(last_step_on=last) if last and event.on < last else None,
        errors.FormNeeded() if event.exit == "employment" and event.form is None else None,
        errors.FormOfNoEmployment() if event.exit != "employment" and event.form is not None else None,
    ]


def reopen(command: c.ReopenCase, state: State) -> e.CaseReopened:
    case = ended(state)
    other = command.engaged_in
    refuse(
        errors.AlreadyEngaged(referral=other.referral, case=other.case) if other else None,
        in_the_future(command.on, command.today),
        errors.BeforeEnd(ended_on=case.end.on) if command.on < case.end.on else None,
    )
    return e.CaseReopened(
        case=case.course.case, person=case.course.person, reason=command.reason, reopened_by=command.by, on=command.on
    )
