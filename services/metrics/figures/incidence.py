"""Cumulative incidence with competing ends (Aalen-Johansen), day by day, with right censoring.

On each day t, with n still followed and without any end before t: the incidence of an end grows by S(t-) · d / n, where d
had that end on t and S(t-) is the share with no end of any kind before t. A competing end takes a case out for good: it
is not censored, for nobody can get work after it, so the two incidences and S sum to 1 on every day.

Intervals for work: Greenwood's kind of variance (Marubini and Valsecchi 1995, 10.3) on the log(-log) scale (Collett 2015). The
tests hold estimate and interval against the package lifelines.
"""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum
from math import exp, log, sqrt
from statistics import NormalDist

CONFIDENCE = 0.95
NEARLY_ALL = 1 - 1e-12
"""A share this great is of everybody: a sum of parts, rounded."""


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

    None when the share cannot be estimated: nobody was followed to this day, and some had had no end. `low` and `high` are the
    interval of `work`; at 0 and 1 it has no width.
    """

    day: int
    work: float | None
    low: float | None
    high: float | None
    competing: float | None
    at_risk: int


class _Variance:
    """The variance of the incidence of work so far, in one pass: the sums over the days before, by powers of the incidence now.

    Var F(t) = Σ (F(t) - F(i))² a(i) + Σ b(i) - 2 Σ (F(t) - F(i)) c(i), with a(i) = d / (n (n - d)) of every end on day i,
    b(i) = S(i-)² w (n - w) / n³ and c(i) = S(i-) w / n² of those in work.
    """

    def __init__(self) -> None:
        self._square = [0.0, 0.0, 0.0]
        self._own = 0.0
        self._line = [0.0, 0.0]

    def passes(self, still: int, ended: int, works: int, free: float, incidence: float) -> None:
        """A day with ends. When nobody is left after it the incidence stays, and its first term with it: 0."""
        if ended < still:
            term = ended / (still * (still - ended))
            self._square = [sum_ + term * incidence**power for power, sum_ in enumerate(self._square)]
        self._own += free**2 * works * (still - works) / still**3
        term = free * works / still**2
        self._line = [sum_ + term * incidence**power for power, sum_ in enumerate(self._line)]

    def at(self, incidence: float) -> float:
        """The variance, never below 0 by rounding."""
        terms, ones, squares = self._square
        square = incidence**2 * terms - 2 * incidence * ones + squares
        return max(square + self._own - 2 * (incidence * self._line[0] - self._line[1]), 0.0)


def cumulative_incidence(courses: Iterable[Course], last_day: int) -> tuple[IncidenceAt, ...]:
    """The curve for the days 0 … last_day, with pointwise intervals."""
    return incidence(Counter((course.days, course.end) for course in courses), last_day)


def incidence(left: Counter[tuple[int, End]], last_day: int, *, confidence: float = CONFIDENCE) -> tuple[IncidenceAt, ...]:
    """The same from the number of cases that came out on each day in each way."""
    still, free, work, competing = left.total(), 1.0, 0.0, 0.0
    variance, quantile = _Variance(), NormalDist().inv_cdf((1 + confidence) / 2)
    curve: list[IncidenceAt] = []
    low, high = 0.0, 0.0
    for day in range(last_day + 1):
        ways = [left[day, end] for end in End]
        if ended := ways[0] + ways[1]:
            work += free * ways[0] / still
            competing += free * ways[1] / still
            variance.passes(still, ended, ways[0], free, work)
            free *= (still - ended) / still
            low, high = _interval(work, variance.at(work), quantile)
        known = still > 0 or free == 0.0
        numbers = (work, low, high, competing) if known else (None, None, None, None)
        curve.append(_point(day, numbers, still))
        still -= sum(ways)
    return tuple(curve)


def _point(day: int, numbers: tuple[float | None, float | None, float | None, float | None], still: int) -> IncidenceAt:
    work, low, high, competing = numbers
    return IncidenceAt(day=day, work=work, low=low, high=high, competing=competing, at_risk=still)


def _interval(share: float, variance: float, quantile: float) -> tuple[float, float]:
    if share <= 0.0 or share >= NEARLY_ALL:
        return share, share
    spread = quantile * sqrt(variance) / (share * -log(share))
    return exp(log(share) * exp(spread)), exp(log(share) * exp(-spread))
