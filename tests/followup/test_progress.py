"""Attendance over weeks: the line of ten hours, progression, and none in so many weeks."""

from datetime import timedelta
from decimal import Decimal

import pytest

from services.followup import errors
from services.followup import events as e
from services.followup.commands import LogAttendance
from services.followup.practice import practice_on
from services.followup.progress import Progress, progress
from tests.followup.build import CLOSED, IN_INTRODUCTION, ITEM, JOB, OTHER_ITEM, OTHER_JOB, REASON, TODAY, given
from tests.followup.watched import MONDAY, key, supported, worked

LOG = LogAttendance(
    attendance=OTHER_ITEM,
    employment=None,
    week=MONDAY,
    scheduled_hours=Decimal(20),
    actual_hours=Decimal("17.5"),
    corrects=None,
    reason=None,
    today=TODAY,
)


def of(*hours: float, contracted: int | None = None) -> Progress:
    weeks = supported(*(worked(one, at) for at, one in enumerate(hours))).noted.weeks
    return progress(weeks, Decimal(contracted) if contracted else None, practice_on(MONDAY))


def test_hours_of_several_employments_are_one_week() -> None:
    weeks = supported(worked(6, 0), worked(5, 0, attendance=key(7), employment=JOB)).noted.weeks
    [week] = progress(weeks, None, practice_on(MONDAY)).weeks
    assert (week.scheduled, week.actual, week.on_the_line, week.share) == (Decimal(40), Decimal(11), True, Decimal(11) / 40)


def test_the_line_is_reached_since_the_first_of_the_last_weeks_on_it() -> None:
    assert of(12, 9, 10, 11).on_the_line_since == MONDAY + timedelta(weeks=2)
    assert of(12, 9).on_the_line_since is None


def test_change_is_from_the_week_logged_before() -> None:
    assert [week.change for week in of(8, 10, 9).weeks] == [None, 2, -1]


@pytest.mark.parametrize(
    ("hours", "since", "stalled"),
    [((10,) * 8, 7, False), ((10,) * 9, 8, True), ((*(10,) * 8, 11), 0, False), ((12, *(10,) * 8), 8, True), ((), 0, False)],
)
def test_there_is_no_progression_when_eight_weeks_have_had_no_more_hours(
    hours: tuple[int, ...], since: int, *, stalled: bool
) -> None:
    found = of(*hours)
    assert (found.weeks_since, found.stalled) == (since, stalled)


def test_who_works_all_contracted_hours_need_not_progress() -> None:
    assert not of(*(30,) * 20, contracted=30).stalled
    assert of(*(29,) * 20, contracted=30).stalled


class TestLogging:
    def test_any_day_of_the_week_names_it(self) -> None:
        sunday = MONDAY + timedelta(days=6)
        [event] = given(*IN_INTRODUCTION).when(_with(week=sunday)).events()
        assert isinstance(event, e.AttendanceLogged)
        assert (event.week, event.actual_hours, event.on) == (MONDAY, Decimal("17.5"), TODAY)

    def test_a_week_is_told_once_for_each_employment(self) -> None:
        given(*IN_INTRODUCTION, worked(10, 0)).when(LOG).refused(errors.WeekLogged)
        assert given(*IN_INTRODUCTION, worked(10, 0)).when(_with(employment=JOB)).events()

    def test_a_correction_names_what_it_corrects_of_the_same_week(self) -> None:
        logged = (*IN_INTRODUCTION, worked(10, 0))
        assert given(*logged).when(_with(corrects=key(100), reason=REASON)).events()
        next_week = _with(corrects=key(100), week=MONDAY + timedelta(weeks=1))
        given(*logged).when(next_week).refused(errors.AnotherWeek)
        corrected = worked(12, 0, attendance=ITEM, corrects=key(100))
        given(*logged, corrected).when(_with(corrects=key(100))).refused(errors.AttendanceUnknown)
        assert given(*logged, corrected).when(_with(corrects=ITEM)).events()

    def test_a_closed_case_can_be_corrected(self) -> None:
        assert given(*IN_INTRODUCTION, worked(10, 0), *CLOSED[-2:]).when(_with(corrects=key(100))).events()

    def test_all_reasons_are_told_at_once(self) -> None:
        wrong = _with(week=TODAY + timedelta(days=14), employment=OTHER_JOB, reason=REASON)
        given(*IN_INTRODUCTION).when(wrong).refused(errors.WeekNotBegun, errors.EmploymentUnknown, errors.ReasonWithoutCorrection)


def _with(**more: object) -> LogAttendance:
    return LogAttendance(**{**vars(LOG), **more})
