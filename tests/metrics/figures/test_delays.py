"""F11's delays by hand: median, 90th percentile and the thirtieth day."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from services.metrics.figures.delays import Delayed, delays
from services.metrics.figures.spread import spread, spread_of
from tests.metrics.figures.building import about

ASKED = about("2025-01-01", "2025-06-30", "2025-06-30")


def told(days: int, count: int = 1, *, kind: str = "employment-started", unit: str | None = "stockholm") -> Delayed:
    return Delayed(kind=kind, unit=unit, days=days, facts=count)


def test_median_90th_percentile_and_share_after_thirty_days() -> None:
    [delay] = delays([told(0, 5), told(30, 3), told(31), told(90)], ASKED).by_kind
    assert (delay.spread.count, delay.spread.median, delay.spread.p90, delay.spread.largest) == (10, 15.0, 31, 90)
    assert (delay.after_30_days.numerator, delay.after_30_days.denominator) == (2, 10)


def test_what_was_recorded_before_its_day_was_in_time() -> None:
    [delay] = delays([told(-14), told(0)], ASKED).by_kind
    assert (delay.spread.median, delay.spread.largest) == (0.0, 0)


def test_units_are_told_apart_and_what_is_of_none_is_in_the_total_alone() -> None:
    figure = delays([told(1), told(3, unit="sundsvall"), told(5, unit=None), told(2, kind="case-ended")], ASKED)
    assert [(delay.kind, delay.spread.count) for delay in figure.by_kind] == [("case-ended", 1), ("employment-started", 3)]
    assert [(delay.kind, delay.unit, delay.spread.median) for delay in figure.by_unit] == [
        ("case-ended", "stockholm", 2.0),
        ("employment-started", "stockholm", 1.0),
        ("employment-started", "sundsvall", 3.0),
    ]


def test_of_nothing_there_is_no_median() -> None:
    assert (spread([]).median, spread([]).p90, delays([], ASKED).by_kind) == (None, None, ())


@pytest.mark.parametrize(("count", "rank"), [(1, 1), (9, 9), (10, 9), (11, 10), (20, 18), (21, 19)])
def test_the_90th_percentile_is_the_least_that_nine_in_ten_do_not_exceed(count: int, rank: int) -> None:
    assert spread(range(1, count + 1)).p90 == rank


@given(st.lists(st.integers(0, 400), min_size=1, max_size=40))
def test_the_percentiles_divide_the_numbers(numbers: list[int]) -> None:
    found = spread(numbers)
    assert found.p90 is not None
    assert found.median is not None
    assert sum(number <= found.p90 for number in numbers) >= 0.9 * len(numbers)
    assert sum(number < found.p90 for number in numbers) < 0.9 * len(numbers)
    assert (
        sum(number < found.median for number in numbers) <= len(numbers) / 2 >= sum(number > found.median for number in numbers)
    )


@given(st.dictionaries(st.integers(0, 400), st.integers(0, 30), max_size=20))
def test_numbers_that_are_counted_are_spread_as_one_by_one(counts: dict[int, int]) -> None:
    assert spread_of(counts) == spread(number for number, times in counts.items() for _ in range(times))
