"""An opportunity: places at an employer, filled one by one, then closed. Pure: no clock, no I/O."""

from dataclasses import dataclass, fields, replace
from datetime import date
from typing import Any, assert_never
from uuid import UUID

from services.placement import commands as c
from services.placement import errors, jobs, rules
from services.placement import events as e
from shared.decider import Decider
from shared.errors import Refused, refuse


@dataclass(frozen=True, kw_only=True)
class Unopened: ...


@dataclass(frozen=True, kw_only=True)
class Opened:
    """An opportunity, open until it is `closed`; `filled` holds the employments that took a place, `kept` the
    candidacies one is kept for.
    """

    opportunity: UUID
    employer: UUID
    places: int
    on: date
    filled: frozenset[UUID] = frozenset()
    kept: frozenset[UUID] = frozenset()
    closed: bool = False

    @property
    def places_left(self) -> int:
        return self.places - len(self.filled) - len(self.kept)


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
        case c.CorrectOpportunity():
            return [correct(command, opened(state))]
        case c.AnalyseJob():
            return [analyse(command, opened(state))]
        case c.CloseOpportunity():
            return [close(command, opened(state))]
        case c.ReopenOpportunity():
            return [reopen(command, opened(state))]
        case _:
            return places(command, opened(state))


def places(command: c.FillPlace | c.FreePlace | c.ReservePlace | c.ReleasePlace, state: Opened) -> list[e.OpportunityEvent]:
    match command:
        case c.FillPlace():
            return [fill(command, state)]
        case c.FreePlace():
            return free(command, state)
        case c.ReservePlace():
            return [reserve(command, state)]
        case c.ReleasePlace():
            return release(command, state)
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
        *jobs.job_refused(command.job),
        *jobs.demands_refused(command.demands, command.adaptations),
        rules.in_the_future(command.on, command.today),
    )
    return e.OpportunityOpened(
        **offered(command.job),
        opportunity=command.opportunity,
        employer=command.employer,
        demands=command.demands,
        adaptations=command.adaptations,
        opened_by=command.by,
        on=command.on,
    )


def offered(job: c.Job) -> dict[str, Any]:
    """The job as both events have it: everything but what is known of its workplace."""
    return {each.name: getattr(job, each.name) for each in fields(job) if each.name != "workplace_is"}


def correct(command: c.CorrectOpportunity, state: Opened) -> e.OpportunityCorrected:
    """Also of a closed opportunity: what it was should be true."""
    taken = state.places - state.places_left
    refuse(
        *jobs.job_refused(command.job),
        *before_opening(command.on, command.today, state),
        errors.FewerPlacesThanTaken(taken=taken) if command.job.places < taken else None,
    )
    return e.OpportunityCorrected(
        **offered(command.job),
        opportunity=state.opportunity,
        reason=command.reason,
        corrected_by=command.by,
        on=command.on,
    )


def analyse(command: c.AnalyseJob, state: Opened) -> e.JobAnalysed:
    """May come before the opportunity was registered, and after it was closed: the job is the same."""
    refuse(rules.in_the_future(command.on, command.today), *jobs.demands_refused(command.demands, command.adaptations))
    return e.JobAnalysed(
        analysis=command.analysis,
        opportunity=state.opportunity,
        demands=command.demands,
        adaptations=command.adaptations,
        note=command.note,
        by=command.by,
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


def reserve(command: c.ReservePlace, state: Opened) -> e.PlaceReserved:
    refuse(
        errors.OpportunityIsClosed(opportunity=state.opportunity) if state.closed else None,
        errors.NoPlaceLeft(opportunity=state.opportunity) if state.places_left < 1 else None,
    )
    return e.PlaceReserved(opportunity=state.opportunity, candidacy=command.candidacy, on=command.on)


def release(command: c.ReleasePlace, state: Opened) -> list[e.OpportunityEvent]:
    """A place that is not kept is left alone."""
    if command.candidacy not in state.kept:
        return []
    return [e.PlaceReleased(opportunity=state.opportunity, candidacy=command.candidacy, on=command.on)]


def close(command: c.CloseOpportunity, state: Opened) -> e.OpportunityClosed:
    refuse(
        errors.OpportunityIsClosed(opportunity=state.opportunity) if state.closed else None,
        *before_opening(command.on, command.today, state),
    )
    return e.OpportunityClosed(opportunity=state.opportunity, reason=command.reason, on=command.on)


def reopen(command: c.ReopenOpportunity, state: Opened) -> e.OpportunityReopened:
    refuse(
        None if state.closed else errors.OpportunityIsOpen(),
        rules.employer_refused(state.employer, command.employer_is),
        *before_opening(command.on, command.today, state),
    )
    return e.OpportunityReopened(opportunity=state.opportunity, reason=command.reason, reopened_by=command.by, on=command.on)


def before_opening(on: date, today: date, state: Opened) -> tuple[Refused | None, Refused | None]:
    return (
        rules.in_the_future(on, today),
        errors.BeforeRegistration(registered_on=state.on) if on < state.on else None,
    )


def evolve(state: State, event: e.OpportunityEvent) -> State:
    match event, state:
        case e.OpportunityOpened(), Unopened():
            return Opened(opportunity=event.opportunity, employer=event.employer, places=event.places, on=event.on)
        case e.OpportunityCorrected(), Opened():
            return replace(state, places=event.places)
        case e.JobAnalysed(), Opened():
            return state
        case e.PlaceFilled(), Opened():
            return replace(state, filled=state.filled | {event.employment})
        case e.PlaceFreed(), Opened():
            return replace(state, filled=state.filled - {event.employment})
        case e.PlaceReserved(), Opened():
            return replace(state, kept=state.kept | {event.candidacy})
        case e.PlaceReleased(), Opened():
            return replace(state, kept=state.kept - {event.candidacy})
        case e.OpportunityClosed(), Opened():
            return replace(state, closed=True)
        case e.OpportunityReopened(), Opened():
            return replace(state, closed=False)
        case _:
            raise TypeError(f"{type(event).__name__} cannot follow {type(state).__name__}: the stream is damaged.")


opportunity: Decider[c.OpportunityCommand, State, e.OpportunityEvent] = Decider(decide, evolve, Unopened())
