"""F3 of twelve cases, worked with pencil: day 180 itself, the leap day, joined gaps of 14 and 15 days, what nobody knows.

Day 180 after an entry: 2024-01-01 -> 2024-06-29 (day 181 of 366); 2024-02-29 (day 60) -> day 240 = 2024-08-27;
2024-05-01 (day 122) -> day 302 = 2024-10-28; 2024-12-31 -> 2025-06-29 = as_of, day 180 of 2025; 2025-01-01 -> 06-30.

    no  entry       what is known                                          day 180            followed (c = censored)
     1  2024-01-01  to 06-29                                               retained           181: to 06-30, the day after
     2  2024-01-01  to 06-28                                               lost               180
     3  2024-01-01  to 06-25, elsewhere 07-10 to 12-31: 14 days free       retained, joined   366: to 2025-01-01
     4  2024-01-01  to 06-25, elsewhere 07-11: 15 days free                lost               177: to 06-26, day 178 of the year
     5  2024-02-29  on 02-29 alone                                         lost               1
     6  2024-02-29  case over 04-30, seen in work on 08-27 (day 180)       retained           180 c
     7  2024-02-29  case over 04-30, seen in work on 08-26 (day 179)       unknown            179 c
     8  2024-02-29  case open, found ill on 08-27 (day 180)                lost               0 c: after 02-29 nobody knows
     9  2024-02-29  case open, found ill on 08-28 (day 181)                unknown            0 c
    10  2024-12-31  case open: presumed to go on                           retained           180 c: as_of is day 180
    11  2024-05-01  job since January, to 10-27 (day 179); again 11-20     lost: 23 days      180
    12  2025-01-01  to 06-28, the day before as_of                         pending            179

Retained 1 3 6 10 = 4; lost 2 4 5 8 11 = 5; unknown 7 9 = 2. Known 4/9, low 4/11.

Kaplan-Meier: 12 at risk; two are censored on day 0, so 10 on day 1.
    day   1: 1 of 10 ends (no. 5)         9/10                 = 0.9
    day 177: 1 of  9      (no. 4)         * 8/9                = 0.8
    day 179: 1 of  8      (no. 12; 7 c)   * 7/8                = 0.7
    day 180: 2 of  6      (no. 2, 11)     * 4/6                = 0.46667   S(180), 6 at risk
    day 181: 1 of  2      (no. 1)         * 1/2                = 0.23333   S(365), 1 at risk (no. 3 ends on day 366)
Greenwood to day 180: 1/90 + 1/72 + 1/56 + 2/24 = 0.1261905, its root 0.3552330; ln 0.4666667 = -0.7621401;
1.959964 * 0.3552330 / 0.7621401 = 0.9135; 0.4666667 to the power e^0.9135 and e^-0.9135: from 0.1495 to 0.7366.
"""

from uuid import UUID

import pytest

from services.metrics.figures.retention import PeriodRetention, period_retention, retention
from services.metrics.figures.shares import Rows
from tests.metrics.figures.building import GARAGE, about, case, found, job, life, person

DECEMBER, NEW_YEAR, LEAP_DAY = "2023-12-01", "2024-01-01", "2024-02-29"
PERIOD = ("2024-01-01", "2025-01-31")
AS_OF = "2025-06-29"
COHORT = [
    person(1, case(DECEMBER), job(NEW_YEAR, "2024-06-29")),
    person(2, case(DECEMBER), job(NEW_YEAR, "2024-06-28")),
    person(3, case(DECEMBER), job(NEW_YEAR, "2024-06-25"), job("2024-07-10", "2024-12-31", at=GARAGE)),
    person(4, case(DECEMBER), job(NEW_YEAR, "2024-06-25"), job("2024-07-11", "2024-12-31", at=GARAGE)),
    person(5, case(DECEMBER), job(LEAP_DAY, LEAP_DAY)),
    person(6, case(DECEMBER, "2024-04-30"), job(LEAP_DAY), found("2024-08-27", "in-work")),
    person(7, case(DECEMBER, "2024-04-30"), job(LEAP_DAY), found("2024-08-26", "in-work")),
    person(8, case(DECEMBER), job(LEAP_DAY), found("2024-08-27", "ill")),
    person(9, case(DECEMBER), job(LEAP_DAY), found("2024-08-28", "ill")),
    person(10, case(DECEMBER), job("2024-12-31")),
    person(11, case("2024-05-01"), job("2024-01-15", "2024-10-27"), job("2024-11-20")),
    person(12, case(DECEMBER), job("2025-01-01", "2025-06-28")),
]


def numbers(rows: Rows) -> list[int]:
    return [row.int - 20_000 for row in rows]


@pytest.fixture(scope="module")
def f3() -> PeriodRetention:
    return period_retention(COHORT, about(*PERIOD, AS_OF))


