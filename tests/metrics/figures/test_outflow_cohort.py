"""F2 of twelve cases, worked with pencil: every boundary of the 180 days, over a leap day.

Day 180 after a start, by the day of the year (2024 has 366 days, 29 February is its 60th):

    2023-09-02  is day 245 of 2023 (365 days): 245 + 180 = 425 = 365 + 60          -> 2024-02-29, the leap day itself
    2024-01-01  is day   1:   1 + 180 = 181; June begins after 152, and 181 - 152  -> 2024-06-29 (in 2025 it is 06-30)
    2024-02-29  is day  60:  60 + 180 = 240; August begins after 213               -> 2024-08-27
    2024-03-29  is day  89:  89 + 180 = 269; September begins after 244            -> 2024-09-25, as_of itself: mature
    2024-03-30  and 03-31: day 180 is 09-26 and 09-27                              -> pending on 09-25

    no  start       what is known                                       within 180  on day 180   first day in work
     1  2023-09-02  job from 02-29 (day 180)                             yes         yes          180
     2  2023-09-02  job from 03-01 (day 181)                             no          no           181
     3  2023-09-02  job on 09-02 alone: starts and ends on day 0         yes         no           0
     4  2024-01-01  job since 2023, to 06-28 (day 179)                   yes         no           0
     5  2024-01-01  job since 2023, to 06-29 (day 180)                   yes         yes          0
     6  2024-01-01  02-01 to 06-25, again 07-10: 5 + 9 = 14 days free    yes         no: no gap   31
     7  2024-02-29  04-01, case over 05-31, seen in work day 179         yes         unknown      32 (1 day of February, 31, 1)
     8  2024-02-29  04-01, case over 05-31, seen in work day 180         yes         yes          32
     9  2024-02-29  04-01, case open, seen looking on day 180            yes, 04-01  no           32
    10  2024-03-29  died 04-30 (2 + 30 = 32 days)                        no          no           competing on day 32
    11  2024-03-30  05-01 to 09-25 = as_of                               pending, in work         32 (1 day of March, 30, 1)
    12  2024-03-31  05-01 to 09-24                                       pending, has been        31

Mature 10 of 12. Within: 1 3 4 5 6 7 8 9 = 8. On day 180: 1 5 8 = 3, unknown 7, not 2 3 4 6 9 10 = 6.
"""

import pytest

from services.metrics.figures.outflow import Outflow, outflow
from services.metrics.figures.shares import Rows
from tests.metrics.figures.building import OTHER_CASE, about, after, case, d, found, job, life, person

AUTUMN, NEW_YEAR, LEAP_DAY = "2023-09-02", "2024-01-01", "2024-02-29"
PERIOD = ("2023-09-01", "2024-03-31")
AS_OF = "2024-09-25"
COHORT = [
    person(1, case(AUTUMN), job("2024-02-29")),
    person(2, case(AUTUMN), job("2024-03-01")),
    person(3, case(AUTUMN), job(AUTUMN, AUTUMN)),
    person(4, case(NEW_YEAR), job("2023-06-01", "2024-06-28")),
    person(5, case(NEW_YEAR), job("2023-06-01", "2024-06-29")),
    person(6, case(NEW_YEAR), job("2024-02-01", "2024-06-25"), job("2024-07-10")),
    person(7, case(LEAP_DAY, "2024-05-31", left_as="employment"), job("2024-04-01"), found("2024-08-26", "in-work")),
    person(8, case(LEAP_DAY, "2024-05-31", left_as="employment"), job("2024-04-01"), found("2024-08-27", "in-work")),
    person(9, case(LEAP_DAY), job("2024-04-01"), found("2024-08-27", "looking")),
    person(10, case("2024-03-29", "2024-04-30", left_as="deceased")),
    person(11, case("2024-03-30"), job("2024-05-01", "2024-09-25")),
    person(12, case("2024-03-31"), job("2024-05-01", "2024-09-24")),
]


def numbers(rows: Rows) -> list[int]:
    return [row.int - 20_000 for row in rows]


@pytest.fixture(scope="module")
def f2() -> Outflow:
    return outflow(COHORT, about(*PERIOD, AS_OF))


