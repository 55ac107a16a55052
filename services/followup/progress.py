"""Attendance over weeks: scheduled and actual hours, the line of hours a week, progression, and falling hours. Pure."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from itertools import groupby

from services.followup.noted import Attendance
from services.followup.practice import Practice, RelapsePractice


@dataclass(frozen=True, kw_only=True)
class Week:
    """All hours in the week that begins on `week`, over all employments. `change` is from the week logged before it."""

    week: date
    scheduled: Decimal
    actual: Decimal
    on_the_line: bool
    change: Decimal | None
    highest: bool

    @property
    def share(self) -> Decimal | None:
        """Worked of what was scheduled; None when nothing was."""
        return self.actual / self.scheduled if self.scheduled else None


@dataclass(frozen=True, kw_only=True)
class Progress:
    """`highest_in` is the first week with the most hours so far; `weeks_since` so many weeks were logged after it.

    `stalled`: as many as practice says, or more, while the hours are less than contracted (or nobody told what is contracted).
    `on_the_line_since`: the first of the last weeks in a row that all reach the line.
    """

    weeks: Sequence[Week]
    line: Decimal
    highest_in: date | None
    weeks_since: int
    stalled: bool
    on_the_line_since: date | None


@dataclass(frozen=True, kw_only=True)
class Falling:
    """Hours in `weeks` fell below what they were; `before` is the mean of the weeks before the first of them."""

    weeks: Sequence[Week]
    before: Decimal


def weeks_of(attendance: Sequence[Attendance], line: Decimal) -> list[Week]:
    """One for each week that was logged, in order; a week that nobody logged is not there, and is not zero."""
    weeks: list[Week] = []
    for monday, logged in groupby(sorted(attendance, key=lambda one: one.week), key=lambda one: one.week):
        of_week = list(logged)
        actual = sum((one.actual for one in of_week), Decimal(0))
        weeks.append(
            Week(
                week=monday,
                scheduled=sum((one.scheduled for one in of_week), Decimal(0)),
                actual=actual,
                on_the_line=actual >= line,
                change=actual - weeks[-1].actual if weeks else None,
                highest=all(actual > week.actual for week in weeks),
            )
        )
    return weeks


def progress(attendance: Sequence[Attendance], contracted: Decimal | None, practice: Practice) -> Progress:
    weeks = weeks_of(attendance, practice.weekly_hours_line)
    highest = [at for at, week in enumerate(weeks) if week.highest]
    since = len(weeks) - 1 - highest[-1] if highest else 0
    reached = bool(highest) and contracted is not None and weeks[highest[-1]].actual >= contracted
    return Progress(
        weeks=weeks,
        line=practice.weekly_hours_line,
        highest_in=weeks[highest[-1]].week if highest else None,
        weeks_since=since,
        stalled=since >= practice.weeks_without_progression and not reached,
        on_the_line_since=_on_the_line_since(weeks),
    )


def _on_the_line_since(weeks: Sequence[Week]) -> date | None:
    since = None
    for week in reversed(weeks):
        if not week.on_the_line:
            break
        since = week.week
    return since


def falling(weeks: Sequence[Week], practice: RelapsePractice) -> Falling | None:
    """The last weeks, when the hours have fallen and are low still: back to the first week in which that could be said."""
    found = None
    for end in range(len(weeks), 0, -1):
        fell = _fell(weeks[:end], practice)
        if fell is None:
            break
        found = fell
    return found


def _fell(weeks: Sequence[Week], practice: RelapsePractice) -> Falling | None:
    last, before = weeks[-practice.falling_weeks :], weeks[: -practice.falling_weeks][-practice.falling_against :]
    if len(last) < practice.falling_weeks or not before:
        return None
    mean = sum((week.actual for week in before), Decimal(0)) / len(before)
    low = mean > 0 and all(week.actual < mean * practice.falling_share for week in last)
    return Falling(weeks=last, before=mean) if low else None
