"""A consent: given in writing for one purpose, withdrawn at any time. Pure: no clock, no I/O."""

from dataclasses import dataclass
from datetime import date
from typing import assert_never
from uuid import UUID

from services.intake import commands as c
from services.intake import errors
from services.intake import events as e
from shared.decider import Decider
from shared.errors import refuse


@dataclass(frozen=True, kw_only=True)
class NotGiven: ...


@dataclass(frozen=True, kw_only=True)
class InForce:
    consent: UUID
    person: UUID
    since: date


@dataclass(frozen=True, kw_only=True)
class Withdrawn:
    consent: UUID


State = NotGiven | InForce | Withdrawn


def decide(command: c.ConsentCommand, state: State) -> list[e.ConsentEvent]:
    match command:
        case c.GiveConsent():
            return [give(command, state)]
        case c.WithdrawConsent():
            return [withdraw(command, state)]
        case _:
            assert_never(command)


def give(command: c.GiveConsent, state: State) -> e.ConsentGiven:
    in_force = command.in_force if isinstance(state, NotGiven) else command.consent
    shares, registers = command.purpose == "share-with", command.purpose == "sus-registration"
    refuse(
        errors.ConsentInForce(consent=in_force) if in_force else None,
        errors.RecipientDoesNotFit() if shares != (command.recipient is not None) else None,
        errors.ConsentCaseDoesNotFit() if registers != (command.case is not None) else None,
        errors.DateInTheFuture(on=command.on) if command.on > command.today else None,
    )
    return e.ConsentGiven(
        consent=command.consent,
        person=command.person,
        purpose=command.purpose,
        recipient=command.recipient,
        case=command.case,
        scope=tuple(dict.fromkeys(command.scope)),
        form=command.form,
        registered_by=command.by,
        on=command.on,
    )


def withdraw(command: c.WithdrawConsent, state: State) -> e.ConsentWithdrawn:
    match state:
        case InForce():
            pass
        case NotGiven() | Withdrawn():
            raise errors.ConsentNotInForce
        case _:
            assert_never(state)
    refuse(
        errors.DateInTheFuture(on=command.on) if command.on > command.today else None,
        errors.BeforeConsent(given_on=state.since) if command.on < state.since else None,
    )
    return e.ConsentWithdrawn(consent=state.consent, person=state.person, registered_by=command.by, on=command.on)


def evolve(_state: State, event: e.ConsentEvent) -> State:
    match event:
        case e.ConsentGiven():
            return InForce(consent=event.consent, person=event.person, since=event.on)
        case e.ConsentWithdrawn():
            return Withdrawn(consent=event.consent)
        case _:
            assert_never(event)


consent: Decider[c.ConsentCommand, State, e.ConsentEvent] = Decider(decide, evolve, NotGiven())
