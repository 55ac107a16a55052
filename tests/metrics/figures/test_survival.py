"""Our Kaplan-Meier against a sum by hand and against the package lifelines."""

import math

import lifelines
import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from services.metrics.figures.survival import Followed, SurvivalAt, kaplan_meier

DAYS = (0, 1, 90, 180, 365)
followed = st.builds(Followed, days=st.integers(0, 400), ended=st.booleans())
tied = st.builds(Followed, days=st.sampled_from([0, 1, 89, 90, 91, 180, 181, 365]), ended=st.booleans())


def ended(*days: int) -> list[Followed]:
    return [Followed(days=day, ended=True) for day in days]


def censored(*days: int) -> list[Followed]:
    return [Followed(days=day, ended=False) for day in days]


def survival(followed: list[Followed], day: int) -> SurvivalAt:
    (at,) = kaplan_meier(followed, [day])
    return at


def test_it_is_the_product_over_the_days_with_an_end() -> None:
    # 5 at risk, 1 ends on day 10; censored on day 10 and 20 leaves 2 on day 30, 1 ends: 4/5 * 1/2
    at = survival([*ended(10, 30), *censored(10, 20, 40)], 90)
    assert at.survival == pytest.approx(0.4, abs=1e-15)
    assert at.at_risk == 0


def test_an_end_on_the_day_itself_counts_and_whoever_is_followed_to_it_is_at_risk() -> None:
    both = [*ended(90), *censored(90)]
    assert survival(both, 89).survival == 1.0
    assert survival(both, 90).survival == pytest.approx(0.5)
    assert (survival(both, 90).at_risk, survival(both, 91).at_risk) == (2, 0)


def test_nobody_followed_gives_no_number_rather_than_zero() -> None:
    assert survival([], 90) == SurvivalAt(day=90, survival=None, low=None, high=None, at_risk=0)


def test_nobody_ended_is_one_with_an_interval_of_no_width() -> None:
    assert survival(censored(100, 200), 90) == SurvivalAt(day=90, survival=1.0, low=1.0, high=1.0, at_risk=2)


def test_everybody_ended_is_zero_with_an_interval_of_no_width() -> None:
    assert survival(ended(10, 20), 90) == SurvivalAt(day=90, survival=0.0, low=0.0, high=0.0, at_risk=0)


def test_a_wider_confidence_gives_a_wider_interval() -> None:
    (narrow,) = kaplan_meier([*ended(10), *censored(100, 100)], [90], confidence=0.5)
    (wide,) = kaplan_meier([*ended(10), *censored(100, 100)], [90], confidence=0.99)
    assert narrow.low is not None
    assert wide.low is not None
    assert wide.low < narrow.low


def agrees(everyone: list[Followed]) -> None:
    fitter = lifelines.KaplanMeierFitter(alpha=0.05)
    fitter.fit([one.days for one in everyone], [one.ended for one in everyone], timeline=list(DAYS))
    table = fitter.confidence_interval_survival_function_
    for at, theirs, bounds in zip(
        kaplan_meier(everyone, DAYS), fitter.survival_function_["KM_estimate"], table.to_numpy(), strict=True
    ):
        ours = at.survival, at.low, at.high
        assert all(value is not None and math.isfinite(value) for value in ours)
        assert ours == pytest.approx((theirs, *bounds), abs=1e-9, rel=0)
        assert at.at_risk == sum(one.days >= at.day for one in everyone)


@settings(deadline=None, max_examples=300)
@given(st.lists(followed, min_size=1, max_size=60) | st.lists(tied, min_size=1, max_size=40))
@example(everyone=ended(0))
@example(everyone=censored(0))
@example(everyone=ended(180))
@example(everyone=censored(180))
@example(everyone=[*ended(0, 0), *censored(0)])
@example(everyone=ended(1, 90, 180, 365))
def test_it_agrees_with_lifelines_on_any_input(everyone: list[Followed]) -> None:
    agrees(everyone)


def test_it_agrees_with_lifelines_on_thousands_with_many_ties() -> None:
    agrees([Followed(days=(n * 7919) % 401, ended=n % 3 != 0) for n in range(20_000)])
    agrees([Followed(days=(n * 7919) % 401, ended=n == 5) for n in range(20_000)])
