"""The cumulative incidence curve: by hand, its laws, and against lifelines where that handles the data (no ties)."""

import math
import random
import warnings
from statistics import NormalDist

import lifelines
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from services.metrics.figures.incidence import Course, End, IncidenceAt, cumulative_incidence
from services.metrics.figures.survival import Followed, kaplan_meier

courses = st.lists(st.builds(Course, days=st.integers(0, 30), end=st.sampled_from(End)), max_size=30)
LAST = 31


def course(days: int, end: End) -> Course:
    return Course(days=days, end=end)


def test_a_competing_end_is_not_censoring() -> None:
    # 4 from the start; day 2: 1 of 4 gets work; day 3: 1 of 3 dies; day 5: 1 of 2 gets work, half still free: 1/4 + 1/2 * 1/2
    curve = cumulative_incidence([course(2, End.WORK), course(3, End.COMPETING), course(5, End.WORK), course(9, End.CENSORED)], 9)
    assert [point.work for point in curve] == [0, 0, 0.25, 0.25, 0.25, 0.5, 0.5, 0.5, 0.5, 0.5]
    assert [point.competing for point in curve] == [0, 0, 0, 0.25, 0.25, 0.25, 0.25, 0.25, 0.25, 0.25]
    assert [point.at_risk for point in curve] == [4, 4, 4, 3, 2, 2, 1, 1, 1, 1]


def test_whoever_is_in_work_at_the_start_is_so_from_day_0() -> None:
    [at] = cumulative_incidence([course(0, End.WORK), course(3, End.CENSORED)], 0)
    assert (at.day, at.work, at.competing, at.at_risk) == (0, 0.5, 0.0, 2)


def test_past_the_longest_follow_up_there_is_no_share() -> None:
    curve = cumulative_incidence([course(1, End.WORK), course(2, End.CENSORED)], 3)
    assert [point.work for point in curve] == [0, 0.5, 0.5, None]


def test_when_everybody_has_come_to_an_end_the_shares_stay() -> None:
    curve = cumulative_incidence([course(1, End.WORK), course(2, End.COMPETING)], 4)
    assert (curve[4].work, curve[4].competing, curve[4].at_risk) == (0.5, 0.5, 0)


def test_a_curve_of_nobody_has_no_share_on_any_day() -> None:
    assert cumulative_incidence([], 1) == (
        IncidenceAt(day=0, work=None, low=None, high=None, competing=None, at_risk=0),
        IncidenceAt(day=1, work=None, low=None, high=None, competing=None, at_risk=0),
    )


@settings(deadline=None)
@given(courses)
def test_both_incidences_and_the_share_without_any_end_sum_to_one(everyone: list[Course]) -> None:
    free = kaplan_meier([Followed(days=one.days, ended=one.end is not End.CENSORED) for one in everyone], range(LAST))
    for point, without in zip(cumulative_incidence(everyone, LAST - 1), free, strict=True):
        if point.work is not None and point.competing is not None and without.survival is not None:
            assert point.work + point.competing + without.survival == pytest.approx(1)


@settings(deadline=None)
@given(courses)
def test_with_nobody_censored_it_is_the_plain_share(everyone: list[Course]) -> None:
    seen = [one for one in everyone if one.end is not End.CENSORED]
    for point in cumulative_incidence(seen, LAST):
        if seen:
            assert point.work == pytest.approx(sum(one.end is End.WORK and one.days <= point.day for one in seen) / len(seen))


CODES = {End.CENSORED: 0, End.WORK: 1, End.COMPETING: 2}


def agrees(everyone: list[tuple[int, End]]) -> None:
    """Estimate, interval and where there is none; lifelines takes no two different ends on one day."""
    fitter = lifelines.AalenJohansenFitter(alpha=0.05)
    with warnings.catch_warnings():  # it takes the logarithm of 0 before the first end, and divides by 0 after the last
        warnings.simplefilter("ignore", RuntimeWarning)
        fitter.fit([days for days, _ in everyone], [CODES[end] for _, end in everyone], event_of_interest=1)
    curve = cumulative_incidence([course(days, end) for days, end in everyone], 60)
    bounds = fitter.confidence_interval_.to_numpy()
    for (day, theirs), (high, low) in zip(fitter.cumulative_density_["CIF_1"].items(), bounds, strict=True):
        at = curve[int(day)]
        assert at.work == pytest.approx(theirs, abs=1e-9)
        if 0 < theirs < 1 and math.isfinite(low):
            assert [at.low, at.high] == pytest.approx(sorted((low, high)), abs=1e-7)


@settings(deadline=None, max_examples=60)
@given(st.lists(st.tuples(st.integers(1, 60), st.sampled_from(End)), min_size=1, unique_by=lambda one: one[0]))
def test_it_agrees_with_lifelines_when_no_two_end_on_one_day(everyone: list[tuple[int, End]]) -> None:
    agrees(everyone)


def test_it_agrees_with_lifelines_on_thousands_with_many_ends_of_one_kind_on_a_day() -> None:
    chance = random.Random(7)
    kinds = {day: chance.choice([End.WORK, End.WORK, End.COMPETING]) for day in range(1, 61)}
    days = [chance.randint(1, 60) for _ in range(4000)]
    agrees([(day, kinds[day] if chance.random() < 0.6 else End.CENSORED) for day in days])


@settings(deadline=None)
@given(courses)
def test_the_interval_holds_the_share_and_has_no_width_at_none_and_at_all(everyone: list[Course]) -> None:
    for at in cumulative_incidence(everyone, LAST):
        if at.work is not None and at.low is not None and at.high is not None:
            assert 0 <= at.low <= at.work <= at.high <= 1 or math.isclose(at.low, at.high)
            assert at.work not in {0, 1} or (at.low, at.high) == (at.work, at.work)


def test_with_nobody_censored_the_variance_is_the_binomial_one() -> None:
    everyone = [course(3, End.WORK)] * 30 + [course(5, End.COMPETING)] * 20 + [course(9, End.WORK)] * 50
    at = cumulative_incidence(everyone, 4)[4]
    spread = NormalDist().inv_cdf(0.975) * math.sqrt(0.3 * 0.7 / 100) / (0.3 * -math.log(0.3))
    assert [at.low, at.high] == pytest.approx([0.3 ** math.exp(spread), 0.3 ** math.exp(-spread)])
