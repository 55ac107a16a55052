"""How much a unit and its support persons can take, counted by hand."""

from datetime import date, timedelta
from decimal import Decimal
from fractions import Fraction
from itertools import pairwise
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from services.intake import forecast, standing
from services.intake.events import Appropriation
from services.intake.standing import Benchmark, Cap, Period, Place, Share, Standing

JAN_1, MAR_2, MAR_31, APR_1 = date(2026, 1, 1), date(2026, 3, 2), date(2026, 3, 31), date(2026, 4, 1)


def a_share(
    percent: int,
    *,
    who: str = "sam",
    of: Appropriation = "1:4",
    from_on: date = JAN_1,
    until: date | None = None,
    number: int = 1,
) -> Share:
    return Share(
        share=UUID(int=number),
        unit="stockholm",
        support_person=who,
        appropriation=of,
        percent=percent,
        from_on=from_on,
        until=until,
    )


def a_place(
    number: int,
    *,
    who: str = "sam",
    from_on: date = JAN_1,
    until: date | None = None,
    reserved: bool = False,
    planned_end: date | None = None,
    pauses: tuple[Period, ...] = (),
) -> Place:
    return Place(
        case=UUID(int=number),
        support_person=who,
        from_on=from_on,
        until=until,
        reserved=reserved,
        planned_end=planned_end,
        pauses=pauses,
    )


def test_capacity_is_the_benchmark_times_the_shares_on_1_4() -> None:
    now = Standing(unit="stockholm", shares=(a_share(75), a_share(25, of="1:1"), a_share(100, who="eva")))
    assert standing.of_unit(now, MAR_2).capacity == Decimal("52.5")
    assert standing.of_support_person(now, "sam", MAR_2).capacity == Decimal("22.5")


def test_a_personal_cap_lowers_a_support_persons_capacity_and_never_raises_it() -> None:
    now = Standing(
        unit="stockholm", shares=(a_share(50),), caps=(Cap(support_person="sam", cap=10, from_on=MAR_2, until=MAR_31),)
    )
    days = (JAN_1, MAR_2, MAR_31, APR_1)
    assert [standing.of_support_person(now, "sam", day).capacity for day in days] == [15, 10, 10, 15]
    high = Standing(unit="stockholm", shares=(a_share(50),), caps=(Cap(support_person="sam", cap=40, from_on=MAR_2, until=None),))
    assert standing.of_support_person(high, "sam", MAR_2).capacity == 15


def test_the_units_own_benchmark_holds_from_its_day() -> None:
    now = Standing(unit="stockholm", shares=(a_share(100),), benchmarks=(Benchmark(from_on=MAR_2, cases=25),))
    assert [standing.of_unit(now, day).capacity for day in (JAN_1, MAR_2)] == [30, 25]


def test_before_any_share_the_capacity_is_not_known() -> None:
    now = Standing(unit="stockholm", shares=(a_share(100, from_on=MAR_2),), places=(a_place(1),))
    assert (standing.of_unit(now, JAN_1).capacity, standing.of_unit(now, JAN_1).bandwidth) == (None, None)
    assert standing.of_unit(now, MAR_2).bandwidth == 29


def test_paused_cases_keep_their_place_and_are_shown_apart() -> None:
    paused = a_place(1, pauses=(Period(from_on=MAR_2, until=MAR_31),))
    now = Standing(unit="stockholm", shares=(a_share(100),), places=(paused, a_place(2), a_place(3, reserved=True)))
    room = standing.of_unit(now, MAR_2)
    assert (room.ongoing, room.paused, room.reserved, room.bandwidth, room.free) == (2, 1, 1, Decimal(28), Decimal(27))
    assert standing.of_unit(now, APR_1).paused == 0


def test_a_place_kept_for_a_case_that_is_ongoing_at_the_unit_is_no_second_place_there() -> None:
    now = Standing(unit="stockholm", shares=(a_share(100),), places=(a_place(1), a_place(1, who="eva", reserved=True)))
    assert standing.of_unit(now, MAR_2).free == 29
    assert standing.of_support_person(now, "eva", MAR_2).reserved == 1


def test_only_planned_exits_are_forecast_and_it_says_what_it_rests_on() -> None:
    ahead = a_place(1, planned_end=date(2026, 3, 11), until=date(2026, 3, 10))
    overdue = a_place(2, planned_end=date(2026, 2, 1))
    now = Standing(unit="stockholm", shares=(a_share(10),), places=(ahead, overdue, a_place(3)))
    first, second = forecast.weeks(now, MAR_2, date(2026, 3, 9), MAR_2)
    assert (first.monday, first.exits, first.room.bandwidth) == (MAR_2, 0, Decimal(0))
    assert (second.sunday, second.exits, second.room.bandwidth) == (date(2026, 3, 15), 1, Decimal(1))
    assert forecast.basis(now, MAR_2) == forecast.Basis(ongoing=3, planned=1, unplanned=1, overdue=1)


@pytest.mark.parametrize(
    ("first", "last", "months"),
    [
        (JAN_1, date(2026, 1, 31), Fraction(3, 4)),
        (JAN_1, MAR_31, Fraction(9, 4)),
        (date(2026, 1, 16), date(2026, 1, 31), Fraction(3, 4) * Fraction(16, 31)),
        (date(2025, 12, 1), date(2025, 12, 31), Fraction(0)),
    ],
)
def test_months_of_work_are_full_time_months_by_the_calendar(first: date, last: date, months: Fraction) -> None:
    shares = (a_share(75), a_share(25, of="1:1"))
    assert forecast.months_of_work(shares, "1:4", first, last) == months


DAYS = st.dates(min_value=date(2026, 1, 1), max_value=date(2026, 6, 30))


@given(cuts=st.lists(DAYS, max_size=4), first=DAYS, days=st.integers(min_value=0, max_value=120))
def test_months_of_work_add_up_however_the_period_is_cut(cuts: list[date], first: date, days: int) -> None:
    last = first + timedelta(days=days)
    shares = (a_share(40, until=MAR_31), a_share(60, from_on=MAR_2, number=2))
    edges = [first, *sorted(cut for cut in cuts if first < cut <= last), last + timedelta(days=1)]
    parts = [forecast.months_of_work(shares, "1:4", begin, end - timedelta(days=1)) for begin, end in pairwise(edges)]
    assert sum(parts) == forecast.months_of_work(shares, "1:4", first, last)


PERIODS = st.tuples(DAYS, st.one_of(st.none(), st.integers(min_value=0, max_value=90)), st.integers(min_value=1, max_value=100))


@given(periods=st.lists(PERIODS, max_size=5))
def test_a_day_over_full_time_is_found_exactly_when_there_is_one(periods: list[tuple[date, int | None, int]]) -> None:
    shares = [
        a_share(percent, from_on=begin, until=None if length is None else begin + timedelta(days=length), number=number)
        for number, (begin, length, percent) in enumerate(periods)
    ]
    every = [date(2026, 1, 1) + timedelta(days=n) for n in range(300)]
    over = [day for day in every if sum(share.percent for share in shares if share.covers(day)) > 100]
    found = standing.first_day_over_full_time(shares)
    assert (found[0] if found else None) == (over[0] if over else None)
