"""How long introduction may last, as dated data. The rule is chosen by the introduction's start; events store what it gave."""

import calendar
from dataclasses import dataclass
from datetime import date

MONTHS_A_YEAR = 12


@dataclass(frozen=True, kw_only=True)
class IntroductionLimit:
    """`version` is the first day it is in force."""

    version: date
    months: int
    basis: str

    def latest_end(self, start: date) -> date:
        """The last day that introduction may go on when it began on `start`."""
        return months_after(start, self.months)


LIMITS = (IntroductionLimit(version=date(2017, 8, 1), months=6, basis="förordning (2017:462) 11 §"),)


def limit_for(start: date) -> IntroductionLimit:
    """The limit in force on the day introduction began; the oldest one also for what began before it."""
    ordered = sorted(LIMITS, key=lambda limit: limit.version)
    return next((limit for limit in reversed(ordered) if limit.version <= start), ordered[0])


def months_after(day: date, months: int) -> date:
    """The same day number so many calendar months later; the month's last day where it has no such number.

    2026-01-15 and six months → 2026-07-15; 2025-08-31 → 2026-02-28.
    """
    years, month = divmod(day.month - 1 + months, MONTHS_A_YEAR)
    year, month = day.year + years, month + 1
    return date(year, month, min(day.day, calendar.monthrange(year, month)[1]))
