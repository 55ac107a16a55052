"""Planned contacts: a plan's steps, day by day. Pure: no clock, no I/O.

Nothing here is stored. A plan says on which weekdays contacts are; which days those are between two dates, and which of them
move, follows from the plan and the calendar, and is worked out whenever somebody asks. So contacts far ahead are no rows, a
revised plan leaves none behind, and what is overdue is so by the day alone.

A contact that the plan has on a public holiday, or on an eve on which authorities are closed, is due on the next working day. One
planned on a weekend is meant so: people work then. Days on which the case is paused have no contacts.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from typing import Final
from uuid import UUID
from zoneinfo import ZoneInfo

from services.followup import events as e
from services.followup.facts import Pause
from services.followup.planned import Intensification, Plan, step_on
from shared.workdays import add_working_days, free_days

SWEDEN: Final = ZoneInfo("Europe/Stockholm")
DAY: Final = timedelta(days=1)
WEEK: Final = timedelta(weeks=1)
FARTHEST_MOVE: Final = timedelta(days=14)
"""No holidays are so long that a contact moves farther."""


@dataclass(frozen=True, kw_only=True)
class Planned:
    """A planned contact: the day that the plan has, and the day that it is due, which is another one when that is a holiday."""

    planned_on: date
    due_on: date
    contact_with: e.PlannedWith
    channel: e.Channel
    at: time | None

    @property
    def instant(self) -> datetime | None:
        """When it is, in UTC; None when only the day is planned."""
        return None if self.at is None else instant_of(self.due_on, self.at)


@dataclass(frozen=True, kw_only=True)
class Course:
    """All that decides which contacts are planned. `over_since`: the support's last day, when it is over."""

    plans: Mapping[UUID, Plan]
    intensified: Sequence[Intensification] = ()
    pauses: Sequence[Pause] = ()
    over_since: date | None = None

    @property
    def first_day(self) -> date | None:
        """The first day on which something is planned."""
        return min((plan.applies_from for plan in self.plans.values() if plan.agreements_stand), default=None)

    @property
    def last_day(self) -> date | None:
        """The last day on which something can be planned."""
        return max((plan.until for plan in self.plans.values() if plan.agreements_stand and plan.until), default=None)


def instant_of(day: date, at: time) -> datetime:
    """Local time in Sweden as an instant in UTC.

    A time that the clocks pass twice in autumn is the first of the two; one that they skip in spring is as much later.
    """
    return datetime.combine(day, at, SWEDEN).astimezone(UTC)


def due_day(planned_on: date) -> date:
    """The day itself, or the next working day when it is a public holiday or a free eve."""
    return add_working_days(planned_on, 0) if planned_on in free_days(planned_on.year) else planned_on


def due_between(course: Course, first: date, last: date) -> list[Planned]:
    """What is due from `first` to `last`, both included, in order."""
    found = (one for one in planned_between(course, first - FARTHEST_MOVE, last) if first <= one.due_on <= last)
    return sorted(found, key=lambda one: (one.due_on, one.at or time.min, one.planned_on, one.contact_with, one.channel))


def planned_between(course: Course, first: date, last: date) -> Iterator[Planned]:
    """What the plan has from `first` to `last`, both included, in order of time as far as steps go."""
    last = min(last, course.over_since or last)
    for start, end in _stretches(course, first, last):
        step = step_on(course.plans, course.intensified, start)
        if step is not None:
            yield from _of_step(step, start, end, course.pauses)


def _stretches(course: Course, first: date, last: date) -> Iterator[tuple[date, date]]:
    """The days from `first` to `last`, cut where another step may apply."""
    for start, end in stretches(course, first):
        if start <= last:
            yield start, last if end is None else min(end, last)


def stretches(course: Course, first: date) -> list[tuple[date, date | None]]:
    """The days from `first` on, cut where another step may apply; the last stretch goes on."""
    cuts = {first}
    for plan in course.plans.values():
        cuts.update(step.applies_from for step in plan.steps)
        cuts.update(day for day in (plan.until and plan.until + DAY, plan.gives_way_on) if day)
    for more in course.intensified:
        cuts.update((more.step.applies_from, more.until + DAY))
    starts = sorted(day for day in cuts if day >= first)
    return list(zip(starts, [*(day - DAY for day in starts[1:]), None], strict=True))


def _of_step(step: e.TaperStep, first: date, last: date, pauses: Sequence[Pause]) -> Iterator[Planned]:
    days = ((day, contact) for contact in step.contacts for day in _days(step, contact, first, last))
    for day, contact in sorted(days, key=lambda one: one[0]):
        if not any(_covers(pause, day) for pause in pauses):
            yield Planned(
                planned_on=day,
                due_on=due_day(day),
                contact_with=contact.contact_with,
                channel=contact.channel,
                at=contact.at,
            )


def _days(step: e.TaperStep, contact: e.PlannedContact, first: date, last: date) -> Iterator[date]:
    """The contact's days in these: on its weekday, in every so manieth week from the one in which the step begins to apply."""
    begins = step.applies_from - timedelta(days=step.applies_from.weekday()) + timedelta(days=contact.weekday - 1)
    interval = contact.every_weeks * WEEK
    passed = max(0, -((begins - first) // interval))
    day = begins + passed * interval
    while day <= last:
        if day >= step.applies_from:
            yield day
        day += interval


def _covers(pause: Pause, day: date) -> bool:
    days = pause.days
    return days.first <= day and (days.last is None or day <= days.last)
