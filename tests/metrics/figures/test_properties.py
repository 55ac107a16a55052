"""What holds of F2 and F3 whatever the lives."""

from dataclasses import replace
from datetime import date, timedelta
from random import Random
from typing import TypeVar

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from services.metrics.figures.lives import Enrolment, Life, Spell, lives_of
from services.metrics.figures.outflow import Outflow, outflow
from services.metrics.figures.retention import PeriodRetention, period_retention, retention
from services.metrics.figures.states import State, state_on
from tests.metrics.figures.any_lives import DAY_0, DAYS, Facts, lives
from tests.metrics.figures.building import about

ALL_ENTRIES = (DAY_0, DAY_0 + timedelta(days=DAYS + 400))
as_ofs = st.integers(0, DAYS + 200).map(lambda n: DAY_0 + timedelta(days=n))
R = TypeVar("R")
LATE = DAY_0 + timedelta(days=5 * 365)


def both(people: list[Life], as_of: date = LATE) -> tuple[Outflow, PeriodRetention]:
    arguments = about(*ALL_ENTRIES, as_of)
    return outflow(people, arguments), period_retention(people, arguments)


def twice(rows: list[R], random: Random) -> list[R]:
    return random.sample(rows * 2, 2 * len(rows))


@settings(deadline=None)
@given(lives(persons=4), as_ofs, st.randoms(use_true_random=False))
def test_neither_order_nor_duplicates_of_rows_matter(facts: Facts, as_of: date, random: Random) -> None:
    arguments = about(DAY_0 + timedelta(days=200), ALL_ENTRIES[1], as_of)
    enrolments, spells, statuses = facts
    once = lives_of(enrolments, spells, statuses)
    again = lives_of(twice(enrolments, random), twice(spells, random), twice(statuses, random))
    assert outflow(again, arguments) == outflow(once, arguments)
    assert retention(again, arguments) == retention(once, arguments)


@settings(deadline=None)
@given(lives(persons=4), as_ofs)
def test_every_case_is_in_exactly_one_place(facts: Facts, as_of: date) -> None:
    f2, f3 = both(lives_of(*facts), as_of)
    for figure in (f2, f3):
        assert sorted([*figure.mature, *figure.pending]) == list(figure.cohort)
    assert sorted([*f2.in_work_within_180, *f2.unknown_within_180, *f2.not_within_180]) == list(f2.mature)
    assert sorted([*f2.in_work_on_day_180, *f2.unknown_on_day_180, *f2.not_on_day_180]) == list(f2.mature)
    curve = f2.curve
    assert sorted([*curve.in_work, *curve.competing, *curve.censored, *curve.left_out]) == list(f2.cohort)
    for kept in (f3.any_employer, f3.same_employer):
        assert sorted([*kept.retained, *kept.lost, *kept.unknown]) == list(f3.mature)
    assert sorted([*f3.returned, *f3.unbroken]) == list(f3.any_employer.retained)
    assert sorted([*f3.ended, *f3.censored]) == list(f3.cohort)


@settings(deadline=None)
@given(lives(persons=4), as_ofs)
def test_the_narrower_count_is_within_the_wider(facts: Facts, as_of: date) -> None:
    f2, f3 = both(lives_of(*facts), as_of)
    assert set(f2.in_work_on_day_180) <= set(f2.in_work_within_180)
    assert set(f2.pending_in_work) <= set(f2.pending_been_in_work) <= set(f2.pending)
    assert set(f3.same_employer.retained) <= set(f3.any_employer.retained)
    works = [point.work for point in f2.curve.points if point.work is not None]
    assert works == sorted(works)


@settings(deadline=None)
@given(lives(persons=3))
def test_the_counts_of_outflow_are_the_states_of_its_days(facts: Facts) -> None:
    people = lives_of(*facts)
    f2, _ = both(people)
    for life in people:
        for row in life.enrolments:
            window = [state_on(row.started_on + timedelta(days=n), life) for n in range(181)]
            assert (row.case in f2.in_work_on_day_180) == (window[180] is State.WORK)
            assert (row.case in f2.unknown_on_day_180) == (window[180] is State.UNKNOWN)
            assert (row.case in f2.in_work_within_180) == (State.WORK in window)
            assert (row.case in f2.not_within_180) == (set(window) == {State.NOT})


