"""How long evidence takes: open requests are under way, never left out."""

from fractions import Fraction

from hypothesis import given
from hypothesis import strategies as st
from lifelines import KaplanMeierFitter

from services.intake.lead_times import MEDIAN, NINE_TENTHS, Wait, quantile

days = st.integers(min_value=0, max_value=400)
some_waits = st.lists(st.builds(Wait, days=days, over=st.booleans()), min_size=1, max_size=40)
shares = st.sampled_from([Fraction(1, 4), MEDIAN, NINE_TENTHS])


def came(*after: int) -> list[Wait]:
    return [Wait(days=days, over=True) for days in after]


def open_for(*days: int) -> list[Wait]:
    return [Wait(days=waited, over=False) for waited in days]


def test_when_all_have_come_it_is_the_plain_quantile() -> None:
    waits = came(*range(1, 11))
    assert (quantile(waits, MEDIAN), quantile(waits, NINE_TENTHS)) == (5, 9)


def test_open_requests_make_it_longer_than_those_that_came_would_say() -> None:
    assert quantile(came(5, 6, 7), MEDIAN) == 6
    assert quantile(came(5, 6, 7) + open_for(90, 90), MEDIAN) == 7


def test_when_too_few_have_come_nobody_can_tell() -> None:
    assert quantile(came(5) + open_for(90, 90), MEDIAN) is None
    assert quantile([], MEDIAN) is None


def test_a_request_made_yesterday_says_nothing_about_later_days() -> None:
    assert quantile(came(5, 6, 7) + open_for(1, 1, 1), MEDIAN) == 6


@given(some_waits, shares)
def test_it_is_what_an_independent_library_finds(waits: list[Wait], share: Fraction) -> None:
    fitted = KaplanMeierFitter().fit([wait.days for wait in waits], [wait.over for wait in waits])
    curve = fitted.survival_function_["KM_estimate"]
    reached = [int(day) for day, left in curve.items() if left <= float(1 - share) + 1e-9]
    assert quantile(waits, share) == (reached[0] if reached else None)


@given(some_waits, shares, days)
def test_one_more_open_request_never_makes_a_source_look_faster(waits: list[Wait], share: Fraction, waited: int) -> None:
    before, after = quantile(waits, share), quantile([*waits, Wait(days=waited, over=False)], share)
    assert after is None or (before is not None and after >= before)
