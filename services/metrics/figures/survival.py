"""Kaplan-Meier: how many are still in work after so many days, when some are followed for less time than others.

Product-limit estimate (Kaplan and Meier 1958); intervals by Greenwood's variance on the log(-log) scale (Kalbfleisch and
Prentice 1980). The tests hold it against the package lifelines to 1e-9.
"""

from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from math import exp, inf, log, sqrt
from statistics import NormalDist

CONFIDENCE = 0.95


@dataclass(frozen=True, kw_only=True, slots=True)
class Followed:
    """One case followed for `days` days from its entry; `ended` if the employment then ended, else right-censored."""

    days: int
    ended: bool


@dataclass(frozen=True, kw_only=True, slots=True)
class SurvivalAt:
    """S(day) = share whose employment lasts longer than `day` days, with its interval.

    `at_risk` is how many were followed for at least `day` days. Past the longest follow-up S keeps its last value and
    `at_risk` is 0: read it with that in mind. All three are None when nobody was followed at all. At S = 1 and S = 0 the
    log-log interval has no width.
    """

    day: int
    survival: float | None
    low: float | None
    high: float | None
    at_risk: int


def kaplan_meier(followed: Iterable[Followed], days: Sequence[int], *, confidence: float = CONFIDENCE) -> tuple[SurvivalAt, ...]:
    """S at each of `days` (any order), with pointwise intervals. Who is censored on a day is at risk on that day."""
    everyone = tuple(followed)
    left = Counter(one.days for one in everyone)
    return survival(left, Counter(one.days for one in everyone if one.ended), days, confidence=confidence)


def survival(
    left: Counter[int], ended: Counter[int], days: Sequence[int], *, confidence: float = CONFIDENCE
) -> tuple[SurvivalAt, ...]:
    """The same from how many were followed for just so many days, and how many of them ended then. One pass over the times."""
    everyone, at_risk = left.total(), left.total()
    times = sorted(left)
    states, risks = [(0.0, 0.0)], []
    for time in times:
        risks.append(at_risk)
        states.append(_after(*states[-1], at_risk, ended[time]))
        at_risk -= left[time]
    risks.append(0)
    if not everyone:
        return tuple(SurvivalAt(day=day, survival=None, low=None, high=None, at_risk=0) for day in days)
    return tuple(_at(day, states[bisect_right(times, day)], risks[bisect_left(times, day)], confidence) for day in days)


def _after(log_survival: float, variance: float, still: int, ended: int) -> tuple[float, float]:
    """The logarithm of S and the sum of its variance after a day on which so many of those at risk ended."""
    if not ended:
        return log_survival, variance
    stay = still - ended
    return (
        log_survival + (log(stay) - log(still) if stay else -inf),
        variance + (ended / (still * stay) if stay else 0.0),
    )


def _at(day: int, state: tuple[float, float], at_risk: int, confidence: float) -> SurvivalAt:
    log_survival, variance = state
    low, high = _interval(log_survival, variance, confidence)
    return SurvivalAt(day=day, survival=exp(log_survival), low=low, high=high, at_risk=at_risk)


def _interval(log_survival: float, variance: float, confidence: float) -> tuple[float, float]:
    if log_survival == 0.0:
        return 1.0, 1.0
    if log_survival == -inf:
        return 0.0, 0.0
    spread = NormalDist().inv_cdf((1 + confidence) / 2) * sqrt(variance) / -log_survival
    return exp(log_survival * exp(spread)), exp(log_survival * exp(-spread))
