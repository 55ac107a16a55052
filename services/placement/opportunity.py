"""An opportunity: places at an employer, filled one by one, then closed. Pure: no clock, no I/O."""

from dataclasses import dataclass, replace
from datetime import date
from typing import assert_never
from uuid import UUID

from services.placement import commands as c
from services.placement import errors, rules
from services.placement import events as e
from shared.decider import Decider
from shared.errors import refuse


@dataclass(frozen=True, kw_only=True)
class Unopened: ...


@dataclass(frozen=True, kw_only=True)
class Opened:
    """An opportunity, open until it is `closed`; `filled` holds the employments that took a place."""

    opportunity: UUID
    employer: UUID
    places: int
    on: date
    filled: frozenset[UUID] = frozenset()
    closed: bool = False

    @property
    def places_left(self) -> int:
        return self.places - len(self.filled)


State = Unopened | Opened


def offer(opportunity: UUID, state: State) -> c.Offer:
    """What somebody who wants a place has to know."""
    if isinstance(state, Unopened):
        return c.Offer(opportunity=opportunity, employer=None, standing="unknown", places_left=0)
    return c.Offer(
        opportunity=opportunity,
        employer=state.employer,
        standing="closed" if state.closed else "open",
        places_left=state.places_left,
    )


def decide(command: c.OpportunityCommand, state: State) -> list[e.OpportunityEvent]:
    match command:
        case c.OpenOpportunity():
            return [open_(command, state)]
        case c.FillPlace():
            return [fill(command, opened(state))]
        case c.FreePlace():
            return free(command, opened(state))
        case c.CloseOpportunity():
            return [close(command, opened(state))]
        case _:
            assert_never(command)


def opened(state: State) -> Opened:
    if isinstance(state, Unopened):
        raise errors.OpportunityUnknown
    return state


def open_(command: c.OpenOpportunity, state: State) -> e.OpportunityOpened:
    refuse(
        None if isinstance(state, Unopened) else errors.OpportunityAlreadyOpened(),
        rules.employer_refused(command.employer, command.employer_is),
        rules.hours_refused(command.weekly_hours),
        errors.NoPlaces() if command.places < 1 else None,
        rules.in_the_future(command.on, command.today),
    )
    return e.OpportunityOpened(
        opportunity=command.opportunity,
        employer=command.employer,
        occupation=command.occupation,
        weekly_hours=command.weekly_hours,
        places=command.places,
        municipality=command.municipality,
        on=command.on,
    )


def fill(command: c.FillPlace, state: Opened) -> e.PlaceFilled:
    refuse(
        errors.OpportunityIsClosed(opportunity=state.opportunity) if state.closed else None,
        errors.NoPlaceLeft(opportunity=state.opportunity) if state.places_left < 1 else None,
    )
    return e.PlaceFilled(opportunity=state.opportunity, employment=command.employment, on=command.on)


def free(command: c.FreePlace, state: Opened) -> list[e.OpportunityEvent]:
    """Also in a closed opportunity, whose count should be true; a place that is not held is left alone."""
    if command.employment not in state.filled:
        return []
    return [e.PlaceFreed(opportunity=state.opportunity, employment=command.employment, on=command.on)]


def close(command: c.CloseOpportunity, state: Opened) -> e.OpportunityClosed:
    refuse(
        errors.OpportunityIsClosed(opportunity=state.opportunity) if state.closed else None,
        rules.in_the_future(command.on, command.today),
        errors.BeforeRegistration(registered_on=state.on) if command.on < state.on else None,
    )
    return e.OpportunityClosed(opportunity=state.opportunity, reason=command.reason, on=command.on)


def evolve(state: State, event: e.OpportunityEvent) -> State:
    match event, state:
        case e.OpportunityOpened(), Unopened():
            return Opened(opportunity=event.opportunity, employer=event.employer, places=event.places, on=event.on)
        case e.PlaceFilled(), Opened():
            return replace(state, filled=state.filled | {event.employment})
        case e.PlaceFreed(), Opened():
            return replace(state, filled=state.filled - {event.employment})
        case e.OpportunityClosed(), Opened():
            return replace(state, closed=True)
        case _:
            raise TypeError(f"{type(event).__name__} cannot follow {type(state).__name__}: the stream is damaged.")


opportunity: Decider[c.OpportunityCommand, State, e.OpportunityEvent] = Decider(decide, evolve, Unopened())
