"""F5 of twelve cases that ended on the leap day 2024-02-29, worked with pencil: each band's last day and the next one's first.

    no  start       days to 2024-02-29                                         band       phase on the last day
     1  2024-02-29  0: started and broken off on one day                       0-30       search
     2  2024-01-30  1 of January + 29 = 30                                      0-30       introduction, from 02-29 on
     3  2024-01-29  31                                                          31-90      search: introduction to 02-28
     4  2023-12-01  30 of December + 31 + 29 = 90                               31-90      introduction, to 02-29
     5  2023-11-30  91                                                          91-180     follow-up from 02-29
     6  2023-09-02  28 + 31 + 30 + 31 + 31 + 29 = 180                           91-180     follow-up, completed on 02-29
     7  2023-09-01  181                                                         181-365    after support: completed 02-28
     8  2023-03-01  365: one day before the 366 from 03-01 to 03-01 of a leap year   181-365    search
     9  2023-02-28  366                                                         over-365   search
    10  waiting     not started                                                 -          waiting
    11  2024-01-01  ended as completed: no interruption
    12  2024-01-01  broken off on 03-01: not of February

Ten interruptions: 2 + 2 + 2 + 2 + 1 by days and 1 not started; phases: search 1 3 8 9, introduction 2 4, follow-up 5 6,
after support 7, waiting 10. Reasons: health 1-5, own wish 6-9, moved 10.
"""

from uuid import UUID

import pytest

from services.metrics.facts import Case, FollowUp, Introduction
from services.metrics.figures.interruptions import Interruptions, interruptions
from services.metrics.figures.shares import Rows
from tests.metrics.figures.building import about, after, d
from tests.metrics.figures.facts import case, case_id, person, referral

LAST = "2024-02-29"
STARTS = {1: 0, 2: 30, 3: 31, 4: 90, 5: 91, 6: 180, 7: 181, 8: 365, 9: 366}


def broken(number: int, started: str | None, ended: str = LAST) -> Case:
    reason = "health" if number <= 5 else "own-wish" if number <= 9 else "moved"
    return case(number, started, ended, end_kind="interrupted", left_as=reason)


CASES = [
    *(broken(number, after(LAST, -days).isoformat()) for number, days in STARTS.items()),
    broken(10, None),
    case(11, "2024-01-01", LAST, left_as="employment"),
    broken(12, "2024-01-01", "2024-03-01"),
]


def introduced(number: int, started: str, ended: str | None = None) -> Introduction:
    return Introduction(
        workplace=UUID(int=number),
        case_id=case_id(number),
        person=person(number),
        at_trial=False,
        started_on=d(started),
        ended_on=d(ended) if ended else None,
    )


def followed(number: int, started: str, completed: str | None = None) -> FollowUp:
    return FollowUp(
        case_id=case_id(number), person=person(number), started_on=d(started), completed_on=d(completed) if completed else None
    )


INTRODUCTIONS = [introduced(2, LAST), introduced(3, "2024-02-01", "2024-02-28"), introduced(4, "2024-01-01", LAST)]
FOLLOW_UPS = [followed(5, LAST), followed(6, "2024-01-01", LAST), followed(7, "2024-01-01", "2024-02-28")]
REFERRALS = [
    referral(1, "2024-02-01", accepted="2024-02-05", assessed="2024-02-02", doubtful=True),  # knowable
    referral(2, "2024-02-29", accepted="2024-02-29", assessed="2024-02-29", doubtful=False),  # not
    referral(3, "2024-02-29", accepted="2024-02-29"),  # never judged: unknown then, so knowable
    referral(10, "2024-02-10", accepted="2024-02-11", assessed="2024-02-10", doubtful=True),  # ended before it started
    referral(11, "2024-02-10", accepted="2024-02-11", assessed="2024-02-10", doubtful=True),  # completed
    referral(20, "2024-02-10", returned=LAST, reasons=("not-ready",), assessed="2024-02-10", doubtful=True),  # knowable
    referral(21, "2024-02-10", returned="2024-03-01", reasons=("not-ready",)),  # after as_of
    referral(22, "2024-02-10", source="self"),  # without a case, and nothing has come of it
    referral(23, "2024-01-31"),
]


@pytest.fixture(scope="module")
def f5() -> Interruptions:
    return interruptions(CASES, REFERRALS, INTRODUCTIONS, FOLLOW_UPS, about("2024-02-01", LAST, LAST))


def numbers(rows: Rows) -> list[int]:
    return [row.int % 10_000 for row in rows]


def test_the_starts_are_so_many_days_before() -> None:
    starts = ["02-29", "01-30", "01-29", "12-01", "11-30", "09-02", "09-01", "03-01", "02-28"]
    assert [after(LAST, -days).isoformat()[5:] for days in STARTS.values()] == starts


def test_by_days_since_the_start(f5: Interruptions) -> None:
    assert {band: numbers(cases) for band, cases in f5.by_days().items()} == {
        "0-30": [1, 2],
        "31-90": [3, 4],
        "91-180": [5, 6],
        "181-365": [7, 8],
        "over-365": [9],
        "not-started": [10],
    }


def test_by_phase_on_the_last_day(f5: Interruptions) -> None:
    assert {phase: numbers(cases) for phase, cases in f5.by_phase().items()} == {
        "search": [1, 3, 8, 9],
        "introduction": [2, 4],
        "follow-up": [5, 6],
        "after-support": [7],
        "waiting": [10],
    }


def test_by_reason(f5: Interruptions) -> None:
    assert {reason: numbers(cases) for reason, cases in f5.by_reason().items()} == {
        "health": [1, 2, 3, 4, 5],
        "own-wish": [6, 7, 8, 9],
        "moved": [10],
    }
    assert sum(len(cases) for cases in f5.cells().values()) == 10


def test_what_came_of_the_referrals_of_each_source(f5: Interruptions) -> None:
    """af: 1 2 3 10 11 20 21; interrupted 1 2 3; returned 20. Knowable 1 3 and 20, of 4 that came to nothing."""
    af, by_self = f5.sources
    assert (numbers(af.referrals), numbers(af.interrupted), numbers(af.returned)) == ([1, 2, 3, 10, 11, 20, 21], [1, 2, 3], [20])
    assert (numbers(af.interrupted_knowable), numbers(af.returned_knowable), af.untold) == ([1, 3], [20], ())
    assert (af.share_knowable.numerator, af.share_knowable.denominator) == (3, 4)
    assert (numbers(by_self.referrals), by_self.share_knowable.value) == ([22], None)


def test_as_of_the_day_before_nobody_was_broken_off() -> None:
    before = interruptions(CASES, REFERRALS, INTRODUCTIONS, FOLLOW_UPS, about("2024-02-01", LAST, "2024-02-28"))
    assert (before.interrupted, before.total.interrupted, before.total.returned) == ((), (), ())
