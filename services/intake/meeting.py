"""A meeting with other authorities, or a consultation: held once, then corrected or taken back. Pure: no clock, no I/O."""

from dataclasses import dataclass
from datetime import date
from typing import assert_never
from uuid import UUID

from services.intake import commands as c
from services.intake import errors
from services.intake import events as e
from shared.decider import Decider
from shared.errors import Refused, refuse


@dataclass(frozen=True, kw_only=True)
class NotHeld: ...


@dataclass(frozen=True, kw_only=True)
class Held:
    meeting: UUID
    unit: str
    as_held: e.Meeting


@dataclass(frozen=True, kw_only=True)
class InError: ...


State = NotHeld | Held | InError


def decide(command: c.MeetingCommand, state: State) -> list[e.MeetingEvent]:
    match command:
        case c.HoldMeeting():
            return [hold(command, state)]
        case c.CorrectMeeting():
            return [correct(command, held(state))]
        case c.RegisterMeetingInError():
            return [register_in_error(command, held(state))]
        case _:
            assert_never(command)


def held(state: State) -> Held:
    match state:
        case Held():
            return state
        case NotHeld() | InError():
            raise errors.MeetingWasInError
        case _:
            assert_never(state)


def hold(command: c.HoldMeeting, state: State) -> e.MeetingHeld:
    refuse(
        None if isinstance(state, NotHeld) else errors.MeetingAlreadyRegistered(meeting=command.meeting),
        *impossible(command.held, command.today),
    )
    return e.MeetingHeld(
        meeting=command.meeting,
        unit=command.unit,
        kind=command.held.kind,
        participants=tuple(dict.fromkeys(command.held.participants)),
        case=command.held.case,
        registered_by=command.by,
        on=command.held.on,
    )


def correct(command: c.CorrectMeeting, state: Held) -> e.MeetingCorrected:
    refuse(
        errors.NothingToCorrect() if command.held == state.as_held else None,
        *impossible(command.held, command.today),
    )
    return e.MeetingCorrected(
        meeting=state.meeting,
        unit=state.unit,
        instead_of=state.as_held,
        kind=command.held.kind,
        participants=tuple(dict.fromkeys(command.held.participants)),
        case=command.held.case,
        reason=command.reason,
        corrected_by=command.by,
        on=command.held.on,
    )


def register_in_error(command: c.RegisterMeetingInError, state: Held) -> e.MeetingRegisteredInError:
    refuse(in_the_future(command.on, command.today))
    return e.MeetingRegisteredInError(
        meeting=state.meeting, unit=state.unit, reason=command.reason, registered_by=command.by, on=command.on
    )


def impossible(meeting: e.Meeting, today: date) -> tuple[Refused | None, Refused | None]:
    about_a_case = meeting.kind == "consultation" and meeting.case is not None
    return in_the_future(meeting.on, today), errors.ConsultationHasNoCase() if about_a_case else None


def in_the_future(on: date, today: date) -> Refused | None:
    return errors.DateInTheFuture(on=on) if on > today else None


def evolve(_state: State, event: e.MeetingEvent) -> State:
    match event:
        case e.MeetingHeld() | e.MeetingCorrected():
            as_held = e.Meeting(kind=event.kind, participants=event.participants, case=event.case, on=event.on)
            return Held(meeting=event.meeting, unit=event.unit, as_held=as_held)
        case e.MeetingRegisteredInError():
            return InError()
        case _:
            assert_never(event)


meeting: Decider[c.MeetingCommand, State, e.MeetingEvent] = Decider(decide, evolve, NotHeld())
