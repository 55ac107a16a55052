"""Spans of days of many subjects at once: closed intervals of day numbers (`date.toordinal`), as columns.

Every subject has a stretch of one long line of places to itself: day d of subject k is the place k * STRIDE + d. So the spans of
a whole country are two sorted arrays, and to join them or to look a day up is one step for all of them.
"""

from dataclasses import dataclass
from datetime import date
from typing import Final, Self

import numpy as np
from numpy.typing import NDArray

Ints = NDArray[np.int64]
Flags = NDArray[np.bool_]

FOREVER: Final = date.max.toordinal()
EPOCH: Final = date(1970, 1, 1).toordinal()
"""The day number from which numpy counts its dates."""
STRIDE: Final = 1 << 22
"""More than FOREVER and the largest gap that anybody joins: spans of two subjects never meet."""


def ints(values: object) -> Ints:
    """The numbers as a column."""
    return np.asarray(values, dtype=np.int64)


@dataclass(frozen=True, slots=True, eq=False)
class Spans:
    """The first and last place of each span, in order and apart from each other."""

    first: Ints
    last: Ints

    @classmethod
    def of(cls, subject: Ints, first: Ints, last: Ints, *, gap: int = 0) -> Self:
        """Spans given in any order; empty ones fall away, those of a subject with at most `gap` days between them become one."""
        kept = first <= last
        begins, ends = (subject * STRIDE + first)[kept], (subject * STRIDE + last)[kept]
        order = np.argsort(begins, kind="stable")
        begins, reach = begins[order], np.maximum.accumulate(ends[order])
        if not begins.size:
            return cls(begins, reach)
        apart = np.flatnonzero(begins[1:] - reach[:-1] - 1 > gap)
        return cls(begins[np.r_[0, apart + 1]], reach[np.r_[apart, begins.size - 1]])

    def at(self, subject: Ints, day: Ints) -> Ints:
        """Which span holds the day of the subject; -1 where none does."""
        place = subject * STRIDE + day
        found = np.searchsorted(self.last, place)
        inside = found < self.first.size
        inside[inside] = self.first[found[inside]] <= place[inside]
        return np.where(inside, found, -1)

    def holds(self, subject: Ints, day: Ints) -> Flags:
        """Whether some span holds the day."""
        held: Flags = self.at(subject, day) >= 0
        return held

    def next_day(self, subject: Ints, day: Ints) -> Ints:
        """The first day of the subject's spans on or after the day; FOREVER where there is none."""
        place = subject * STRIDE + day
        found = np.searchsorted(self.last, place)
        first = np.full(place.shape, np.iinfo(np.int64).max)
        inside = found < self.first.size
        first[inside] = self.first[found[inside]]
        return np.where(first < (subject + 1) * STRIDE, np.maximum(first, place) - subject * STRIDE, FOREVER)

    def touches(self, subject: Ints, first: Ints, last: Ints) -> Flags:
        """Whether any day of the subject's spans lies within [first, last]."""
        touched: Flags = self.next_day(subject, first) <= last
        return touched

    def last_day(self, span: Ints) -> Ints:
        """The last day of each of these spans."""
        return self.last[span] % STRIDE


def each_months_after(days: Ints, months: Ints | int) -> Ints:
    """For each day the same day so many months later, or that month's last day when it is shorter: as in `shared.limits`."""
    dates = (days - EPOCH).astype("datetime64[D]")
    month = dates.astype("datetime64[M]")
    first, after = ((month + months + more).astype("datetime64[D]") for more in (0, 1))
    return ints(np.minimum(first + (dates - month), after - 1)) + EPOCH


def counted(days: Ints) -> list[tuple[int, int]]:
    """Each number of days, and how often it is there."""
    values, counts = np.unique(days, return_counts=True)
    return list(zip(values.tolist(), counts.tolist(), strict=True))
