"""The spans against a second reading of the definition that looks at one day at a time, written from its four bullets."""

from datetime import date, timedelta

from hypothesis import given, settings

from services.metrics.figures.lives import Life, Spell
from services.metrics.figures.states import State, chosen, state_on, work_of
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
    work = work_of(life, chosen(life, DEFAULT_CLASSES))
    for day in EVERY_DAY:
        assert work.on(day.toordinal()) is state_by_the_bullets(day, life), day


@settings(deadline=None, max_examples=30)
@given(lives(when=few_days))
def test_the_state_on_a_day_is_that_of_the_spans(facts: Facts) -> None:
    life = one_life(facts)
    for day in EVERY_DAY[:60]:
        assert state_on(day, life) is state_by_the_bullets(day, life)


@settings(deadline=None)
@given(lives(when=few_days))
def test_no_day_is_both_in_work_and_unknown_joined_or_not(facts: Facts) -> None:
    life = one_life(facts)
    plain = work_of(life, chosen(life, DEFAULT_CLASSES))
    for work in (plain, plain.joined(14)):
        for day in range(EVERY_DAY[0].toordinal(), EVERY_DAY[-1].toordinal(), 3):
            assert not (_holds(work.certain, day) and _holds(work.unknown, day))


def _holds(spans: tuple[tuple[int, int], ...], day: int) -> bool:
    return any(first <= day <= last for first, last in spans)
