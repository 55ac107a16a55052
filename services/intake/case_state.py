"""What a case is: unopened, waiting, ongoing, paused, ended, or in error. `evolve` folds its events and never judges."""

from dataclasses import dataclass, replace
from datetime import date
from typing import Any
from uuid import UUID

from services.intake import events as e


@dataclass(frozen=True, kw_only=True)
class Proposal:
    """What one officer has proposed and a second one has to look at."""

    proposal: UUID
    change: e.LateChange
    by: str


@dataclass(frozen=True, kw_only=True)
class FirstContact:
    """The support person has not met the person since the start, or since the handover that is named."""

    since: date
    handover: UUID | None = None


@dataclass(frozen=True, kw_only=True)
class Course:
    """A started case so far. `first_step_on` and `last_step_on`: the earliest and the latest day of anything after the start."""

    case: UUID
    person: UUID
    unit: str
    support_person: str
    granted_on: date
    started_on: date
    first_step_on: date | None = None
    last_step_on: date | None = None
    pauses_until: date | None = None
    handed_over_on: date | None = None
    awaits: FirstContact | None = None
    end_proposed: bool = False


@dataclass(frozen=True, kw_only=True)
class Unopened: ...


@dataclass(frozen=True, kw_only=True)
class Waiting:
    case: UUID
    person: UUID
    unit: str
    characteristics: e.Characteristics
    granted_on: date
    proposal: Proposal | None = None


@dataclass(frozen=True, kw_only=True)
class Ongoing:
    course: Course
    proposal: Proposal | None = None


@dataclass(frozen=True, kw_only=True)
class Paused:
    course: Course
    paused_on: date
    proposal: Proposal | None = None


@dataclass(frozen=True, kw_only=True)
class Ended:
    course: Course
    end: e.End
    proposal: Proposal | None = None


@dataclass(frozen=True, kw_only=True)
class InError: ...


Open = Waiting | Ongoing | Paused | Ended
"""Cases that something can be done to."""

State = Unopened | Open | InError


def evolve(state: State, event: e.CaseEvent) -> State:
    match event, state:
        case e.CaseOpened(), Unopened():
            return _opened(event)
        case e.CaseRegisteredInError(), Waiting() | Ongoing() | Paused() | Ended():
            return InError()
        case e.CaseChangeProposed(), Waiting() | Ongoing() | Paused() | Ended():
            return replace(state, proposal=Proposal(proposal=event.proposal, change=event.change, by=event.proposed_by))
        case ((e.CaseChangeApproved() | e.CaseChangeRefused()), (Waiting() | Ongoing() | Paused() | Ended())):
            return replace(state, proposal=None)
        case e.CaseStarted(), Waiting():
            return Ongoing(course=_started(event, state), proposal=state.proposal)
        case e.CaseStartCorrected(), Ongoing() | Paused() | Ended():
            return replace(state, course=_start_corrected(state.course, event.on))
        case _:
            return _went_on(state, event)


def _went_on(state: State, event: e.CaseEvent) -> State:
    match event, state:
        case e.CaseEndProposed(), Ongoing() | Paused():
            return replace(state, course=replace(state.course, end_proposed=True))
        case e.CasePaused(), Ongoing():
            course = _stepped(state.course, event.on, pauses_until=event.on)
            return Paused(course=course, paused_on=event.on, proposal=state.proposal)
        case e.CaseResumed(), Paused():
            return Ongoing(course=_stepped(state.course, event.on, pauses_until=event.on), proposal=state.proposal)
        case e.CaseHandedOver(), Ongoing() | Paused():
            return replace(state, course=_handed_over(state.course, event))
        case e.FirstContactMade(), Ongoing() | Paused():
            return replace(state, course=_stepped(state.course, event.on, awaits=None))
        case e.CaseEnded(), Ongoing() | Paused():
            return Ended(course=state.course, end=_end(event), proposal=state.proposal)
        case e.CaseEndCorrected(), Ended():
            return replace(state, end=_end(event))
        case e.CaseReopened(), Ended():
            return Ongoing(course=replace(state.course, end_proposed=False), proposal=state.proposal)
        case _:
            raise TypeError(f"{type(event).__name__} cannot follow {type(state).__name__}: the stream is damaged.")


def _opened(event: e.CaseOpened) -> Waiting:
    return Waiting(
        case=event.case,
        person=event.person,
        unit=event.unit,
        characteristics=event.characteristics,
        granted_on=event.granted_on,
    )


def _started(event: e.CaseStarted, before: Waiting) -> Course:
    return Course(
        case=event.case,
        person=event.person,
        unit=event.unit,
        support_person=event.support_person,
        granted_on=before.granted_on,
        started_on=event.on,
        awaits=FirstContact(since=event.on),
    )


def _start_corrected(course: Course, on: date) -> Course:
    """The clock of the first contact after the start begins with it."""
    awaits = FirstContact(since=on) if course.awaits and course.awaits.handover is None else course.awaits
    return replace(course, started_on=on, awaits=awaits)


def _handed_over(course: Course, event: e.CaseHandedOver) -> Course:
    return _stepped(
        course,
        event.on,
        unit=event.unit,
        support_person=event.support_person,
        handed_over_on=event.on,
        awaits=FirstContact(since=event.on, handover=event.handover),
    )


def _stepped(course: Course, on: date, **changes: Any) -> Course:
    first = on if course.first_step_on is None else min(on, course.first_step_on)
    last = on if course.last_step_on is None else max(on, course.last_step_on)
    return replace(course, first_step_on=first, last_step_on=last, **changes)


def _end(event: e.CaseEnded | e.CaseEndCorrected) -> e.End:
    return e.End(kind=event.kind, exit=event.exit, form=event.form, on=event.on)
