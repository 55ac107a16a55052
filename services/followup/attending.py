"""Attendance week by week: logged and corrected. Pure: no clock, no I/O."""

from datetime import date, timedelta

from services.followup import commands as c
from services.followup import errors
from services.followup import events as e
from services.followup.doubts import over
from services.followup.noted import Attendance
from services.followup.state import Support
from shared.errors import Refused, refuse


def monday(day: date) -> date:
    """The first day of the day's week (ISO 8601)."""
    return day - timedelta(days=day.weekday())


def log_attendance(command: c.LogAttendance, support: Support) -> e.AttendanceLogged:
    """A week is told once for each employment; told again it is a correction, also when the support is over."""
    week, last = monday(command.week), support.over_since
    known = support.employments.get(command.employment) if command.employment else None
    refuse(
        over(support) if last is not None and week > last else None,
        errors.WeekNotBegun(week=week) if week > command.today else None,
        errors.BeforeSupport(began_on=support.began_on) if week + timedelta(days=6) < support.began_on else None,
        errors.EmploymentUnknown() if command.employment and (known is None or known.in_error) else None,
        _correction(command, support, week),
        errors.ReasonWithoutCorrection() if command.reason and not command.corrects else None,
    )
    return e.AttendanceLogged(
        attendance=command.attendance,
        case=support.case,
        person=support.person,
        employment=command.employment,
        week=week,
        scheduled_hours=command.scheduled_hours,
        actual_hours=command.actual_hours,
        corrects=command.corrects,
        reason=command.reason,
        on=command.today,
    )


def _correction(command: c.LogAttendance, support: Support, week: date) -> Refused | None:
    if command.corrects is None:
        told = any(_same(one, command, week) for one in support.noted.weeks)
        return errors.WeekLogged(week=week) if told else None
    corrected = support.noted.attendance.get(command.corrects)
    if corrected is None or not corrected.stands:
        return errors.AttendanceUnknown(attendance=command.corrects)
    return None if _same(corrected, command, week) else errors.AnotherWeek(week=corrected.week)


def _same(known: Attendance, command: c.LogAttendance, week: date) -> bool:
    return (known.week, known.employment) == (week, command.employment)
