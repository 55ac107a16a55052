"""F1 of twelve cases at two units, worked with pencil, on the leap day 2024-02-29.

    no  unit  opened      started     ended       on 02-29                                in February
     1  A                 02-29                   ongoing: its first day                  started
     2  A                 01-10       02-29       ongoing: its last day
     3  A                 01-10       02-28       over
     4  A                 02-10       02-10       over: started and ended on one day      started
     5  A                 01-10                   ongoing, paused from 02-29
     6  A                 01-10                   ongoing, paused 01-20, goes on 02-29
     7  A                 01-10                   ongoing at B: handed over on 02-29
     8  A                 01-10                   ongoing at A: handed over on 03-01
     9  B                 02-28                   ongoing                                 started
    10  A     02-29                               waits since 0 days
    11  A     02-19       03-01                   waits since 10 days: its last day of it
    12  B     01-31                               waits since 29 days

Ongoing: A 1 2 5 6 8 = 5, of them paused 5; B 7 9 = 2; together 7. Waiting: 0, 10 at A; 29 at B.

1:4 shares on the day: A eva 75 % (ali's 50 % ended on 02-28, bo's 100 % begin on 03-01, eva's other 25 % are 1:1); B cia 50 %.
Benchmark: A 24, from 02-29 on 20; B has none: 30. Capacity: A 0.75 * 20 = 15, B 0.50 * 30 = 15. Load: 5/15, 2/15, 7/30.
"""

from fractions import Fraction

import pytest

from services.metrics.facts import Pause, Tenure
from services.metrics.figures.inflow import Inflow, Part, inflow
from services.metrics.figures.shares import Rows
from tests.metrics.figures.building import about, d
from tests.metrics.figures.facts import benchmark, case, referral, share

A, B = "sundsvall", "umea"
LEAP_DAY = "2024-02-29"
JANUARY = "2024-01-10"


def pause(first: str, until: str, resumed: str | None = None) -> tuple[Pause]:
    return (Pause(from_on=d(first), until=d(until), resumed_on=d(resumed) if resumed else None),)


def over(on: str) -> tuple[Tenure]:
    return (Tenure(unit=B, support_person="cia", from_on=d(on)),)


CASES = [
    case(1, LEAP_DAY),
    case(2, JANUARY, LEAP_DAY),
    case(3, JANUARY, "2024-02-28"),
    case(4, "2024-02-10", "2024-02-10"),
    case(5, JANUARY, pauses=pause(LEAP_DAY, "2024-03-15")),
    case(6, JANUARY, pauses=pause("2024-01-20", "2024-03-15", LEAP_DAY)),
    case(7, JANUARY, handovers=over(LEAP_DAY)),
    case(8, JANUARY, handovers=over("2024-03-01")),
    case(9, "2024-02-28", unit=B, by="cia"),
    case(10, opened=LEAP_DAY),
    case(11, "2024-03-01", opened="2024-02-19"),
    case(12, opened="2024-01-31", unit=B),
]
SHARES = [
    share(1, 75, "2024-01-01"),
    share(2, 25, "2024-01-01", of="1:1"),
    share(3, 50, "2024-01-01", "2024-02-28", officer="ali"),
    share(4, 100, "2024-03-01", officer="bo"),
    share(5, 50, LEAP_DAY, officer="cia", unit=B),
]
BENCHMARKS = [benchmark(24, "2024-01-01"), benchmark(20, LEAP_DAY)]
REFERRALS = [
    referral(1, "2024-02-01"),  # and nothing yet: no case
    referral(2, "2024-01-31", returned=LEAP_DAY),
    referral(3, LEAP_DAY, accepted="2024-03-01"),
    referral(4, "2024-02-10", accepted=LEAP_DAY),
    referral(5, "2024-03-01", unit=B),
]


def on(as_of: str, unit: str | None = None) -> Inflow:
    asked = about("2024-02-01", LEAP_DAY, as_of, unit=[unit] if unit else None)
    return inflow(CASES, REFERRALS, SHARES, BENCHMARKS, asked)


