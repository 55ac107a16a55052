from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from services.metrics.figures.days import Span, Spans, first_from, span_at, touches, union, without

spans = st.lists(st.tuples(st.integers(1, 60), st.integers(1, 60)), max_size=6)


def days(spans: Spans | list[Span]) -> set[int]:
    return {day for first, last in spans for day in range(first, last + 1)}


def test_spans_join_over_a_gap_of_exactly_the_given_days() -> None:
    assert union([(1, 10), (25, 30)], gap=14) == ((1, 30),)
    assert union([(1, 10), (26, 30)], gap=14) == ((1, 10), (26, 30))


def test_spans_that_meet_are_one_also_without_a_gap() -> None:
    assert union([(11, 20), (1, 10)]) == ((1, 20),)


def test_a_span_within_another_does_not_shorten_it() -> None:
    assert union([(1, 20), (5, 6), (22, 23)], gap=1) == ((1, 23),)


@given(spans)
def test_a_union_has_the_same_days_and_its_spans_lie_apart(some: list[Span]) -> None:
    merged = union(some)
    assert days(merged) == days(some)
    assert all(later[0] > earlier[1] + 1 for earlier, later in pairwise(merged))


@given(spans, spans)
def test_taking_days_away_leaves_the_others(some: list[Span], taken: list[Span]) -> None:
    assert days(without(union(some), union(taken))) == days(some) - days(taken)


@given(spans, st.integers(1, 60), st.integers(0, 20))
def test_looking_up_days_is_looking_among_the_days(some: list[Span], day: int, length: int) -> None:
    merged, all_days = union(some), days(some)
    holds = span_at(merged, day)
    assert (holds is not None) == (day in all_days)
    assert holds is None or day in days([holds])
    assert first_from(merged, day) == min((one for one in all_days if one >= day), default=None)
    assert touches(merged, day, day + length) == any(day <= one <= day + length for one in all_days)