def test_all_twelve_enter_once_and_one_is_too_young(f3: PeriodRetention) -> None:
    assert (numbers(f3.cohort), numbers(f3.pending)) == (list(range(1, 13)), [12])
    assert numbers(period_retention(COHORT, about(*PERIOD, "2025-06-28")).pending) == [10, 12]


def test_known_4_of_9_and_low_4_of_11(f3: PeriodRetention) -> None:
    kept = f3.any_employer
    assert (numbers(kept.retained), numbers(kept.lost), numbers(kept.unknown)) == ([1, 3, 6, 10], [2, 4, 5, 8, 11], [7, 9])
    assert (kept.share_known.numerator, kept.share_known.denominator, kept.share_known.value) == (4, 9, 4 / 9)
    assert (kept.share_low.numerator, kept.share_low.denominator, kept.share_low.value) == (4, 11, 4 / 11)


def test_with_the_same_employer_no_3_is_lost(f3: PeriodRetention) -> None:
    kept = f3.same_employer
    assert (numbers(kept.retained), numbers(kept.lost), numbers(kept.unknown)) == ([1, 6, 10], [2, 3, 4, 5, 8, 11], [7, 9])


def test_how_long_each_was_followed(f3: PeriodRetention) -> None:
    followed = {one.case.int - 20_000: (one.followed.days, one.followed.ended) for one in f3.followed}
    assert followed == {
        1: (181, True),
        2: (180, True),
        3: (366, True),
        4: (177, True),
        5: (1, True),
        6: (180, False),
        7: (179, False),
        8: (0, False),
        9: (0, False),
        10: (180, False),
        11: (180, True),
        12: (179, True),
    }


def test_the_curve_on_day_90_180_and_365(f3: PeriodRetention) -> None:
    s90, s180, s365 = f3.survival
    assert [(at.day, at.at_risk) for at in f3.survival] == [(90, 9), (180, 6), (365, 1)]
    assert (s90.survival, s180.survival, s365.survival) == pytest.approx((0.9, 0.9 * 8 / 9 * 7 / 8 * 4 / 6, 0.7 / 3))
    assert (s180.low, s180.high) == pytest.approx((0.1495, 0.7366), abs=1e-4)


def test_with_a_gap_of_15_days_joined_no_4_is_kept_and_with_13_no_3_is_not() -> None:
    fifteen = period_retention(COHORT, about(*PERIOD, AS_OF, gap=15)).any_employer
    thirteen = period_retention(COHORT, about(*PERIOD, AS_OF, gap=13)).any_employer
    assert (numbers(fifteen.retained), numbers(thirteen.retained)) == ([1, 3, 4, 6, 10], [1, 6, 10])


def test_february_is_compared_with_the_whole_of_a_leap_february() -> None:
    """2025-02-01 to 02-28 against 2024-02-01 to 02-29, as of 2025-08-27 and 2024-08-27 (day 180 after the leap day)."""
    entered = {1: "2024-01-31", 2: "2024-02-01", 3: "2024-02-29", 4: "2024-03-01", 5: "2025-02-28"}
    lives = [person(number, case("2023-06-01"), job(on)) for number, on in entered.items()]
    f3 = retention(lives, about("2025-02-01", "2025-02-28", "2025-08-27"))
    assert (numbers(f3.earlier.cohort), numbers(f3.period.cohort)) == ([2, 3], [5])
    assert (numbers(f3.earlier.any_employer.retained), f3.count_difference) == ([2, 3], -1)


def test_a_year_before_the_leap_day_is_28_february() -> None:
    entered = {1: "2023-02-27", 2: "2023-02-28", 3: "2023-03-01", 4: "2024-02-29"}
    lives = [person(number, case("2022-06-01"), job(on)) for number, on in entered.items()]
    f3 = retention(lives, about("2024-02-29", "2024-02-29", "2024-12-31"))
    assert (numbers(f3.earlier.cohort), numbers(f3.period.cohort)) == ([2], [4])


def test_two_cases_of_one_person_enter_each_for_itself() -> None:
    """The first enters on 2024-01-01. The second, from 03-01, finds the job under way and enters on its start.

    From there day 180 is 08-28 (61 + 180 = 241, August begins after 213). The job ends on 08-01: kept in the first case, not in
    the second.
    """
    ids = [UUID(int=20_001), UUID(int=20_002)]
    both = life(
        case(DECEMBER, "2024-02-10", named=ids[0]), case("2024-03-01", named=ids[1]), job(NEW_YEAR, "2024-08-01", of=ids[0])
    )
    whole = period_retention([both], about(*PERIOD, AS_OF))
    assert (numbers(whole.any_employer.retained), numbers(whole.any_employer.lost)) == ([1], [2])
    assert [one.followed.days for one in whole.followed] == [214, 154]  # to 08-02: day 215 less day 1, and less day 61
