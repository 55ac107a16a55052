"""What an employment is, and how its events change that. Pure: no clock, no I/O."""

from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from uuid import UUID

from services.placement import events as e
from services.placement.terms import Terms, terms_of, terms_on


@dataclass(frozen=True, kw_only=True)
class Parties:
    """Who works where: what never changes."""

    employment: UUID
    case: UUID
    person: UUID
    employer: UUID
    unit: str


@dataclass(frozen=True, kw_only=True)
class Unagreed: ...


@dataclass(frozen=True, kw_only=True)
class Agreed:
    parties: Parties
    starts_on: date
    weekly_hours: Decimal
    occupation: str
    form: e.Form


@dataclass(frozen=True, kw_only=True)
class Working:
    """`terms`: those of the start, then the changes in the order of registration."""

    parties: Parties
    started_on: date
    terms: tuple[Terms, ...]


@dataclass(frozen=True, kw_only=True)
class Ended:
    parties: Parties
    started_on: date
    ended_on: date
    terms: tuple[Terms, ...]


@dataclass(frozen=True, kw_only=True)
class InError:
    """It never was. `first_day` is what had been registered."""

    parties: Parties
    first_day: date


State = Unagreed | Agreed | Working | Ended | InError


def evolve(state: State, event: e.EmploymentEvent) -> State:
    match event, state:
        case e.EmploymentAgreed(), Unagreed():
            return agreed(event)
        case e.EmploymentStarted(), Agreed():
            return Working(parties=state.parties, started_on=event.on, terms=(terms_of(event, state.occupation),))
        case e.EmploymentTermsChanged(), Working() | Ended():
            before = terms_on(state.terms, event.on)
            return replace(state, terms=(*state.terms, terms_of(event, before.occupation)))
        case e.EmploymentEnded(), Working():
            return Ended(parties=state.parties, started_on=state.started_on, ended_on=event.on, terms=state.terms)
        case e.EmploymentCorrected(), Working() | Ended():
            return corrected(state, event)
        case e.EmploymentRegisteredInError(), Agreed() | Working() | Ended():
            return InError(parties=state.parties, first_day=first_day(state))
        case _:
            raise TypeError(f"{type(event).__name__} cannot follow {type(state).__name__}: the stream is damaged.")


def agreed(event: e.EmploymentAgreed) -> Agreed:
    return Agreed(
        parties=parties_of(event),
        starts_on=event.starts_on,
        weekly_hours=event.weekly_hours,
        occupation=event.occupation,
        form=event.form,
    )


def first_day(state: Agreed | Working | Ended) -> date:
    """The first day in work: as agreed, until it has started."""
    return state.starts_on if isinstance(state, Agreed) else state.started_on


def parties_of(event: e.EmploymentAgreed) -> Parties:
    return Parties(employment=event.employment, case=event.case, person=event.person, employer=event.employer, unit=event.unit)


def corrected(state: Working | Ended, event: e.EmploymentCorrected) -> State:
    """With other dates. Without an end it goes on."""
    if event.ended_on is None:
        return Working(parties=state.parties, started_on=event.started_on, terms=state.terms)
    return Ended(parties=state.parties, started_on=event.started_on, ended_on=event.ended_on, terms=state.terms)
