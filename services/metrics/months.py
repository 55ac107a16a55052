"""Calendar months, written YYYY-MM. Pure."""

from calendar import monthrange
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Self


@dataclass(frozen=True, kw_only=True, slots=True, order=True)
class Month:
    """A calendar month."""

    year: int
    month: int

    @classmethod
    def parse(cls, text: str) -> Self:
        """The month written as YYYY-MM. Raises ValueError."""
        year, month = text.split("-")
        return cls(year=int(year), month=date(int(year), int(month), 1).month)

    @classmethod
    def of(cls, day: date) -> Self:
        return cls(year=day.year, month=day.month)

    @property
    def first(self) -> date:
        return date(self.year, self.month, 1)

    @property
    def last(self) -> date:
        return date(self.year, self.month, monthrange(self.year, self.month)[1])

    def earlier(self, days: int) -> tuple[date, date]:
        """The same days, so many days earlier."""
        return self.first - timedelta(days=days), self.last - timedelta(days=days)

    def __str__(self) -> str:
        return f"{self.year:04}-{self.month:02}"