def test_day_180_is_180_days_after_the_start_in_a_leap_year_too() -> None:
    assert [after(day, 180) for day in (AUTUMN, NEW_YEAR, LEAP_DAY, "2024-03-29")] == [
        d("2024-02-29"),
        d("2024-06-29"),
        d("2024-08-27"),
        d(AS_OF),
    ]


def test_who_is_mature_and_who_is_pending(f2: Outflow) -> None:
    assert numbers(f2.cohort) == list(range(1, 13))
    assert (numbers(f2.mature), numbers(f2.pending)) == (list(range(1, 11)), [11, 12])
    assert (numbers(f2.pending_in_work), numbers(f2.pending_been_in_work)) == ([11], [11, 12])


def test_within_180_days_8_of_10(f2: Outflow) -> None:
    assert numbers(f2.in_work_within_180) == [1, 3, 4, 5, 6, 7, 8, 9]
    assert (numbers(f2.not_within_180), f2.unknown_within_180) == ([2, 10], ())
    assert (f2.share_within_180.numerator, f2.share_within_180.denominator, f2.share_within_180.value) == (8, 10, 0.8)


def test_on_day_180_3_of_10_and_one_that_nobody_knows(f2: Outflow) -> None:
    assert (numbers(f2.in_work_on_day_180), numbers(f2.unknown_on_day_180)) == ([1, 5, 8], [7])
    assert numbers(f2.not_on_day_180) == [2, 3, 4, 6, 9, 10]
    assert (f2.share_on_day_180.numerator, f2.share_on_day_180.denominator) == (3, 10)


def test_the_curve_over_the_twelve(f2: Outflow) -> None:
    """Nobody is censored before day 181, so each step is a plain part of twelve.

    Day 0: 3 4 5 -> 3. Day 31: 6 12 -> 5. Day 32: 7 8 9 11 -> 9, and 10 has died. Day 180: 1 -> 10. Day 181: 2 -> 11.
    """
    points = f2.curve.points
    assert [round(12 * (points[day].work or 0)) for day in (0, 30, 31, 32, 179, 180, 181)] == [3, 3, 5, 9, 9, 10, 11]
    assert [points[day].work for day in (0, 31, 32, 181)] == pytest.approx([3 / 12, 5 / 12, 9 / 12, 11 / 12])
    assert [points[day].competing for day in (31, 32)] == pytest.approx([0, 1 / 12])
    assert [points[day].at_risk for day in (0, 1, 31, 32, 33, 180, 181, 182)] == [12, 9, 9, 7, 2, 2, 1, 0]
    assert (len(f2.curve.in_work), numbers(f2.curve.competing), f2.curve.censored) == (11, [10], ())


def test_a_day_earlier_the_tenth_is_pending_too() -> None:
    before = outflow(COHORT, about(*PERIOD, "2024-09-24"))
    assert numbers(before.pending) == [10, 11, 12]
    assert numbers(before.pending_in_work) == [11, 12]


def test_in_a_year_without_a_leap_day_the_same_day_of_the_calendar_is_one_day_more() -> None:
    """From 2 September to 1 March: 28 + 31 + 30 + 31 + 31 + 28 + 1 = 180 in 2022-23; with a 29th of February 181 (no. 2)."""
    facts = person(1, case("2022-09-02"), job("2023-03-01"))
    assert numbers(outflow([facts], about("2022-09-01", "2022-09-30", AS_OF)).in_work_on_day_180) == [1]


def test_a_person_with_two_cases_counts_twice_and_the_work_is_the_persons() -> None:
    """First case 2024-01-01 (day 180 is 06-29) ended 02-15; second case from 06-01 (day 180: 06-01 is day 153, 333 is 11-28).

    The job from 06-29 is registered on the second: on day 180 of the first, on day 28 of the second.
    """
    both = life(
        case(NEW_YEAR, "2024-02-15", left_as="own-wish"), case("2024-06-01", named=OTHER_CASE), job("2024-06-29", of=OTHER_CASE)
    )
    f2 = outflow([both], about(NEW_YEAR, "2024-06-30", "2024-11-28"))
    assert len(f2.in_work_within_180) == len(f2.in_work_on_day_180) == len(f2.mature) == 2
    assert [point.day for point in f2.curve.points if point.work == 0.5] == list(range(28, 180))
    earlier = outflow([both], about(NEW_YEAR, "2024-06-30", "2024-11-27"))
    assert (len(earlier.mature), len(earlier.pending_in_work)) == (1, 1)
