"""Spans of days against sets of days."""

from datetime import date

import numpy as np
from hypothesis import example, given
from hypothesis import strategies as st

from services.metrics.figures.days import FOREVER, Spans, counted, each_months_after, ints
from shared.limits import months_after

Span = tuple[int, int, int]
"""(subject, first day, last day)"""

subjects = st.integers(0, 2)
day_numbers = st.integers(1, 60)
any_spans = st.lists(st.tuples(subjects, day_numbers, day_numbers), max_size=8)


def spans(some: list[Span], gap: int = 0) -> Spans:
    return Spans.of(*ints(some).reshape(-1, 3).T, gap=gap)


def days(some: list[Span], subject: int) -> set[int]:
    return {day for whose, first, last in some if whose == subject for day in range(first, last + 1)}


def joined(some: set[int], gap: int) -> set[int]:
    """With the days between two of them, when there are at most `gap`."""
    return some | {
        day
        for day in range(1, 61)
        if any(day - n in some and day + m in some for n in range(1, gap + 1) for m in range(1, gap + 2 - n))
    }


@given(any_spans, subjects, st.integers(0, 8))
def test_the_days_held_are_those_of_the_spans_and_of_short_gaps_between_them(some: list[Span], subject: int, gap: int) -> None:
    held = spans(some, gap).holds(np.full(60, subject), ints(range(1, 61)))
    assert {day for day in range(1, 61) if held[day - 1]} == joined(days(some, subject), gap)


@given(any_spans)
def test_spans_are_apart_and_in_order(some: list[Span]) -> None:
    found = spans(some)
    assert (found.first <= found.last).all()
    assert (found.first[1:] > found.last[:-1] + 1).all()


@given(any_spans, subjects, day_numbers)
def test_the_next_day_is_the_first_on_or_after_one(some: list[Span], subject: int, day: int) -> None:
    [found] = spans(some).next_day(ints([subject]), ints([day]))
    assert found == min((each for each in days(some, subject) if each >= day), default=FOREVER)


@given(any_spans, subjects, day_numbers, day_numbers)
def test_spans_touch_a_window_when_a_day_of_theirs_is_in_it(some: list[Span], subject: int, first: int, last: int) -> None:
    [touched] = spans(some).touches(ints([subject]), ints([first]), ints([last]))
    assert touched == any(day in days(some, subject) for day in range(first, last + 1))


@given(any_spans, subjects, day_numbers)
def test_the_last_day_of_the_span_that_holds_a_day_is_the_end_of_its_run(some: list[Span], subject: int, day: int) -> None:
    found = spans(some)
    [at] = found.at(ints([subject]), ints([day]))
    theirs = days(some, subject)
    if at < 0:
        assert day not in theirs
    else:
        assert found.last_day(ints([at]))[0] == min(end for end in theirs if end >= day and end + 1 not in theirs)


def test_a_span_without_end_is_no_day_of_the_next_subject() -> None:
    found = spans([(0, 10, FOREVER), (1, 5, 6)], gap=365)
    assert found.holds(ints([0, 1, 1, 1]), ints([FOREVER, 4, 5, 7])).tolist() == [True, False, True, False]
    assert found.last_day(ints([0])).tolist() == [FOREVER]


@given(st.lists(day_numbers))
def test_counted_days_are_each_day_and_how_often(some: list[int]) -> None:
    assert dict(counted(ints(some))) == {day: some.count(day) for day in some}


@given(st.dates(date(1900, 1, 1), date(2200, 12, 31)), st.integers(-30, 30))
@example(date(2024, 2, 29), 12)
@example(date(2023, 12, 31), 2)
@example(date(1970, 1, 31), 1)
def test_a_day_so_many_months_later_is_that_of_the_time_limits(day: date, months: int) -> None:
    [found] = each_months_after(ints([day.toordinal()]), months)
    assert date.fromordinal(found) == months_after(day, months)


def test_every_day_of_four_years_so_many_months_later() -> None:
    first = date(2023, 1, 1).toordinal()
    numbers, months = ints(range(first, first + 1461)), ints(range(13))
    found = each_months_after(numbers[:, np.newaxis], months)
    by_hand = [[months_after(date.fromordinal(day), month).toordinal() for month in months.tolist()] for day in numbers.tolist()]
    assert found.tolist() == by_hand
