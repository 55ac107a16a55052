"""F11 Maturity: how much of a young cohort's result is known by now, and a band for what it will be.

The result is F2's: in work within 180 days. A past case that came to count was known to after so many days from its start: the
time to get work and the time to record it, together. What share H(a) of past cases was known to count at age a, and H of them
in the end, gives for a young case that is not known to count yet, of age a, the probability (H - H(a)) / (1 - H(a)) that it
still will.

- The end is SETTLED days after the start: 180 days, and 180 for what is recorded late. Past cases are older than that.
- The band is 80 %: the expected number with the spread of chance (each case by itself) and of the past (which is a sample as
  well), by the normal approximation with a half for continuity; never below what is known already, nor above the cohort.
- It holds as long as work and recording come as they came in the past, and says nothing of what will be retracted.
- With fewer than 30 past cases no band is given.
"""

from bisect import bisect_right
from collections import Counter
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date
from math import ceil, floor, sqrt
from statistics import NormalDist
from typing import Final
from uuid import UUID

from services.metrics.figures.arguments import Arguments
from services.metrics.figures.shares import Rows, Share, rows

SETTLED: Final = 360
FEWEST_PAST: Final = 30
BAND: Final = 0.80


@dataclass(frozen=True, kw_only=True, slots=True)
class Past:
    """A settled case: after how many days from its start it was known to count; None: it never was."""

    known_after: int | None


@dataclass(frozen=True, kw_only=True, slots=True)
class Young:
    """A case of the cohort, and whether it is known to count."""

    case: UUID
    started_on: date
    counts: bool


@dataclass(frozen=True, kw_only=True, slots=True)
class Band:
    """What the final number is expected to be, and between which it lies in 80 of 100 such cohorts."""

    expected: float
    low: int
    high: int


@dataclass(frozen=True, kw_only=True, slots=True)
class Maturity:
    """The figure. `expected_known` is the share of what will count that is expected to be known by now.

    It is None with `band` when the past is too little, and alone when nobody came to count in it.
    """

    arguments: Arguments
    cohort: Rows
    known: Rows
    past: int
    past_counted: int
    expected_known: float | None
    band: Band | None

    @property
    def share_known(self) -> Share:
        """Known to count by now."""
        return Share(numerator=len(self.known), denominator=len(self.cohort))


class Course:
    """How past cases came to be known, by age."""

    def __init__(self, past: Collection[Past]) -> None:
        self.cases = len(past)
        self._known = sorted(case.known_after for case in past if case.known_after is not None and case.known_after <= SETTLED)

    @property
    def counted(self) -> int:
        """How many came to count."""
        return len(self._known)

    def known_by(self, age: int) -> int:
        """How many were known to count at the age."""
        return bisect_right(self._known, age)

    def still(self, age: int) -> tuple[float, float]:
        """The probability that a case not known to count at the age still will, and the standard error of it."""
        waiting, later = self.cases - self.known_by(age), self.counted - self.known_by(age)
        if not later or not waiting:
            return 0.0, 0.0
        chance = later / waiting
        smoothed = (later + 0.5) / (waiting + 1)
        return chance, sqrt(smoothed * (1 - smoothed) / waiting)


def maturity(young: Iterable[Young], past: Collection[Past], arguments: Arguments, *, today: date) -> Maturity:
    """F11's second half. `today` is the date of `known_at`: the age of a case is counted to it."""
    cohort = list({case.case: case for case in young}.values())
    course = Course(past)
    ages = Counter(min((today - case.started_on).days, SETTLED) for case in cohort)
    waiting = Counter(min((today - case.started_on).days, SETTLED) for case in cohort if not case.counts)
    enough = course.cases >= FEWEST_PAST
    known = rows(case.case for case in cohort if case.counts)
    return Maturity(
        arguments=arguments,
        cohort=rows(case.case for case in cohort),
        known=known,
        past=course.cases,
        past_counted=course.counted,
        expected_known=_expected_known(ages, course) if enough else None,
        band=_band(len(known), waiting, course) if enough else None,
    )


def _expected_known(ages: Counter[int], course: Course) -> float | None:
    if not course.counted or not ages:
        return None
    return sum(count * course.known_by(age) for age, count in ages.items()) / (course.counted * ages.total())


def _band(known: int, waiting: Counter[int], course: Course) -> Band:
    more, chance, past = 0.0, 0.0, 0.0
    for age, count in sorted(waiting.items()):
        probability, error = course.still(age)
        more += count * probability
        chance += count * probability * (1 - probability)
        past += count * error  # the same past stands behind every age: its errors go together
    reach = NormalDist().inv_cdf((1 + BAND) / 2) * sqrt(chance + past**2)
    half = 0.5 if reach else 0.0
    return Band(
        expected=known + more,
        low=max(known, ceil(known + more - reach - half)),
        high=min(known + waiting.total(), floor(known + more + reach + half)),
    )
