"""Time limits in Swedish working days, days or months, and values that change on a day: what was in force then holds."""

from calendar import monthrange
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final, Protocol, TypeVar

from shared.workdays import add_working_days

MONTHS_A_YEAR: Final = 12


@dataclass(frozen=True, kw_only=True)
class Limit:
    """A time limit: so many working days, or so many days or months whose last day is moved to a working day if it is free."""

    working_days: int = 0
    days: int = 0
    months: int = 0
    basis: str = "practice"

    def after(self, day: date) -> date:
        """The last day of the limit, when it begins on `day`: always a working day."""
        return add_working_days(months_after(day, self.months) + timedelta(days=self.days), self.working_days)


def months_after(day: date, months: int) -> date:
    """The same day so many months later, or that month's last day when it is shorter. Negative: earlier."""
    years, month = divmod(day.month - 1 + months, MONTHS_A_YEAR)
    year, month = day.year + years, month + 1
    return date(year, month, min(day.day, monthrange(year, month)[1]))


class Dated(Protocol):
    """Values that hold from the day `version` on, until the next."""

    @property
    def version(self) -> date: ...


D = TypeVar("D", bound=Dated)


def in_force(entries: Sequence[D], day: date) -> D:
    """The entry in force on the day; before the first, the first: nobody wrote down what was then.

    A change is a new entry, so that it has no effect on what was before. One that has been in force is not edited.
    """
    begun = [entry for entry in entries if entry.version <= day]
    earliest: D = min(entries, key=_first_day)
    return max(begun, key=_first_day) if begun else earliest


def _first_day(entry: Dated) -> date:
    return entry.version
