"""The cumulative incidence curve: by hand, its laws, and against lifelines where that handles the data (no ties)."""

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
    assert cumulative_incidence([course(0, End.WORK), course(3, End.CENSORED)], 0) == (
        IncidenceAt(day=0, work=0.5, competing=0.0, at_risk=2),
    )


def test_past_the_longest_follow_up_there_is_no_share() -> None:
    curve = cumulative_incidence([course(1, End.WORK), course(2, End.CENSORED)], 3)
    assert [point.work for point in curve] == [0, 0.5, 0.5, None]


def test_when_everybody_has_come_to_an_end_the_shares_stay() -> None:
    curve = cumulative_incidence([course(1, End.WORK), course(2, End.COMPETING)], 4)
    assert (curve[4].work, curve[4].competing, curve[4].at_risk) == (0.5, 0.5, 0)


def test_a_curve_of_nobody_has_no_share_on_any_day() -> None:
    assert cumulative_incidence([], 1) == (
        IncidenceAt(day=0, work=None, competing=None, at_risk=0),
        IncidenceAt(day=1, work=None, competing=None, at_risk=0),
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


@settings(deadline=None, max_examples=50)
@given(st.lists(st.tuples(st.integers(1, 60), st.sampled_from(End)), min_size=1, unique_by=lambda one: one[0]))
def test_it_agrees_with_lifelines_when_no_two_end_on_one_day(everyone: list[tuple[int, End]]) -> None:
    codes = {End.CENSORED: 0, End.WORK: 1, End.COMPETING: 2}
    fitter = lifelines.AalenJohansenFitter(calculate_variance=False)
    fitter.fit([days for days, _ in everyone], [codes[end] for _, end in everyone], event_of_interest=1)
    curve = cumulative_incidence([course(days, end) for days, end in everyone], 60)
    for day, theirs in fitter.cumulative_density_["CIF_1"].items():
        assert curve[int(day)].work == pytest.approx(theirs, abs=1e-9)
