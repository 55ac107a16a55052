"""The spans against a second reading of the definition that looks at one day at a time, written from its four bullets."""

from datetime import date, timedelta
from itertools import pairwise

from hypothesis import given, settings
from hypothesis import strategies as st

from services.metrics.figures.days import ints
from services.metrics.figures.lives import Life, Spell, lives_of
from services.metrics.figures.population import Population
from services.metrics.figures.states import STATES, State, days_of, state_on
from services.metrics.figures.worktypes import DEFAULT_CLASSES
from tests.metrics.figures.any_lives import DAY_0, DAYS, Facts, days, few_days, lives, one_life

EVERY_DAY = [DAY_0 + timedelta(days=n) for n in range(-3, DAYS + 480)]
REGULAR_AND_SUBSIDISED = {"NONE", "LFU"}


def state_by_the_bullets(day: date, life: Life) -> State:
    spells = [spell for spell in life.spells if spell.form in REGULAR_AND_SUBSIDISED and spell.started_on <= day]
    if any(spell.ended_on and day <= spell.ended_on for spell in spells):
        return State.WORK
    unended = [state_of_unended(day, life, spell) for spell in spells if spell.ended_on is None]
    for state in (State.WORK, State.UNKNOWN):
        if state in unended:
            return state
    return State.NOT


def state_of_unended(day: date, life: Life, spell: Spell) -> State:
    start = spell.started_on
    said_in_work = {status.on for status in life.statuses if status.status == "in-work" and status.on >= start}
    said_otherwise = {
        status.on for status in life.statuses if status.status in {"ill", "looking", "studies"} and status.on >= start
    }
    confirming = {start, *spell.changed_on, spell.confirmed_on, *said_in_work}
    if any(c <= day and not any(c < fact <= day for fact in confirming) for c in said_otherwise):
        return State.NOT
    if any(day < c and max(fact for fact in confirming if fact < c) < day for c in said_otherwise):
        return State.UNKNOWN
    if day <= max(confirming):
        return State.WORK
    ends = [row.ended_on or date.max for row in life.enrolments if row.case == spell.case]
    return State.WORK if ends and day <= max(ends) else State.UNKNOWN


@settings(deadline=None, max_examples=300)
@given(lives(when=days) | lives(when=few_days))
def test_the_spans_say_of_every_day_what_the_bullets_say(facts: Facts) -> None:
    life = one_life(facts)
    population = Population.of([life])
    work = days_of(population, DEFAULT_CLASSES).by(population.spells.person)
    found = work.on(ints([0] * len(EVERY_DAY)), ints([day.toordinal() for day in EVERY_DAY]))
    assert [STATES[state] for state in found] == [state_by_the_bullets(day, life) for day in EVERY_DAY]


@settings(deadline=None, max_examples=30)
@given(lives(when=few_days))
def test_the_state_on_a_day_is_that_of_the_spans(facts: Facts) -> None:
    life = one_life(facts)
    for day in EVERY_DAY[:60]:
        assert state_on(day, life) is state_by_the_bullets(day, life)


@settings(deadline=None)
@given(lives(persons=4, when=few_days))
def test_what_is_known_of_others_changes_nobodys_state(facts: Facts) -> None:
    people = lives_of(*facts)
    population = Population.of(people)
    work = days_of(population, DEFAULT_CLASSES).by(population.spells.person)
    for number, life in enumerate(people):
        found = work.on(ints([number] * 60), ints([day.toordinal() for day in EVERY_DAY[:60]]))
        assert [STATES[state] for state in found] == [state_by_the_bullets(day, life) for day in EVERY_DAY[:60]]


@settings(deadline=None)
@given(lives(when=few_days), st.integers(0, 30))
def test_joined_gaps_are_the_short_ones_between_days_certainly_in_work(facts: Facts, gap: int) -> None:
    life = one_life(facts)
    population = Population.of([life])
    joined = days_of(population, DEFAULT_CLASSES).by(population.spells.person, gap=gap)
    found = joined.on(ints([0] * len(EVERY_DAY)), ints([day.toordinal() for day in EVERY_DAY]))
    plain = [state_by_the_bullets(day, life) for day in EVERY_DAY]
    assert [STATES[state] for state in found] == filled(plain, gap)


def filled(states: list[State], gap: int) -> list[State]:
    """The days between two days in work, when there are at most `gap` of them, as days in work."""
    at_work = [place for place, state in enumerate(states) if state is State.WORK]
    for before, after in pairwise(at_work):
        if after - before - 1 <= gap:
            states = [*states[:before], *[State.WORK] * (after - before), *states[after:]]
    return states
