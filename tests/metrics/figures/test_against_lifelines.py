"""Every number of both curves against the package lifelines, to 1e-9 on any input.

lifelines' Aalen-Johansen shakes tied times at random, and loses what happens at time 0. So each case is given a time of its own:
the days are a thousand apart and begin at 1 000; within a day ends come first, in any order, and whoever is censored that day is
seen through it, last. By hand, two of n ending on one day: S/n + S · (n-1)/n · 1/(n-1) = S · 2/n, the same as both at once.
"""

from collections.abc import Sequence
from datetime import date, timedelta
from typing import Any

import lifelines
import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from services.metrics.figures.incidence import Course, End, cumulative_incidence
from services.metrics.figures.lives import Enrolment, Life, lives_of
from services.metrics.figures.outflow import CURVE_DAYS, outflow
from services.metrics.figures.retention import period_retention
from services.metrics.figures.states import State, state_on
from services.metrics.figures.survival import Followed, SurvivalAt, kaplan_meier
from tests.metrics.figures.any_lives import DAY_0, DAYS, Facts, few_days, lives
from tests.metrics.figures.building import about

LAST = 31
A_DAY = 1_000
CODES = {End.CENSORED: 0, End.WORK: 1, End.COMPETING: 2}
ALL = (DAY_0, DAY_0 + timedelta(days=DAYS + 400))

courses = st.lists(st.builds(Course, days=st.integers(0, LAST - 1), end=st.sampled_from(End)), min_size=1, max_size=40)
tied = st.lists(st.builds(Course, days=st.sampled_from([0, 1, 2, 7]), end=st.sampled_from(End)), min_size=1, max_size=40)
followed = st.lists(st.builds(Followed, days=st.integers(0, LAST), ended=st.booleans()), min_size=1, max_size=40)
few = st.lists(st.builds(Followed, days=st.sampled_from([0, 1, 7]), ended=st.booleans()), min_size=1, max_size=40)


def close(number: object) -> Any:
    return pytest.approx(number, abs=1e-9, rel=0)


def apart(everyone: Sequence[Course]) -> list[tuple[int, int]]:
    """(time, code of the end), no two at one time."""
    ordered = sorted(everyone, key=lambda one: (one.days, one.end is End.CENSORED))
    return [((one.days + 1) * A_DAY + place, CODES[one.end]) for place, one in enumerate(ordered)]


def theirs(everyone: Sequence[Course], of: int, last: int) -> list[tuple[float, int]]:
    """For each day lifelines' incidence by its end, and how many it has at risk as it begins."""
    table = apart(everyone)
    fitter = lifelines.AalenJohansenFitter(calculate_variance=False)
    fitter.fit([time for time, _ in table], [code for _, code in table], event_of_interest=of)
    incidence = fitter.cumulative_density_[f"CIF_{of}"]
    days = [(day + 1) * A_DAY for day in range(last + 1)]
    at_risk = [sum(time >= day for time, _ in table) for day in days]
    ends = [incidence[incidence.index < day + A_DAY] for day in days]
    return [(float(found.iloc[-1]), left) for found, left in zip(ends, at_risk, strict=True)]


def agrees(everyone: Sequence[Course]) -> None:
    curve = cumulative_incidence(everyone, LAST)
    work, gone = theirs(everyone, 1, LAST), theirs(everyone, 2, LAST)
    for point, (by_work, left), (by_end, _) in zip(curve, work, gone, strict=True):
        assert point.at_risk == left
        if point.work is not None:  # lifelines keeps its last value where nobody is followed any more
            assert (point.work, point.competing) == close((by_work, by_end))
        else:
            assert left == 0


@settings(deadline=None, max_examples=60)
@given(courses | tied)
@example(everyone=[Course(days=0, end=End.WORK)])
@example(everyone=[Course(days=3, end=End.COMPETING)])
@example(everyone=[Course(days=0, end=End.CENSORED), Course(days=9, end=End.CENSORED)])
@example(everyone=[Course(days=2, end=end) for end in End] * 3)
def test_the_incidences_of_both_ends_and_the_numbers_at_risk_on_every_day(everyone: list[Course]) -> None:
    agrees(everyone)


