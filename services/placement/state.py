"""What an employment is, and how its events change that. Pure: no clock, no I/O."""

from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from uuid import UUID

from services.placement import events as e
from services.placement.terms import Terms, terms_of


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
    weekly_hours: Decimal
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
class InError: ...


State = Unagreed | Agreed | Working | Ended | InError


def evolve(state: State, event: e.EmploymentEvent) -> State:
    match event, state:
        case e.EmploymentAgreed(), Unagreed():
            return Agreed(parties=parties_of(event), weekly_hours=event.weekly_hours, form=event.form)
        case e.EmploymentStarted(), Agreed():
            return Working(parties=state.parties, started_on=event.on, terms=(terms_of(event),))
        case e.EmploymentTermsChanged(), Working() | Ended():
            return replace(state, terms=(*state.terms, terms_of(event)))
        case e.EmploymentEnded(), Working():
            return Ended(parties=state.parties, started_on=state.started_on, ended_on=event.on, terms=state.terms)
        case e.EmploymentCorrected(), Working() | Ended():
            return corrected(state, event)
        case e.EmploymentRegisteredInError(), _:
            return InError()
        case _:
            raise TypeError(f"{type(event).__name__} cannot follow {type(state).__name__}: the stream is damaged.")


def parties_of(event: e.EmploymentAgreed) -> Parties:
    return Parties(employment=event.employment, case=event.case, person=event.person, employer=event.employer, unit=event.unit)


def corrected(state: Working | Ended, event: e.EmploymentCorrected) -> State:
    """With other dates. Without an end it goes on."""
    if event.ended_on is None:
        return Working(parties=state.parties, started_on=event.started_on, terms=state.terms)
    return Ended(parties=state.parties, started_on=event.started_on, ended_on=event.ended_on, terms=state.terms)
