"""Cumulative incidence with competing ends (Aalen-Johansen), day by day, with right censoring.

On each day t, with n still followed and without any end before t: the incidence of an end grows by S(t-) · d / n, where d
had that end on t and S(t-) is the share with no end of any kind before t. A competing end takes a case out for good: it
is not censored, for nobody can get work after it, so the two incidences and S sum to 1 on every day.
"""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum


class End(StrEnum):
    """How the wait for work came out."""

    WORK = "work"
    COMPETING = "competing"
    CENSORED = "censored"


@dataclass(frozen=True, kw_only=True, slots=True)
class Course:
    """One case: how it came out, and on which day (0 = the start). Censored on day t: seen through t without any end."""

    days: int
    end: End


@dataclass(frozen=True, kw_only=True, slots=True)
class IncidenceAt:
    """The share with each end by `day`, and how many were followed to it without an end before it.

    None when the share cannot be estimated: nobody was followed to this day, and some had had no end.
    """

    day: int
    work: float | None
    competing: float | None
    at_risk: int


def cumulative_incidence(courses: Iterable[Course], last_day: int) -> tuple[IncidenceAt, ...]:
    """The curve for the days 0 … last_day."""
    return incidence(Counter((course.days, course.end) for course in courses), last_day)


def incidence(left: Counter[tuple[int, End]], last_day: int) -> tuple[IncidenceAt, ...]:
    """The same from the number of cases that came out on each day in each way."""
    still, free, work, competing = left.total(), 1.0, 0.0, 0.0
    curve: list[IncidenceAt] = []
    for day in range(last_day + 1):
        ways = [left[day, end] for end in End]
        if still:
            work += free * ways[0] / still
            competing += free * ways[1] / still
            free *= (still - ways[0] - ways[1]) / still
        known = still > 0 or free == 0.0
        curve.append(IncidenceAt(day=day, work=work if known else None, competing=competing if known else None, at_risk=still))
        still -= sum(ways)
    return tuple(curve)
