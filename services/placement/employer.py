"""An employer: registered once per organisation number, closed when nothing new may be agreed. Pure: no clock, no I/O."""

from dataclasses import dataclass
from datetime import date
from typing import Final, assert_never
from uuid import UUID, uuid5

from services.placement import commands as c
from services.placement import errors
from services.placement import events as e
from services.placement.rules import in_the_future
from shared.decider import Decider
from shared.errors import refuse

ORGANISATION_NUMBERS: Final = UUID("5f0a9a52-7c1e-5d0b-9a44-2f5f7b1c3e60")


@dataclass(frozen=True, kw_only=True)
class Unregistered: ...


@dataclass(frozen=True, kw_only=True)
class Registered:
    employer: UUID
    on: date


@dataclass(frozen=True, kw_only=True)
class Closed:
    on: date


State = Unregistered | Registered | Closed


def identified(organisation_number: str) -> UUID:
    """The employer's id follows from its number, so one number is one stream: it cannot be registered twice."""
    return uuid5(ORGANISATION_NUMBERS, organisation_number)


def standing(state: State, on: date) -> c.Standing:
    """What the employer was on that day: what was agreed before it closed may be registered late."""
    match state:
        case Unregistered():
            return "unknown"
        case Registered():
            return "open"
        case Closed():
            return "open" if on < state.on else "closed"
        case _:
            assert_never(state)


def decide(command: c.EmployerCommand, state: State) -> list[e.EmployerEvent]:
    match command:
        case c.RegisterEmployer():
            return [register(command, state)]
        case c.CloseEmployer():
            return [close(command, state)]
        case _:
            assert_never(command)


def register(command: c.RegisterEmployer, state: State) -> e.EmployerRegistered:
    if not isinstance(state, Unregistered):
        raise errors.EmployerAlreadyRegistered(employer=command.employer)
    refuse(in_the_future(command.on, command.today))
    return e.EmployerRegistered(
        employer=command.employer,
        organisation_number=command.organisation_number,
        name=command.name,
        sector=command.sector,
        municipality=command.municipality,
        sni=command.sni,
        on=command.on,
    )


def close(command: c.CloseEmployer, state: State) -> e.EmployerClosed:
    match state:
        case Unregistered():
            raise errors.EmployerUnknown
        case Closed():
            raise errors.EmployerIsClosed
        case Registered():
            refuse(
                in_the_future(command.on, command.today),
                errors.BeforeRegistration(registered_on=state.on) if command.on < state.on else None,
            )
            return e.EmployerClosed(employer=state.employer, reason=command.reason, on=command.on)
        case _:
            assert_never(state)


def evolve(_state: State, event: e.EmployerEvent) -> State:
    match event:
        case e.EmployerRegistered():
            return Registered(employer=event.employer, on=event.on)
        case e.EmployerClosed():
            return Closed(on=event.on)
        case _:
            assert_never(event)


employer: Decider[c.EmployerCommand, State, e.EmployerEvent] = Decider(decide, evolve, Unregistered())
