"""Time limits, and what is in force on a day. 2026: Easter is 3-6 April."""

from dataclasses import dataclass
from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from shared.limits import Limit, in_force, months_after
from shared.workdays import is_working_day


@dataclass(frozen=True)
class Values:
    version: date


FIRST, SECOND = Values(date(2017, 8, 1)), Values(date(2026, 1, 1))


def test_a_limit_ends_on_a_working_day() -> None:
    assert Limit(working_days=5).after(date(2026, 4, 1)) == date(2026, 4, 10)
    assert Limit(days=2).after(date(2026, 4, 1)) == date(2026, 4, 7)
    assert Limit(months=6).after(date(2026, 1, 31)) == date(2026, 7, 31)


@given(
    st.dates(min_value=date(2000, 1, 1), max_value=date(2090, 1, 1)),
    st.builds(Limit, working_days=st.integers(0, 30), days=st.integers(0, 400), months=st.integers(0, 24)),
)
def test_no_limit_ends_before_its_days_are_out(day: date, limit: Limit) -> None:
    assert is_working_day(limit.after(day))
    assert limit.after(day) >= months_after(day, limit.months)


def test_a_shorter_month_gives_its_last_day() -> None:
    assert months_after(date(2026, 8, 31), 6) == date(2027, 2, 28)
    assert months_after(date(2026, 3, 31), -1) == date(2026, 2, 28)


def test_what_began_last_is_in_force_in_whatever_order_it_is_listed() -> None:
    for entries in ((FIRST, SECOND), (SECOND, FIRST)):
        assert in_force(entries, date(2025, 12, 31)) is FIRST
        assert in_force(entries, date(2026, 1, 1)) is SECOND


def test_before_the_first_the_first_is_in_force() -> None:
    assert in_force((SECOND, FIRST), date(1999, 1, 1)) is FIRST
