from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from services.followup.rules import LIMITS, limit_for, months_after


@pytest.mark.parametrize(
    ("start", "latest"),
    [
        (date(2026, 1, 15), date(2026, 7, 15)),
        (date(2025, 8, 31), date(2026, 2, 28)),
        (date(2027, 8, 31), date(2028, 2, 29)),
        (date(2025, 8, 29), date(2026, 2, 28)),
        (date(2025, 8, 28), date(2026, 2, 28)),
        (date(2026, 2, 28), date(2026, 8, 28)),
        (date(2028, 2, 29), date(2028, 8, 29)),
        (date(2026, 3, 31), date(2026, 9, 30)),
        (date(2026, 6, 30), date(2026, 12, 30)),
        (date(2026, 7, 1), date(2027, 1, 1)),
        (date(2026, 12, 31), date(2027, 6, 30)),
    ],
)
def test_introduction_may_last_to_the_same_day_six_months_later_or_the_months_last(start: date, latest: date) -> None:
    assert limit_for(start).latest_end(start) == latest


def test_the_limit_says_where_it_stands() -> None:
    assert limit_for(date(2026, 1, 1)).basis == "förordning (2017:462) 11 §"


def test_the_oldest_limit_holds_for_what_began_before_it() -> None:
    assert limit_for(date(2015, 1, 1)) == LIMITS[0]


@given(st.dates(min_value=date(1950, 1, 1), max_value=date(2150, 1, 1)), st.integers(0, 60))
def test_months_later_is_in_the_right_month_and_never_on_a_later_day_of_it(day: date, months: int) -> None:
    later = months_after(day, months)
    assert (later.year * 12 + later.month) - (day.year * 12 + day.month) == months
    assert later.day == day.day or (later.day < day.day and (later + timedelta(days=1)).day == 1)
