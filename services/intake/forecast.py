"""Exits to come, from planned ends, and the months of work on each appropriation. Pure.

A case without a planned end, or past it, is not assumed to end: the forecast says on how many cases it knows nothing.
"""

from calendar import monthrange
from dataclasses import dataclass
from datetime import date, timedelta
from fractions import Fraction

from services.intake import standing
from services.intake.events.capacity import Appropriation
from services.intake.standing import DAY, FULL_TIME, Bandwidth, Share, Standing

WEEK = timedelta(days=7)


@dataclass(frozen=True, kw_only=True)
class Basis:
    """What the forecast rests on: today's ongoing cases by what is planned of their end."""

    ongoing: int
    planned: int
    unplanned: int
    overdue: int


@dataclass(frozen=True, kw_only=True)
class Week:
    """A week from its Monday: planned exits in it, and the unit's room on its Sunday."""

    monday: date
    sunday: date
    exits: int
    room: Bandwidth


def basis(now: Standing, today: date) -> Basis:
    ends = [place.planned_end for place in now.places if place.covers(today) and not place.reserved]
    return Basis(
        ongoing=len(ends),
        planned=sum(end is not None and end > today for end in ends),
        unplanned=ends.count(None),
        overdue=sum(end is not None and end <= today for end in ends),
    )


def weeks(now: Standing, first: date, last: date, today: date) -> list[Week]:
    """Every week from the one that `first` is in to the one that `last` is in."""
    monday, found = first - timedelta(days=first.weekday()), []
    while monday <= last:
        sunday = monday + WEEK - DAY
        room = standing.of_unit(now, sunday)
        found.append(Week(monday=monday, sunday=sunday, exits=exits(now, max(monday, today + DAY), sunday), room=room))
        monday += WEEK
    return found


def exits(now: Standing, first: date, last: date) -> int:
    """Ongoing cases that are planned to end on one of these days."""
    return sum(place.planned_end is not None and first <= place.planned_end <= last for place in now.places)


def months_of_work(shares: tuple[Share, ...], appropriation: Appropriation, first: date, last: date) -> Fraction:
    """Full-time months on the appropriation, both days counted: each day is a part of its own calendar month."""
    total, day = Fraction(0), first
    while day <= last:
        month_end = min(last, day.replace(day=monthrange(day.year, day.month)[1]))
        total += _days_of_work(shares, appropriation, day, month_end) / monthrange(day.year, day.month)[1]
        day = month_end + DAY
    return total


def _days_of_work(shares: tuple[Share, ...], appropriation: Appropriation, first: date, last: date) -> Fraction:
    return sum((_part(share, first, last) for share in shares if share.appropriation == appropriation), Fraction(0))


def _part(share: Share, first: date, last: date) -> Fraction:
    begins, ends = max(first, share.from_on), last if share.until is None else min(last, share.until)
    return Fraction(max(0, (ends - begins).days + 1) * share.percent, FULL_TIME)
