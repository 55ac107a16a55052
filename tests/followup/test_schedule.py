"""Planned contacts are those that somebody with a calendar would find, day by day, over years."""

from datetime import UTC, date, datetime, time, timedelta
from itertools import pairwise
from typing import Any
from uuid import UUID
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given as any_of
from hypothesis import strategies as st

from services.followup import events as e
from services.followup.facts import Pause
from services.followup.planned import Intensification, Plan, PlanStatus, step_on
from services.followup.schedule import Course, due_between, due_day, instant_of, planned_between
from shared.workdays import free_days, is_working_day

BEGIN = date(2025, 10, 1)
DAYS = st.integers(0, 900).map(lambda days: BEGIN + timedelta(days=days))
STOCKHOLM = ZoneInfo("Europe/Stockholm")
PARTIES: tuple[e.PlannedWith, ...] = ("person", "employer")
CONTACTS = st.builds(
    e.PlannedContact,
    contact_with=st.sampled_from(PARTIES),
    channel=st.sampled_from(("visit", "phone")),
    weekday=st.integers(1, 7),
    every_weeks=st.integers(1, 6),
    at=st.none() | st.times().map(lambda at: at.replace(microsecond=0)),
)


def a_step(applies_from: date, *contacts: e.PlannedContact) -> e.TaperStep:
    return e.TaperStep(applies_from=applies_from, contacts=contacts)


def a_contact(weekday: int, every_weeks: int = 1, **more: Any) -> e.PlannedContact:
    return e.PlannedContact(
        **{"contact_with": "person", "channel": "visit", "weekday": weekday, "every_weeks": every_weeks, "at": None, **more}
    )


def a_plan(*steps: e.TaperStep, until: date, status: PlanStatus = "agreed", gives_way_on: date | None = None) -> Plan:
    return Plan(
        kind="follow-up", steps=steps, until=until, status=status, proposed_on=steps[0].applies_from, gives_way_on=gives_way_on
    )


@st.composite
def steps(draw: st.DrawFn) -> e.TaperStep:
    return a_step(draw(DAYS), *draw(st.lists(CONTACTS, max_size=3)))


@st.composite
def plans(draw: st.DrawFn) -> Plan:
    found = sorted(draw(st.lists(steps(), min_size=1, max_size=3)), key=lambda step: step.applies_from)
    in_order = [found[0], *(after for before, after in pairwise(found) if after.applies_from > before.applies_from)]
    gives_way = draw(st.none() | DAYS)
    return a_plan(
        *in_order,
        until=max(draw(DAYS), in_order[-1].applies_from),
        status=draw(st.sampled_from(("agreed", "proposed", "withdrawn"))) if gives_way is None else "revised",
        gives_way_on=gives_way,
    )


@st.composite
def courses(draw: st.DrawFn) -> Course:
    more = draw(st.lists(st.tuples(steps(), DAYS), max_size=2))
    pauses = draw(st.lists(st.tuples(DAYS, DAYS), max_size=2))
    return Course(
        plans={UUID(int=number): plan for number, plan in enumerate(draw(st.lists(plans(), max_size=3)))},
        intensified=[Intensification(plan=UUID(int=0), step=step, until=max(until, step.applies_from)) for step, until in more],
        pauses=[Pause(on=min(pair), until=max(pair)) for pair in pauses],
        over_since=draw(st.none() | DAYS),
    )


def found_day_by_day(course: Course, first: date, last: date) -> list[tuple[Any, ...]]:
    """Each day is asked which step applies and which of its contacts fall on it."""
    found = []
    for number in range((last - first).days + 1):
        day = first + timedelta(days=number)
        paused = any(pause.on <= day <= pause.until for pause in course.pauses)
        over = course.over_since is not None and day > course.over_since
        step = step_on(course.plans, course.intensified, day)
        if step is None or paused or over:
            continue
        nth = weeks_between(step.applies_from, day)
        found += [
            (day, moved(day), contact.contact_with, contact.channel, contact.at)
            for contact in step.contacts
            if contact.weekday == day.isoweekday() and nth % contact.every_weeks == 0
        ]
    return sorted(found, key=str)


