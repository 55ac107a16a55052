"""Spans of days: closed intervals of day numbers (`date.toordinal`), sorted, apart from each other.

Numbers and not dates, because a figure over every case of the country does this arithmetic hundreds of thousands of times.
"""

from bisect import bisect_left
from collections.abc import Iterable
from datetime import date
from typing import Final

Span = tuple[int, int]
Spans = tuple[Span, ...]

FOREVER: Final = date.max.toordinal()


def union(spans: Iterable[Span], *, gap: int = 0) -> Spans:
    """The spans as one sorted row; spans with at most `gap` free days between them become one. Empty spans fall away."""
    merged: list[Span] = []
    for first, last in sorted(spans):
        if last < first:
            continue
        if merged and first - merged[-1][1] - 1 <= gap:
            merged[-1] = (merged[-1][0], max(last, merged[-1][1]))
        else:
            merged.append((first, last))
    return tuple(merged)


def without(spans: Spans, taken: Spans) -> Spans:
    """The days of `spans` that are not in `taken`."""
    left: list[Span] = []
    for first, last in spans:
        at = first
        for begins, ends in taken:
            if ends >= at and begins <= last:
                left.append((at, begins - 1))
                at = ends + 1
        left.append((at, last))
    return tuple(span for span in left if span[0] <= span[1])


def span_at(spans: Spans, day: int) -> Span | None:
    """The span that holds the day, if any."""
    at = bisect_left(spans, day, key=_last)
    return spans[at] if at < len(spans) and spans[at][0] <= day else None


def first_from(spans: Spans, day: int) -> int | None:
    """The first day of the spans on or after `day`, if any."""
    at = bisect_left(spans, day, key=_last)
    return max(spans[at][0], day) if at < len(spans) else None


def touches(spans: Spans, first: int, last: int) -> bool:
    """Whether any day of the spans lies within [first, last]."""
    found = first_from(spans, first)
    return found is not None and found <= last


def _last(span: Span) -> int:
    return span[1]