def numbers(rows: Rows) -> list[int]:
    return [row.int % 10_000 for row in rows]


@pytest.fixture(scope="module")
def f1() -> Inflow:
    return on(LEAP_DAY)


def part(f1: Inflow, unit: str) -> Part:
    return next(one for one in f1.units if one.unit == unit)


def test_what_goes_on_and_where(f1: Inflow) -> None:
    assert numbers(f1.total.load.ongoing) == [1, 2, 5, 6, 7, 8, 9]
    assert (numbers(part(f1, A).load.ongoing), numbers(part(f1, B).load.ongoing)) == ([1, 2, 5, 6, 8], [7, 9])
    assert (numbers(part(f1, A).load.paused), part(f1, B).load.paused) == ([5], ())


def test_capacity_and_load(f1: Inflow) -> None:
    loads = [one.load for one in (part(f1, A), part(f1, B), f1.total)]
    assert [load.full_time for load in loads] == [Fraction(3, 4), Fraction(1, 2), Fraction(5, 4)]
    assert [float(load.capacity) for load in loads] == [15, 15, 30]
    assert [load.load for load in loads] == pytest.approx([5 / 15, 2 / 15, 7 / 30])
    assert (part(f1, A).benchmark, part(f1, B).benchmark, f1.total.benchmark) == (20, 30, None)
    assert [(one.unit, one.support_person, len(one.load.ongoing), float(one.load.capacity)) for one in f1.support_persons] == [
        (A, "eva", 5, 15),
        (B, "cia", 2, 15),
    ]


def test_who_waits_with_percentiles_of_one_two_and_three(f1: Inflow) -> None:
    """The median of 0 and 10 is 5. Of two, 90 % are 1.8: the second, 10. Of one it is the one; of three (2.7) the third, 29."""
    found = [(one.waiting.days, one.waiting.median, one.waiting.ninetieth_percentile) for one in (*f1.units, f1.total)]
    assert found == [((0, 10), 5.0, 10), ((29,), 29.0, 29), ((0, 10, 29), 10.0, 29)]


def test_what_came_and_started_in_february(f1: Inflow) -> None:
    flow = f1.total.flow
    assert (numbers(flow.received), numbers(flow.returned), numbers(flow.accepted)) == ([1, 3, 4], [2], [4])
    assert (numbers(flow.started), numbers(part(f1, A).flow.started)) == ([1, 4, 9], [1, 4])


def test_the_day_before_the_leap_day() -> None:
    """Ongoing at A: 2 3 5 6 7 8 = 6 (6 still paused), against (0.75 + 0.50) * 24 = 30; at B no. 9 alone, without a share."""
    before = on("2024-02-28")
    assert (numbers(part(before, A).load.ongoing), numbers(part(before, A).load.paused)) == ([2, 3, 5, 6, 7, 8], [6])
    assert (float(part(before, A).load.capacity), part(before, A).load.load) == (30.0, 0.2)
    assert (numbers(part(before, B).load.ongoing), part(before, B).load.load) == ([9], None)
    assert numbers(before.total.flow.started) == [4, 9]  # no. 1 starts the day after, which is not looked at


def test_the_day_after_the_leap_day() -> None:
    """A: 1 5 6 11; B: 7 8 9. bo's 100 % have begun: A has (0.75 + 1) * 20 = 35 places."""
    later = on("2024-03-01")
    assert (numbers(part(later, A).load.ongoing), numbers(part(later, B).load.ongoing)) == ([1, 5, 6, 11], [7, 8, 9])
    assert (float(part(later, A).load.capacity), numbers(later.total.waiting.cases)) == (35.0, [10, 12])


def test_each_unit_alone_says_what_it_says_among_all(f1: Inflow) -> None:
    for unit in (A, B):
        alone = on(LEAP_DAY, unit)
        assert [one for one in alone.units if one.unit == unit] == [part(f1, unit)]
        assert alone.total.load == part(f1, unit).load
