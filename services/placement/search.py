"""The search for a job: follows the course of the case, which intake decides. It refuses nothing. Pure: no clock, no I/O."""

from dataclasses import dataclass, replace
from datetime import date
from typing import assert_never
from uuid import UUID

from services.placement import commands as c
from services.placement import errors
from services.placement import events as e
from shared.decider import Decider


@dataclass(frozen=True, kw_only=True)
class Unopened: ...


@dataclass(frozen=True, kw_only=True)
class Opened:
    """The search of a case that has started; `ended_on` is the day the case ended, None while it goes on."""

    case: UUID
    person: UUID
    unit: str
    started_on: date
    ended_on: date | None = None
    cancelled: bool = False


State = Unopened | Opened


def searched(case: UUID, state: State) -> c.Searched:
    """The case as the search tells it. Raises CaseUnknown: without a search nobody can say whose case it is."""
    if isinstance(state, Unopened):
        raise errors.CaseUnknown(case=case)
    return c.Searched(case=state.case, person=state.person, unit=state.unit, ended_on=state.ended_on, in_error=state.cancelled)


def decide(command: c.SearchCommand, state: State) -> list[e.SearchEvent]:
    """What is already so, and what tells of a case unknown here, changes nothing."""
    match command, state:
        case c.OpenSearch(), Unopened():
            return [e.SearchOpened(case=command.case, person=command.person, unit=command.unit, on=command.on)]
        case c.OpenSearch(), _:
            return []
        case _, Unopened() | Opened(cancelled=True):
            return []
        case _, Opened():
            return follow(command, state)
        case _:
            assert_never(state)


def follow(command: c.SearchCommand, search: Opened) -> list[e.SearchEvent]:
    case, person = search.case, search.person
    match command:
        case c.OpenSearch():
            return []
        case c.CorrectSearchStart():
            instead_of = search.started_on
            if command.on == instead_of:
                return []
            return [e.SearchStartCorrected(case=case, person=person, instead_of=instead_of, on=command.on)]
        case c.HandOverSearch():
            handed_over = e.SearchHandedOver(case=case, person=person, unit=command.unit, on=command.on)
            return [] if command.unit == search.unit else [handed_over]
        case c.CloseSearch():
            return [] if command.on == search.ended_on else [e.SearchClosed(case=case, person=person, on=command.on)]
        case c.ReopenSearch():
            return [e.SearchReopened(case=case, person=person, on=command.on)] if search.ended_on else []
        case c.CancelSearch():
            return [e.SearchCancelled(case=case, person=person)]
        case _:
            assert_never(command)


def evolve(state: State, event: e.SearchEvent) -> State:
    match event, state:
        case e.SearchOpened(), Unopened():
            return Opened(case=event.case, person=event.person, unit=event.unit, started_on=event.on)
        case e.SearchStartCorrected(), Opened():
            return replace(state, started_on=event.on)
        case e.SearchHandedOver(), Opened():
            return replace(state, unit=event.unit)
        case e.SearchClosed(), Opened():
            return replace(state, ended_on=event.on)
        case e.SearchReopened(), Opened():
            return replace(state, ended_on=None)
        case e.SearchCancelled(), Opened():
            return replace(state, cancelled=True)
        case _:
            raise TypeError(f"{type(event).__name__} cannot follow {type(state).__name__}: the stream is damaged.")


search: Decider[c.SearchCommand, State, e.SearchEvent] = Decider(decide, evolve, Unopened())
