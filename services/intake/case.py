"""The case (enrolment): opened, waiting, started on day 0, ended, reopened, corrected. Pure: no clock, no I/O."""

from dataclasses import dataclass, replace
from datetime import date
from typing import assert_never
from uuid import UUID

from services.intake import commands as c
from services.intake import errors
from services.intake import events as e
from shared.decider import Decider
from shared.errors import Refused, refuse


@dataclass(frozen=True, kw_only=True)
class Unopened: ...


@dataclass(frozen=True, kw_only=True)
class Waiting:
    case: UUID
    person: UUID
    unit: str
    characteristics: e.Characteristics
    granted_on: date


@dataclass(frozen=True, kw_only=True)
class Ongoing:
    case: UUID
    person: UUID
    granted_on: date
    started_on: date
    end_proposed: bool = False


@dataclass(frozen=True, kw_only=True)
class Ended:
    case: UUID
    person: UUID
    granted_on: date
    started_on: date
    ended_on: date


@dataclass(frozen=True, kw_only=True)
class InError: ...


State = Unopened | Waiting | Ongoing | Ended | InError


def decide(command: c.CaseCommand, state: State) -> list[e.CaseEvent]:
    match command:
        case c.OpenCase():
            return [open_case(command, state)]
        case c.StartCase():
            return [start(command, state)]
        case c.CorrectCaseStart():
            return [correct_start(command, state)]
        case c.ProposeCaseEnd():
            return propose_end(command, state)
        case c.EndCase():
            return [end(command, state)]
        case c.ReopenCase():
            return [reopen(command, state)]
        case c.RegisterCaseInError():
            return [register_in_error(command, state)]
        case _:
            assert_never(command)


def open_case(command: c.OpenCase, state: State) -> e.CaseOpened:
    if not isinstance(state, Unopened):
        raise errors.CaseAlreadyOpened
    if command.granted_on is None:
        raise errors.NotGranted
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


def start(command: c.StartCase, state: State) -> e.CaseStarted:
    if not isinstance(state, Waiting):
        raise errors.CaseNotWaiting
    refuse(
        in_the_future(command.on, command.today),
        errors.BeforeDecision(granted_on=state.granted_on) if command.on < state.granted_on else None,
    )
    return e.CaseStarted(
        case=state.case,
        person=state.person,
        unit=state.unit,
        support_person=command.support_person,
        characteristics=state.characteristics,
        on=command.on,
    )


def correct_start(command: c.CorrectCaseStart, state: State) -> e.CaseStartCorrected:
    if not isinstance(state, Ongoing | Ended):
        raise errors.CaseNotStarted
    refuse(
        in_the_future(command.on, command.today),
        errors.BeforeDecision(granted_on=state.granted_on) if command.on < state.granted_on else None,
        errors.AfterEnd() if isinstance(state, Ended) and command.on > state.ended_on else None,
    )
    return e.CaseStartCorrected(
        case=state.case,
        person=state.person,
        instead_of=state.started_on,
        reason=command.reason,
        corrected_by=command.by,
        on=command.on,
    )


def propose_end(command: c.ProposeCaseEnd, state: State) -> list[e.CaseEvent]:
    """A proposal that is late or comes twice changes nothing: the case may have ended meanwhile."""
    if not isinstance(state, Ongoing) or state.end_proposed:
        return []
    return [e.CaseEndProposed(case=state.case, person=state.person, on=command.on)]


def end(command: c.EndCase, state: State) -> e.CaseEnded:
    if not isinstance(state, Ongoing):
        raise errors.CaseNotOngoing
    refuse(
        in_the_future(command.on, command.today),
        errors.BeforeStart(started_on=state.started_on) if command.on < state.started_on else None,
        errors.ReasonNeeded() if command.kind == "interrupted" and command.reason is None else None,
    )
    return e.CaseEnded(
        case=state.case,
        person=state.person,
        kind=command.kind,
        exit=command.exit,
        reason=command.reason,
        ended_by=command.by,
        on=command.on,
    )


def reopen(command: c.ReopenCase, state: State) -> e.CaseReopened:
    if not isinstance(state, Ended):
        raise errors.CaseNotEnded
    other = command.engaged_in
    refuse(
        errors.AlreadyEngaged(referral=other.referral, case=other.case) if other else None,
        errors.BeforeEnd(ended_on=state.ended_on) if command.on < state.ended_on else None,
    )
    return e.CaseReopened(case=state.case, person=state.person, reason=command.reason, reopened_by=command.by, on=command.on)


def register_in_error(command: c.RegisterCaseInError, state: State) -> e.CaseRegisteredInError:
    match state:
        case Unopened():
            raise errors.CaseNotStarted
        case InError():
            raise errors.CaseWasInError
        case Waiting() | Ongoing() | Ended():
            return e.CaseRegisteredInError(
                case=state.case, person=state.person, reason=command.reason, registered_by=command.by, on=command.on
            )
        case _:
            assert_never(state)


def in_the_future(on: date, today: date) -> Refused | None:
    return errors.DateInTheFuture(on=on) if on > today else None


def evolve(state: State, event: e.CaseEvent) -> State:
    match event, state:
        case e.CaseOpened(), _:
            return Waiting(
                case=event.case,
                person=event.person,
                unit=event.unit,
                characteristics=event.characteristics,
                granted_on=event.granted_on,
            )
        case e.CaseStarted(), Waiting():
            return Ongoing(case=state.case, person=state.person, granted_on=state.granted_on, started_on=event.on)
        case e.CaseStartCorrected(), Ongoing() | Ended():
            return replace(state, started_on=event.on)
        case e.CaseEndProposed(), Ongoing():
            return replace(state, end_proposed=True)
        case e.CaseEnded(), Ongoing():
            return Ended(
                case=state.case,
                person=state.person,
                granted_on=state.granted_on,
                started_on=state.started_on,
                ended_on=event.on,
            )
        case e.CaseReopened(), Ended():
            return Ongoing(case=state.case, person=state.person, granted_on=state.granted_on, started_on=state.started_on)
        case e.CaseRegisteredInError(), _:
            return InError()
        case _:
            raise TypeError(f"{type(event).__name__} cannot follow {type(state).__name__}: the stream is damaged.")


case: Decider[c.CaseCommand, State, e.CaseEvent] = Decider(decide, evolve, Unopened())
