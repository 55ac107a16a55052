"""How time with support is counted. Pure.

A time limit in months runs from its first day to the day before the same day so many months later (or before that month's last
day, when it is shorter: `shared.limits.months_after`): 12 months from 2 February are over with 1 February.

A total in months is that many months reckoned from the person's first day with the form, as a number of days. What counts
towards it are the calendar days with support, one by one, so that parts of months add up exactly. A day with support in two
employments is one day. So 24 months in one go are 24 months by the calendar, and 24 months in pieces just as many days.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from shared.limits import months_after

DAY = timedelta(days=1)


@dataclass(frozen=True, kw_only=True)
class Span:
    """Days from `first` up to and including `last`."""

    first: date
    last: date

    def meets(self, other: "Span") -> bool:
        """Whether they have a day in common."""
        return self.first <= other.last and other.first <= self.last

    def within(self, other: "Span") -> bool:
        return other.first <= self.first and self.last <= other.last


def last_day(first: date, months: int) -> date:
    """The last day of so many months from `first` on."""
    return months_after(first, months) - DAY


def days_in(first: date, months: int) -> int:
    """So many months from `first` on, as days."""
    return (months_after(first, months) - first).days


def days_of(spans: Iterable[Span]) -> int:
    """The days that are in one span at least."""
    total, counted_to = 0, date.min
    for span in sorted(spans, key=lambda span: (span.first, span.last)):
        first = max(span.first, counted_to + DAY)
        if first <= span.last:
            total += (span.last - first).days + 1
            counted_to = span.last
    return total


def used(spans: Sequence[Span]) -> tuple[date, int]:
    """The first day with support, and the days with it. `spans` is not empty."""
    return min(span.first for span in spans), days_of(spans)


def months_of(spans: Iterable[Span]) -> list[date]:
    """The calendar months with a day in some span, each by its first day, in order."""
    found = set()
    for span in spans:
        month = span.first.replace(day=1)
        while month <= span.last:
            found.add(month)
            month = months_after(month, 1)
    return sorted(found)
