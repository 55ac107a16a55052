"""The person, as intake knows one. Pure: no clock, no I/O."""

from dataclasses import dataclass
from typing import assert_never

from services.intake import commands as c
from services.intake import errors
from services.intake import events as e
from shared.decider import Decider


@dataclass(frozen=True, kw_only=True)
class Unregistered: ...


@dataclass(frozen=True, kw_only=True)
class Registered: ...


State = Unregistered | Registered


def decide(command: c.PersonCommand, state: State) -> list[e.PersonEvent]:
    match state:
        case Registered():
            raise errors.PersonAlreadyRegistered(person=command.person)
        case Unregistered():
            return [register(command)]
        case _:
            assert_never(state)


def register(command: c.RegisterPerson) -> e.PersonRegistered:
    return e.PersonRegistered(
        person=command.person,
        name=command.name,
        birth_date=command.birth_date,
        sex=command.sex,
        municipality=command.municipality,
        on=command.on,
    )


def evolve(_state: State, event: e.PersonEvent) -> State:
    match event:
        case e.PersonRegistered():
            return Registered()
        case _:
            assert_never(event)


person: Decider[c.PersonCommand, State, e.PersonEvent] = Decider(decide, evolve, Unregistered())