@settings(deadline=None)
@given(lives(persons=2))
def test_retention_is_the_states_of_its_days_with_short_gaps_filled(facts: Facts) -> None:
    people = lives_of(*facts)
    _, f3 = both(people)
    for life in people:
        spells = [spell for spell in life.spells if spell.form != "OSA" and (spell.ended_on or LATE) >= spell.started_on]
        for row in life.enrolments:
            day = entry_by_day(row, life, spells)
            assert (row.case in f3.cohort) == (day is not None)
            if day is not None:
                states = [state_on(day + timedelta(days=n), life) for n in range(180 - 15, 180 + 16)]
                assert (row.case in f3.any_employer.retained) == in_work_or_short_gap(states, 15)
                assert (row.case in f3.any_employer.lost) == (states[15] is State.NOT and not in_work_or_short_gap(states, 15))


def entry_by_day(row: Enrolment, life: Life, spells: list[Spell]) -> date | None:
    earlier = replace(life, spells=frozenset(spell for spell in spells if spell.started_on < row.started_on))
    if state_on(row.started_on, earlier) is State.WORK:
        return row.started_on
    starts = [spell.started_on for spell in spells if row.started_on <= spell.started_on <= (row.ended_on or LATE)]
    return min(starts, default=None)


def in_work_or_short_gap(states: list[State], at: int) -> bool:
    if states[at] is State.WORK:
        return True
    before = next((n for n in range(1, 16) if states[at - n] is State.WORK), 99)
    after = next((n for n in range(1, 16) if states[at + n] is State.WORK), 99)
    return before + after - 1 <= 14


@settings(deadline=None)
@given(lives(persons=3), st.integers(1, 120), st.data())
def test_a_longer_spell_never_lowers_the_counts(facts: Facts, days: int, data: st.DataObject) -> None:
    enrolments, spells, statuses = facts
    ended = [spell for spell in spells if spell.ended_on and spell.ended_on >= spell.started_on]
    assume(ended)
    spell = data.draw(st.sampled_from(ended))
    longer = [replace(one, ended_on=_later(one, days)) if one is spell else one for one in spells]
    before, entered = both(lives_of(enrolments, spells, statuses))
    after, entered_after = both(lives_of(enrolments, longer, statuses))
    assert set(before.in_work_within_180) <= set(after.in_work_within_180)
    assert set(before.in_work_on_day_180) <= set(after.in_work_on_day_180)
    # a spell made long enough to be under way at the start of a case moves that case's entry, and so its day 180
    moved = {row.case for row in enrolments if spell.started_on < row.started_on and row.person == spell.person}
    assert set(entered.any_employer.retained) - moved <= set(entered_after.any_employer.retained)
    assert set(entered.same_employer.retained) - moved <= set(entered_after.same_employer.retained)


def _later(spell: Spell, days: int) -> date | None:
    return spell.ended_on and spell.ended_on + timedelta(days=days)


@settings(deadline=None)
@given(lives(persons=6))
def test_with_nothing_censored_survival_of_180_days_is_the_share_retained_in_the_employment_entered_with(facts: Facts) -> None:
    enrolments, spells, _ = facts
    closed = [replace(spell, ended_on=spell.ended_on or spell.started_on + timedelta(days=175)) for spell in spells]
    _, f3 = both(lives_of(enrolments, closed, []))
    assume(f3.cohort)
    assert f3.censored == f3.pending == ()
    assert f3.survival[1].survival == pytest.approx(len(f3.unbroken) / len(f3.mature))


@settings(deadline=None)
@given(lives(persons=6))
def test_with_nothing_censored_and_nobody_returned_it_is_the_retained_share(facts: Facts) -> None:
    enrolments, spells, _ = facts
    first = {
        spell.person: replace(spell, ended_on=spell.started_on + timedelta(days=170 + spell.employment.int % 20))
        for spell in spells
    }
    _, f3 = both(lives_of(enrolments, first.values(), []))
    assume(f3.cohort)
    assert f3.survival[1].survival == pytest.approx(f3.any_employer.share_low.value)
    assert f3.any_employer.share_known == f3.any_employer.share_low
