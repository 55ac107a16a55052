"""The person, as intake knows one: registered, protected, given another number, merged and parted. Pure: no clock, no I/O."""

from dataclasses import replace
from typing import assert_never

from services.intake import commands as c
from services.intake import errors, merging
from services.intake import events as e
from services.intake.record import Registered, State, Unregistered, in_the_future
from shared.decider import Decider
from shared.errors import refuse


def decide(command: c.PersonCommand, state: State) -> list[e.PersonEvent]:
    match command:
        case c.RegisterPerson():
            return [register(command, state)]
        case c.SetProtection():
            return protect(command, registered(state))
        case c.LiftProtection():
            return [lift_protection(command, registered(state))]
        case c.ChangeIdentityNumber():
            return [change_number(command, registered(state))]
        case _:
            return [merging.decide(command, registered(state))]


def registered(state: State) -> Registered:
    match state:
        case Registered():
            return state
        case Unregistered():
            raise errors.PersonNotRegistered
        case _:
            assert_never(state)


def register(command: c.RegisterPerson, state: State) -> e.PersonRegistered:
    if isinstance(state, Registered):
        raise errors.PersonAlreadyRegistered(person=command.person)
    return e.PersonRegistered(
        person=command.person,
        name=command.name,
        birth_date=command.birth_date,
        sex=command.sex,
        municipality=command.municipality,
        on=command.on,
    )


def protect(command: c.SetProtection, state: Registered) -> list[e.PersonEvent]:
    """Setting the protection that there is changes nothing: it may come from several sources."""
    refuse(in_the_future(command.on, command.today))
    if state.protection == command.kind:
        return []
    return [e.ProtectionSet(person=state.person, kind=command.kind, set_by=command.by, on=command.on)]


def lift_protection(command: c.LiftProtection, state: Registered) -> e.ProtectionLifted:
    refuse(
        in_the_future(command.on, command.today),
        None if command.concealed else errors.NotProtected(),
    )
    return e.ProtectionLifted(person=state.person, lifted_by=command.by, on=command.on)


def change_number(command: c.ChangeIdentityNumber, state: Registered) -> e.IdentityNumberChanged:
    refuse(
        in_the_future(command.on, command.today),
        errors.NumberBelongsToAnother(person=command.belongs_to) if command.belongs_to else None,
        errors.NumberAlreadyTheirs() if command.already_theirs else None,
    )
    return e.IdentityNumberChanged(person=state.person, reason=command.reason, changed_by=command.by, on=command.on)


def evolve(state: State, event: e.PersonEvent) -> State:
    if isinstance(event, e.PersonRegistered):
        return Registered(person=event.person)
    if isinstance(state, Unregistered):
        raise TypeError(f"{type(event).__name__} cannot follow {type(state).__name__}: the stream is damaged.")
    return course(state, event)


def course(state: Registered, event: e.PersonEvent) -> Registered:
    match event:
        case e.PersonRegistered() | e.IdentityNumberChanged():
            return state
        case e.ProtectionSet():
            return replace(state, protection=event.kind)
        case e.ProtectionLifted():
            return replace(state, protection=None)
        case e.MergeProposed():
            return replace(state, proposed={**state.proposed, event.other: event.proposed_by})
        case e.MergedFrom():
            return merging.joined(state, event)
        case e.MergedInto():
            return replace(state, merged_into=event.survivor)
        case e.MergeConflictSettled():
            settled = replace(state.conflicts[event.conflict], settled=True)
            return replace(state, conflicts={**state.conflicts, event.conflict: settled})
        case e.MergeUndone():
            return merging.parted(state, event)
        case e.PersonRestored():
            return replace(state, merged_into=None)
        case _:
            assert_never(event)


person: Decider[c.PersonCommand, State, e.PersonEvent] = Decider(decide, evolve, Unregistered())
