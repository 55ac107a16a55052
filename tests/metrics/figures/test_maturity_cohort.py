"""F11's maturity of eight young cases, worked with pencil, on 2025-06-30, learnt from 40 settled ones.

The past: 20 of 40 came to count, known after 30 days (8 of them), 90 (8), 180 (2) and 360 (2); 20 never did. So at an age of

    30 days    8 were known, 32 waited, 12 of these still came: chance 12/32 = 0.375
    90 days   16 were known, 24 waited,  4 still came:          chance  4/24 = 1/6
    89 days    8 were known (the 90th day has not come):        chance 12/32
   180 days   18 were known, 22 waited,  2 still came:          chance  2/22 = 1/11
   360 days   20 were known: 0. Older cases are as old as that.

The young:  no 1, 2 counted already; 3, 4 are 30 days old, 5 is 89, 6 is 90, 7 is 180, 8 is 400.
Expected: 2 + 3 * 0.375 + 1/6 + 1/11 + 0 = 3.3826. Expected to be known by now (no. 1 is 30, no. 2 is 90 days old), of what will:
(8 + 8 + 8 + 8 + 16 + 16 + 18 + 20) / (8 * 20) = 102/160.

The spread, of chance: 3 * 0.375 * 0.625 + 1/6 * 5/6 + 1/11 * 10/11 = 0.703125 + 0.138889 + 0.082645 = 0.924659.
Of the past, each by (later + 1/2)/(waiting + 1): 12.5/33 -> root(0.378788 * 0.621212 / 32) = 0.085752, three times;
4.5/25 -> root(0.18 * 0.82 / 24) = 0.078422; 2.5/23 -> root(0.108696 * 0.891304 / 22) = 0.066360; together 0.402039.
Reach: 1.281552 * root(0.924659 + 0.402039 * 0.402039) = 1.281552 * 1.042276 = 1.335731.
From 3.3826 - 1.3357 - 0.5 = 1.55 up: 2, which is known already; to 3.3826 + 1.3357 + 0.5 = 5.22 down: 5.
"""

from datetime import timedelta
from uuid import UUID

import pytest

from services.metrics.figures.delays import Delayed, delays
from services.metrics.figures.maturity import Course, Past, Young, maturity
from tests.metrics.figures.building import about, d

TODAY = d("2025-06-30")
ASKED = about("2025-01-01", "2025-06-30", TODAY)
PAST = [Past(known_after=after) for after, times in ((30, 8), (90, 8), (180, 2), (360, 2), (None, 20)) for _ in range(times)]
AGES = {1: 30, 2: 90, 3: 30, 4: 30, 5: 89, 6: 90, 7: 180, 8: 400}
YOUNG = [Young(case=UUID(int=number), started_on=TODAY - timedelta(days=age), counts=number < 3) for number, age in AGES.items()]


@pytest.mark.parametrize(("age", "chance"), [(29, 20 / 40), (30, 12 / 32), (89, 12 / 32), (90, 4 / 24), (180, 2 / 22), (360, 0)])
def test_the_chance_that_who_does_not_count_yet_still_will(age: int, chance: float) -> None:
    assert Course(PAST).still(age)[0] == pytest.approx(chance)


def test_what_is_expected_and_between_which_numbers() -> None:
    figure = maturity(YOUNG, PAST, ASKED, today=TODAY)
    assert (figure.past, figure.past_counted, len(figure.cohort), len(figure.known)) == (40, 20, 8, 2)
    assert figure.expected_known == pytest.approx(102 / 160)
    assert figure.band is not None
    assert figure.band.expected == pytest.approx(2 + 3 * 0.375 + 1 / 6 + 1 / 11)
    assert (figure.band.low, figure.band.high) == (2, 5)


def test_delays_of_eleven_facts_with_day_30_and_31() -> None:
    """0 0 0 1 2 [3] 5 8 30 31 45: the sixth is the median; 90 % of 11 is 9.9: the tenth, 31; after 30 days 2 of 11."""
    told = [0, 0, -2, 1, 2, 3, 5, 8, 30, 31, 45]
    [delay] = delays([Delayed(kind="case-ended", unit="a", days=days, facts=1) for days in told], ASKED).by_kind
    assert (delay.spread.count, delay.spread.median, delay.spread.p90, delay.spread.largest) == (11, 3, 31, 45)
    assert (delay.after_30_days.numerator, delay.after_30_days.denominator) == (2, 11)


@pytest.mark.parametrize(("days", "median", "ninetieth"), [([7], 7, 7), ([7, 8], 7.5, 8)])
def test_percentiles_of_one_and_of_two(days: list[int], median: float, ninetieth: int) -> None:
    [delay] = delays([Delayed(kind="case-ended", unit="a", days=day, facts=1) for day in days], ASKED).by_kind
    assert (delay.spread.median, delay.spread.p90) == (median, ninetieth)
