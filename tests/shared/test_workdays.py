"""Swedish working days, by the almanac and by their laws."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from shared.workdays import add_working_days, free_days, is_working_day, working_days_between

days = st.dates(min_value=date(1960, 1, 1), max_value=date(2090, 12, 31))
numbers = st.integers(min_value=1, max_value=60)


@pytest.mark.parametrize(
    "day",
    [
        date(2026, 1, 1),  # nyårsdagen, a Thursday
        date(2026, 1, 6),  # trettondedag jul, a Tuesday
        date(2026, 4, 3),  # långfredagen
        date(2026, 4, 6),  # annandag påsk
        date(2026, 5, 1),  # första maj, a Friday
        date(2026, 5, 14),  # Kristi himmelsfärdsdag
        date(2025, 6, 6),  # nationaldagen, a Friday
        date(2026, 6, 19),  # midsommarafton
        date(2026, 12, 24),  # julafton, a Thursday
        date(2026, 12, 25),  # juldagen, a Friday
        date(2025, 12, 26),  # annandag jul, a Friday
        date(2026, 12, 31),  # nyårsafton, a Thursday
        date(2026, 10, 31),  # alla helgons dag, always a Saturday
        date(2004, 5, 31),  # annandag pingst, the last one
    ],
)
def test_a_holiday_is_free(day: date) -> None:
    assert not is_working_day(day)


@pytest.mark.parametrize(
    "day",
    [
        date(2026, 1, 2),  # klämdag between New Year's Day and a weekend
        date(2026, 1, 5),  # trettondagsafton: shorter hours
        date(2026, 4, 2),  # skärtorsdagen: shorter hours
        date(2026, 4, 30),  # valborgsmässoafton: shorter hours
        date(2026, 5, 15),  # klämdag after Ascension Day
        date(2026, 6, 5),  # Friday before the National Day on a Saturday: it is not made up for
        date(2026, 6, 8),  # nor the Monday after
        date(2026, 10, 30),  # day before All Saints': shorter hours
        date(2005, 5, 16),  # Whit Monday, a working day from 2005
        date(2004, 6, 7),  # a Monday in the last year in which 6 June was no holiday
    ],
)
def test_a_day_with_shorter_hours_and_a_single_day_between_are_not(day: date) -> None:
    assert is_working_day(day)


def test_the_national_day_is_free_from_2005() -> None:
    assert date(2004, 6, 6) not in free_days(2004)
    assert date(2005, 6, 6) in free_days(2005)


def test_five_working_days_over_easter_end_on_the_second_friday() -> None:
    assert add_working_days(date(2026, 4, 1), 5) == date(2026, 4, 10)  # Thu 2, then Tue 7 to Fri 10


def test_one_working_day_over_midsummer_is_monday() -> None:
    assert add_working_days(date(2026, 6, 18), 1) == date(2026, 6, 22)


def test_one_working_day_over_christmas_passes_over_two_holidays_and_a_weekend() -> None:
    assert add_working_days(date(2026, 12, 23), 1) == date(2026, 12, 28)


def test_a_limit_that_runs_out_on_a_free_day_is_moved_to_the_next_working_day() -> None:
    assert add_working_days(date(2026, 4, 3), 0) == date(2026, 4, 7)
    assert add_working_days(date(2026, 4, 7), 0) == date(2026, 4, 7)


def test_a_deadline_lies_ahead() -> None:
    with pytest.raises(ValueError, match="negative"):
        add_working_days(date(2026, 4, 7), -1)


def test_when_nobody_has_said_which_days_are_free_weekends_are() -> None:
    assert add_working_days(date(2199, 12, 28), 0) == date(2199, 12, 30)


@given(days, numbers)
def test_adding_and_counting_agree(day: date, n: int) -> None:
    assert working_days_between(day, add_working_days(day, n)) == n


@given(days, numbers)
def test_a_deadline_is_a_working_day_and_one_more_day_is_the_next(day: date, n: int) -> None:
    due = add_working_days(day, n)
    assert due == add_working_days(due, 0)
    assert is_working_day(due)
    assert add_working_days(day, n + 1) == add_working_days(due, 1)


@given(days, days, days)
def test_days_counted_in_two_parts_are_the_days_counted_at_once(a: date, b: date, c: date) -> None:
    a, b, c = sorted((a, b, c))
    b, c = min(b, a + timedelta(days=400)), min(c, a + timedelta(days=800))
    assert working_days_between(a, b) + working_days_between(b, c) == working_days_between(a, c)


@given(days, st.integers(min_value=0, max_value=800))
def test_counting_backwards_is_the_same_number_below_zero(a: date, apart: int) -> None:
    b = a + timedelta(days=apart)
    assert working_days_between(b, a) == -working_days_between(a, b)


@given(days)
def test_a_week_has_at_most_five_working_days(day: date) -> None:
    assert 0 <= working_days_between(day, day + timedelta(days=7)) <= 5
