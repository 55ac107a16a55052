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

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from math import ceil, floor, sqrt
from statistics import NormalDist
from typing import Final
from uuid import UUID

import numpy as np

from services.metrics.figures.arguments import Arguments
from services.metrics.figures.columns import NONE, Columns, Days, Ids, Members, Numbers, ids, places
from services.metrics.figures.days import Flags, Ints, counted
from services.metrics.figures.outflow import outflow
from services.metrics.figures.population import Population
from services.metrics.figures.shares import Rows, Share

SETTLED: Final = 360
FEWEST_PAST: Final = 30
BAND: Final = 0.80

Ages = Sequence[tuple[int, int]]
"""An age in days and how many cases have it, by age."""


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


@dataclass(frozen=True, kw_only=True, slots=True, eq=False)
class PastCases(Columns):
    """Settled cases (`Past`): `known_after` is NONE for one that never came to count."""

    known_after: Numbers


@dataclass(frozen=True, kw_only=True, slots=True, eq=False)
class YoungCases(Columns):
    """The cohort (`Young`)."""

    case: Ids
    started_on: Days
    counts: Flags

    def ages(self, today: date) -> Ints:
        """How many days old each case is; no more than it takes until all is settled."""
        return np.minimum(today.toordinal() - self.started_on, SETTLED)


@dataclass(frozen=True, kw_only=True, slots=True, eq=False)
class FirstWords(Columns):
    """After how many days from its start there was word of work within the 180 days of a case; 0: at once, or before."""

    case: Ids
    after: Numbers


def young_of(lives: Population, arguments: Arguments) -> YoungCases:
    """The cases started in the period, as F2 counts them."""
    figure, cases = outflow(lives, arguments), lives.enrolments
    cohort = cases[places(ids(figure.cohort), cases.case)]
    known = np.r_[ids(figure.in_work_within_180), ids(figure.pending_been_in_work)]
    return YoungCases(case=cohort.case, started_on=cohort.started, counts=np.isin(cohort.case, known))


def past_of(lives: Population, words: FirstWords, arguments: Arguments) -> PastCases:
    """Of the cases started in the period: after how many days it was known that they count, if they do."""
    figure = outflow(lives, arguments)
    told = words[np.argsort(words.case)]
    place = places(ids(figure.in_work_within_180), told.case)
    after = np.where(place == NONE, NONE, np.r_[told.after, NONE][place])
    return PastCases(known_after=np.r_[after, np.full(len(figure.cohort) - len(after), NONE)])


class Course:
    """How past cases came to be known, by age."""

    def __init__(self, past: Iterable[Past] | PastCases) -> None:
        after = PastCases.of(past).known_after
        self.cases = len(after)
        self._known = np.sort(after[(after != NONE) & (after <= SETTLED)])

    @property
    def counted(self) -> int:
        """How many came to count."""
        return len(self._known)

    def known_by(self, age: int) -> int:
        """How many were known to count at the age."""
        return int(np.searchsorted(self._known, age, side="right"))

    def still(self, age: int) -> tuple[float, float]:
        """The probability that a case not known to count at the age still will, and the standard error of it."""
        waiting, later = self.cases - self.known_by(age), self.counted - self.known_by(age)
        if not later or not waiting:
            return 0.0, 0.0
        chance = later / waiting
        smoothed = (later + 0.5) / (waiting + 1)
        return chance, sqrt(smoothed * (1 - smoothed) / waiting)


def maturity(
    young: Iterable[Young] | YoungCases, past: Iterable[Past] | PastCases, arguments: Arguments, *, today: date
) -> Maturity:
    """F11's second half. `today` is the date of `known_at`: the age of a case is counted to it."""
    cohort = YoungCases.of(young)
    _, once = np.unique(cohort.case, return_index=True)
    cohort, course = cohort[once], Course(past)
    ages = cohort.ages(today)
    enough = course.cases >= FEWEST_PAST
    known = Members(cohort.case[cohort.counts])
    return Maturity(
        arguments=arguments,
        cohort=Members(cohort.case),
        known=known,
        past=course.cases,
        past_counted=course.counted,
        expected_known=_expected_known(counted(ages), course) if enough else None,
        band=_band(len(known), counted(ages[~cohort.counts]), course) if enough else None,
    )


def _expected_known(ages: Ages, course: Course) -> float | None:
    if not course.counted or not ages:
        return None
    cases = sum(count for _, count in ages)
    return sum(count * course.known_by(age) for age, count in ages) / (course.counted * cases)


def _band(known: int, waiting: Ages, course: Course) -> Band:
    more, chance, past = 0.0, 0.0, 0.0
    for age, count in waiting:
        probability, error = course.still(age)
        more += count * probability
        chance += count * probability * (1 - probability)
        past += count * error  # the same past stands behind every age: its errors go together
    reach = NormalDist().inv_cdf((1 + BAND) / 2) * sqrt(chance + past**2)
    half = 0.5 if reach else 0.0
    return Band(
        expected=known + more,
        low=max(known, ceil(known + more - reach - half)),
        high=min(known + sum(count for _, count in waiting), floor(known + more + reach + half)),
    )
