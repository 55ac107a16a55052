"""A participation in SUS: registered in; its outcome registered when it has ended, and corrected. Pure: no clock, no I/O."""

from collections.abc import Iterable, Sequence
from datetime import date, timedelta
from decimal import ROUND_HALF_UP, Decimal
from typing import Final, assert_never

from services.intake import commands as c
from services.intake import errors
from services.intake import events as e
from services.intake.sus_registering import Registered, RegisteredIn, State, Unregistered, register_in, retract
from shared.decider import Decider
from shared.errors import Refused, refuse
from shared.limits import months_after

FULL_TIME: Final = Decimal(40)
"""Hours of work a week that are 100 %."""

WEEK, DAY = timedelta(days=7), timedelta(days=1)
NOT_PUBLIC: Final[frozenset[e.SusSource]] = frozenset({"wage", "other"})


def percent_of_full_time(hours_a_week: Decimal) -> int:
    """Work in percent of 40 hours a week, rounded to the nearest; more than 40 hours is full time too."""
    exact = min(hours_a_week, FULL_TIME) / FULL_TIME * 100
    return max(int(exact.quantize(Decimal(1), ROUND_HALF_UP)), 1)


def sources_on(situation: e.SusSituation) -> tuple[e.SusSupport, ...]:
    """The sources of support on the day; a gap of up to a month in one of them is no gap."""
    sources = dict.fromkeys(each.source for each in situation.support)
    periods = {source: [each for each in situation.support if each.source == source] for source in sources}
    current = {source: _latest(of_it, situation.on) for source, of_it in periods.items() if spell(of_it, situation.on)}
    return tuple(each for each in current.values() if each is not None)


def public_support_since(situation: e.SusSituation) -> date | None:
    """Since when the person has been in public support without a gap of more than a month; None: not on the day."""
    found = spell([each for each in situation.support if each.source not in NOT_PUBLIC], situation.on)
    return found[0] if found else None


def spell(periods: Iterable[e.SusSupport], day: date) -> tuple[date, date | None] | None:
    """The periods joined over gaps of up to a month that the day lies in: its first and last day."""
    for first, last in _joined(sorted(periods, key=lambda each: each.from_on)):
        if first <= day and (last is None or day <= last):
            return first, last
    return None


def _joined(periods: Sequence[e.SusSupport]) -> list[tuple[date, date | None]]:
    spells: list[tuple[date, date | None]] = []
    for each in periods:
        if spells and _goes_on(spells[-1][1], each.from_on):
            first, last = spells.pop()
            until = None if last is None or each.until is None else max(last, each.until)
            spells.append((first, until))
        else:
            spells.append((each.from_on, each.until))
    return spells


def _goes_on(last: date | None, begins: date) -> bool:
    """A gap is ignored when it is not longer than a month from the first day without support."""
    return last is None or begins <= months_after(last + DAY, 1)


def _latest(periods: Sequence[e.SusSupport], day: date) -> e.SusSupport | None:
    return max((each for each in periods if each.from_on <= day), key=lambda each: each.from_on, default=None)


def decide(command: c.SusCommand, state: State) -> list[e.SusEvent]:
    match command:
        case c.RegisterInSus():
            return [register_in(command, state)]
        case c.RetractFromSus():
            return [retract(command, state)]
        case c.RegisterSusOutcome():
            return [register(command, state)]
        case c.CorrectSusOutcome():
            return [correct(command, state)]
        case _:
            assert_never(command)


def register(command: c.RegisterSusOutcome, state: State) -> e.SusOutcomeRegistered:
    refuse(
        errors.SusOutcomeRegisteredAlready() if isinstance(state, Registered) else None,
        *faults(command),
    )
    return e.SusOutcomeRegistered(
        case=command.case, person=command.person, outcome=command.outcome, registered_by=command.by, on=command.today
    )


def correct(command: c.CorrectSusOutcome, state: State) -> e.SusOutcomeCorrected:
    if not isinstance(state, Registered):
        raise errors.SusOutcomeNotRegistered
    refuse(errors.NothingCorrected() if command.outcome == state.outcome else None, *faults(command))
    return e.SusOutcomeCorrected(
        case=state.case,
        person=state.person,
        instead_of=state.outcome,
        outcome=command.outcome,
        reason=command.reason,
        corrected_by=command.by,
        on=command.today,
    )


def faults(command: c.RegisterSusOutcome | c.CorrectSusOutcome) -> list[Refused | None]:
    """What is wrong with the outcome; without identity nothing of it is registered at all."""
    before, after = command.outcome.before, command.outcome.after
    in_week = command.started_on - WEEK <= before.on < command.started_on
    return [
        errors.SusNotWithIdentity(gaps=list(command.gaps)) if command.gaps else None,
        None if in_week else errors.BeforeIsWithinAWeek(started_on=command.started_on),
        errors.AfterIsNotBeforeTheEnd(ended_on=command.outcome.ended_on) if after.on < command.outcome.ended_on else None,
        errors.DateInTheFuture(on=after.on) if after.on > command.today else None,
        errors.OccupiedTwice() if any(twice(situation) for situation in (before, after)) else None,
        errors.SupportEndsBeforeItBegins() if any(reversed_in(situation) for situation in (before, after)) else None,
    ]


def twice(situation: e.SusSituation) -> bool:
    return len({each.occupation for each in situation.occupations}) < len(situation.occupations)


def reversed_in(situation: e.SusSituation) -> bool:
    return any(each.until is not None and each.until < each.from_on for each in situation.support)


def evolve(_state: State, event: e.SusEvent) -> State:
    match event:
        case e.SusRegistered():
            return RegisteredIn(case=event.case, person=event.person)
        case e.SusRegisteredInError():
            return Unregistered()
        case e.SusOutcomeRegistered() | e.SusOutcomeCorrected():
            return Registered(case=event.case, person=event.person, outcome=event.outcome)
        case _:
            assert_never(event)


sus_outcome: Decider[c.SusCommand, State, e.SusEvent] = Decider(decide, evolve, Unregistered())
