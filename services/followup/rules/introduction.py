"""How long introduction may last, counted over interruptions and several employments.

Introduction may last at most six months (förordning 2017:462 11 §). The ordinance does not say how that is counted when
introduction is interrupted, or when there are several employments or work trials. It is counted so:

1. The limit is the case's: one decision on the programme gives one introduction period, however many employments and trials.
2. A day of introduction is a calendar day on which the introduction of an employment or of a work trial is under way, its first
   and last day included. A day on which several are under way is one day.
3. Days between introductions are not counted, nor are days on which the case is paused: nothing is given then.
4. The six months begin on the first day of introduction, and are as many days as there are from it to the same day number six
   months later (the month's last day where there is no such number), both included. Unbroken introduction may go on to that day.
   Each day that is not counted moves the last allowed day by one.
5. Introduction that goes on past the last allowed day is a breach, and is shown as one, whether anybody wrote a reason or not. An
   employment that starts when all days are used is a breach from its first day: the law knows no new period in the same case.
6. It is counted from the facts as they are known now, in whatever order they came. The rule in force on the first day holds.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final

from shared.limits import in_force, months_after

DAY: Final = timedelta(days=1)


@dataclass(frozen=True, kw_only=True)
class IntroductionLimit:
    """`version` is the first day it is in force."""

    version: date
    months: int
    basis: str

    def latest_end(self, start: date) -> date:
        """The last day that unbroken introduction may go on when it began on `start`."""
        return months_after(start, self.months)

    def allowed_days(self, start: date) -> int:
        """Days of introduction, when the first of them is `start`."""
        return (self.latest_end(start) - start).days + 1


LIMITS = (IntroductionLimit(version=date(2017, 8, 1), months=6, basis="förordning (2017:462) 11 §"),)


def limit_for(start: date) -> IntroductionLimit:
    """The limit in force on the day introduction began; the oldest one also for what began before it."""
    return in_force(LIMITS, start)


@dataclass(frozen=True, kw_only=True)
class Span:
    """Days from `first` to `last`, both included; without `last` it goes on."""

    first: date
    last: date | None = None


def first_day(spans: Iterable[Span], pauses: Iterable[Span]) -> date:
    """The first day of the spans that no pause covers."""
    return nth_day(1, spans, pauses)


def nth_day(n: int, spans: Iterable[Span], pauses: Iterable[Span]) -> date:
    """The `n`th day (from 1) that lies in a span and in no pause. One of the spans must go on, and every pause must end."""
    left = n
    for stretch in _stretches(spans, pauses):
        days = None if stretch.last is None else (stretch.last - stretch.first).days + 1
        if days is None or left <= days:
            return stretch.first + timedelta(days=left - 1)
        left -= days
    raise ValueError("There are not so many days in these spans.")


def _stretches(spans: Iterable[Span], pauses: Iterable[Span]) -> list[Span]:
    """The days in a span and in no pause, as spans that do not overlap, in order."""
    stretches = _joined(spans)
    for pause in pauses:
        stretches = [part for stretch in stretches for part in _without(stretch, pause)]
    return stretches


def _joined(spans: Iterable[Span]) -> list[Span]:
    joined: list[Span] = []
    for span in sorted(spans, key=lambda span: span.first):
        before = joined[-1] if joined else None
        if before is None or (before.last is not None and before.last < span.first):
            joined.append(span)
        elif before.last is not None:
            last = None if span.last is None else max(before.last, span.last)
            joined[-1] = Span(first=before.first, last=last)
    return joined


def _without(span: Span, pause: Span) -> list[Span]:
    """What is left of the span when the pause's days are taken out."""
    if pause.last is not None and pause.last < pause.first:
        return [span]
    before = Span(first=span.first, last=min(pause.first - DAY, span.last or pause.first))
    parts = [before] if before.last is not None and before.last >= span.first else []
    if pause.last is None:
        return parts
    after = Span(first=max(span.first, pause.last + DAY), last=span.last)
    return [*parts, after] if span.last is None or after.first <= span.last else parts
