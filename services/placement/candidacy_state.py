"""What a candidacy is, and how its events change that. Pure: no clock, no I/O."""

from dataclasses import dataclass, replace
from datetime import date
from typing import Literal
from uuid import UUID

from services.placement import events as e

Stage = Literal["proposed", "presented", "interviewed", "trial", "offered"]


@dataclass(frozen=True, kw_only=True)
class Trial:
    """Days at the workplace, both included; `over` once it was ended or cancelled."""

    trial: UUID
    from_on: date
    until: date
    over: bool = False


@dataclass(frozen=True, kw_only=True)
class Unproposed: ...


@dataclass(frozen=True, kw_only=True)
class Open:
    """Being worked on. `presented_on` and `offered_on` are None until it has come so far."""

    candidacy: UUID
    case: UUID
    person: UUID
    opportunity: UUID
    employer: UUID
    proposed_on: date
    stage: Stage = "proposed"
    presented_on: date | None = None
    offered_on: date | None = None
    trials: tuple[Trial, ...] = ()


@dataclass(frozen=True, kw_only=True)
class Closed:
    """It has come out; `was` is what it was before. `employment` is the one that an accepted candidacy led to."""

    was: Open
    outcome: e.Outcome
    on: date
    employment: UUID | None = None


State = Unproposed | Open | Closed


def evolve(state: State, event: e.CandidacyEvent) -> State:
    match event, state:
        case e.CandidacyProposed(), Unproposed():
            return proposed(event)
        case e.CandidatePresented(), Open():
            return replace(state, stage="presented", presented_on=event.on)
        case e.CandidateInterviewed(), Open():
            return replace(state, stage="interviewed" if state.stage == "presented" else state.stage)
        case e.TrialAgreed(), Open():
            trial = Trial(trial=event.trial, from_on=event.from_on, until=event.until)
            stage: Stage = state.stage if state.stage == "offered" else "trial"
            return replace(state, stage=stage, trials=(*state.trials, trial))
        case e.TrialEnded() | e.TrialCancelled(), Open() | Closed():
            return without(state, event)
        case e.JobOffered(), Open():
            return replace(state, stage="offered", offered_on=event.on)
        case _:
            return come_out(state, event)


def come_out(state: State, event: e.CandidacyEvent) -> State:
    match event, state:
        case e.OfferAccepted(), Open():
            return Closed(was=state, outcome="accepted", on=event.on)
        case e.CandidacyDeclined(), Open():
            return Closed(was=state, outcome=declined_by(event.by), on=event.on)
        case e.CandidacyWithdrawn(), Open():
            return Closed(was=state, outcome="withdrawn", on=event.on)
        case e.CandidateEmployed(), Closed():
            return replace(state, employment=event.employment)
        case e.CandidateEmploymentUndone(), Closed():
            return replace(state, employment=None)
        case e.OutcomeReversed(), Closed():
            return state.was
        case _:
            raise TypeError(f"{type(event).__name__} cannot follow {type(state).__name__}: the stream is damaged.")


def declined_by(party: e.Party) -> e.Outcome:
    return "declined-by-person" if party == "person" else "declined-by-employer"


def proposed(event: e.CandidacyProposed) -> Open:
    return Open(
        candidacy=event.candidacy,
        case=event.case,
        person=event.person,
        opportunity=event.opportunity,
        employer=event.employer,
        proposed_on=event.on,
    )


def without(state: Open | Closed, event: e.TrialEnded | e.TrialCancelled) -> Open | Closed:
    """The trial is over: ended days count up to the last, a cancelled one has none."""
    if isinstance(state, Closed):
        return replace(state, was=_without(state.was, event))
    return _without(state, event)


def _without(state: Open, event: e.TrialEnded | e.TrialCancelled) -> Open:
    if isinstance(event, e.TrialCancelled):
        return replace(state, trials=tuple(each for each in state.trials if each.trial != event.trial))
    ended = [replace(each, until=event.on, over=True) if each.trial == event.trial else each for each in state.trials]
    return replace(state, trials=tuple(ended))