def weeks_between(first: date, day: date) -> int:
    return (day.toordinal() - 1) // 7 - (first.toordinal() - 1) // 7


def moved(day: date) -> date:
    if day not in free_days(day.year):
        return day
    while not is_working_day(day):
        day += timedelta(days=1)
    return day


@any_of(courses(), DAYS, st.integers(0, 900))
def test_the_schedule_is_the_one_found_by_looking_at_each_day(course: Course, first: date, length: int) -> None:
    last = first + timedelta(days=length)
    found = [(one.planned_on, one.due_on, one.contact_with, one.channel, one.at) for one in planned_between(course, first, last)]
    assert sorted(found, key=str) == found_day_by_day(course, first, last)


@any_of(courses(), DAYS, st.integers(0, 400))
def test_what_is_due_in_some_days_is_what_is_due_then_of_all_days(course: Course, first: date, length: int) -> None:
    last = first + timedelta(days=length)
    everything = found_day_by_day(course, BEGIN - timedelta(days=60), last)
    found = [(one.planned_on, one.due_on, one.contact_with, one.channel, one.at) for one in due_between(course, first, last)]
    assert sorted(found, key=str) == [one for one in everything if first <= one[1] <= last]


@any_of(st.dates(date(2020, 1, 1), date(2035, 12, 31)), st.integers(0, 24 * 60 - 1))
def test_an_instant_is_that_time_on_a_swedish_clock_but_for_the_hour_that_is_skipped(day: date, minute: int) -> None:
    at = time(minute // 60, minute % 60)
    instant = instant_of(day, at)
    shown = instant.astimezone(STOCKHOLM)
    skipped = shown.replace(tzinfo=None) != datetime.combine(day, at)
    assert instant.tzinfo is UTC
    assert not skipped or (day.month, at.hour, shown.hour) == (3, 2, 3)


@pytest.mark.parametrize(
    ("day", "utc"),
    [
        (date(2026, 3, 27), "2026-03-27T08:30:00+00:00"),
        (date(2026, 3, 30), "2026-03-30T07:30:00+00:00"),
        (date(2026, 10, 23), "2026-10-23T07:30:00+00:00"),
        (date(2026, 10, 26), "2026-10-26T08:30:00+00:00"),
    ],
)
def test_half_past_nine_stays_half_past_nine_when_the_clocks_change(day: date, utc: str) -> None:
    assert instant_of(day, time(9, 30)).isoformat() == utc


def test_a_time_that_comes_twice_is_the_first_and_one_that_is_skipped_as_much_later() -> None:
    assert instant_of(date(2026, 10, 25), time(2, 30)).isoformat() == "2026-10-25T00:30:00+00:00"
    assert instant_of(date(2026, 3, 29), time(2, 30)).isoformat() == "2026-03-29T01:30:00+00:00"


@pytest.mark.parametrize(
    ("planned", "due"),
    [
        (date(2026, 4, 3), date(2026, 4, 7)),  # Good Friday → Tuesday after Easter
        (date(2026, 5, 14), date(2026, 5, 15)),  # Ascension Day → the Friday
        (date(2026, 6, 19), date(2026, 6, 22)),  # Midsummer Eve → Monday
        (date(2026, 12, 24), date(2026, 12, 28)),  # Christmas Eve → Monday
        (date(2026, 4, 30), date(2026, 4, 30)),  # Walpurgis Night is worked on
        (date(2026, 3, 7), date(2026, 3, 7)),  # a Saturday was meant
    ],
)
def test_a_contact_on_a_holiday_or_a_free_eve_moves_to_the_next_working_day(planned: date, due: date) -> None:
    assert due_day(planned) == due


def test_the_last_contact_moves_past_the_plans_end_and_is_due() -> None:
    plan = a_plan(a_step(date(2026, 3, 2), a_contact(5)), until=date(2026, 4, 3))
    [last] = due_between(Course(plans={UUID(int=1): plan}), date(2026, 4, 4), date(2026, 12, 31))
    assert (last.planned_on, last.due_on) == (date(2026, 4, 3), date(2026, 4, 7))