@settings(deadline=None, max_examples=100)
@given(followed | few)
@example(everyone=[Followed(days=5, ended=True)])
@example(everyone=[Followed(days=5, ended=False)] * 3)
@example(everyone=[Followed(days=5, ended=ended) for ended in (True, False, True)])
def test_survival_its_interval_and_the_numbers_at_risk_on_every_day(everyone: list[Followed]) -> None:
    is_theirs(everyone, kaplan_meier(everyone, range(LAST + 2)))


def is_theirs(everyone: Sequence[Followed], ours: Sequence[SurvivalAt]) -> None:
    fitter = lifelines.KaplanMeierFitter(alpha=0.05)
    days = [at.day for at in ours]
    fitter.fit([one.days for one in everyone], [one.ended for one in everyone], timeline=days)
    counted = lifelines.KaplanMeierFitter().fit([one.days for one in everyone], [one.ended for one in everyone]).event_table
    bounds = fitter.confidence_interval_survival_function_.to_numpy()
    for at, survival, (low, high) in zip(ours, fitter.survival_function_["KM_estimate"], bounds, strict=True):
        assert (at.survival, at.low, at.high) == close((survival, low, high))
        later = counted["at_risk"][counted.index >= at.day]
        assert at.at_risk == (later.iloc[0] if len(later) else 0)


def test_of_nobody_there_is_no_number_on_any_day() -> None:
    """lifelines refuses to be asked."""
    assert {(at.work, at.competing, at.at_risk) for at in cumulative_incidence([], LAST)} == {(None, None, 0)}
    assert {(at.survival, at.low, at.high, at.at_risk) for at in kaplan_meier([], range(LAST))} == {(None, None, None, 0)}


@pytest.mark.parametrize("cases", [1, 6, 112])
def test_when_all_have_come_into_work_one_by_one_the_share_is_whole_though_its_parts_are_rounded(cases: int) -> None:
    """Six sixths added up are 0.9999999999999999: whole, with an interval of no width, and no overflow."""
    last = cumulative_incidence([Course(days=day, end=End.WORK) for day in range(cases)], cases)[-1]
    assert (last.work, last.low, last.high) == close((1.0, 1.0, 1.0))


def course_by_the_days(row: Enrolment, life: Life, as_of: date) -> Course | None:
    """How the wait for work came out, looking at one day after another."""
    gone = max(row.ended_on, row.started_on) if row.ended_on and row.exit in {"deceased", "moved"} else date.max
    day = row.started_on
    if state_on(day, life) is State.UNKNOWN:
        return None
    while True:
        waited = (day - row.started_on).days
        if state_on(day, life) is State.WORK:
            return Course(days=waited, end=End.WORK)
        if day == gone:
            return Course(days=waited, end=End.COMPETING)
        if day == as_of:
            return Course(days=waited, end=End.CENSORED)
        day += timedelta(days=1)


@settings(deadline=None, max_examples=40)
@given(lives(persons=4, when=few_days), st.integers(0, 60))
def test_outflows_curve_of_any_lives(facts: Facts, seen: int) -> None:
    people, as_of = lives_of(*facts), DAY_0 + timedelta(days=seen)
    curve = outflow(people, about(*ALL, as_of)).curve
    waits = [course_by_the_days(row, life, as_of) for life in people for row in life.enrolments if row.started_on <= as_of]
    known = [one for one in waits if one is not None]
    assert curve.points == cumulative_incidence(known, CURVE_DAYS)
    assert len(curve.left_out) == len(waits) - len(known)
    if known:
        for point, (by_work, left) in zip(curve.points[: LAST + 1], theirs(known, 1, LAST), strict=True):
            assert point.at_risk == left
            assert point.work is None or point.work == close(by_work)


@settings(deadline=None, max_examples=60)
@given(lives(persons=6), st.integers(0, DAYS + 400))
def test_retentions_survival_of_any_lives(facts: Facts, seen: int) -> None:
    f3 = period_retention(lives_of(*facts), about(*ALL, DAY_0 + timedelta(days=seen)))
    everyone = [one.followed for one in f3.followed]
    if everyone:
        is_theirs(everyone, f3.survival)
    else:
        assert {at.survival for at in f3.survival} == {None}
