"""What is asked of a figure. Every figure says its arguments back, so that a number can be produced again."""

from calendar import monthrange
from collections.abc import Collection
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Final
from zoneinfo import ZoneInfo

from services.metrics.figures.worktypes import DEFAULT_CLASSES, WorkClass

STOCKHOLM: Final = ZoneInfo("Europe/Stockholm")
GAP: Final = 14


class ArgumentsRefused(ValueError):  # noqa: N818 - a refusal, in the words of shared.errors
    """The question has no answer as it was put (HTTP: 422)."""


class AsOfAfterKnownAt(ArgumentsRefused):
    """`as_of` looks at days that no fact known at `known_at` can speak of as past."""

    def __init__(self, as_of: date, known_on: date) -> None:
        super().__init__(f"as_of ({as_of}) may not be later than the date of known_at in Stockholm ({known_on}).")


class PeriodEndsBeforeItStarts(ArgumentsRefused):
    """`to` is earlier than `from`."""

    def __init__(self, from_: date, to: date) -> None:
        super().__init__(f"The period ends ({to}) before it starts ({from_}).")


@dataclass(frozen=True, kw_only=True, slots=True)
class Arguments:
    """The cohort's period, the two time axes, and which cases and which work count.

    `unit` None means every unit; `gap` is the number of days in no spell that still join two spells.
    Raises ArgumentsRefused, with a sentence that says why.
    """

    from_: date
    to: date
    as_of: date
    known_at: datetime
    unit: frozenset[str] | None = None
    work_classes: frozenset[WorkClass] = DEFAULT_CLASSES
    gap: int = GAP

    def __post_init__(self) -> None:
        if self.to < self.from_:
            raise PeriodEndsBeforeItStarts(self.from_, self.to)
        if self.as_of > (known_on := stockholm_date(self.known_at)):
            raise AsOfAfterKnownAt(self.as_of, known_on)
        if not self.work_classes:
            raise ArgumentsRefused("At least one work class must be chosen; with none, nothing could count as work.")
        if self.gap < 0:
            raise ArgumentsRefused(f"The gap that joins two spells is a number of days and not negative, but was {self.gap}.")


def asked(
    *,
    from_: date,
    to: date,
    known_at: datetime,
    as_of: date | None = None,
    unit: Collection[str] | None = None,
    work_classes: Collection[WorkClass] = DEFAULT_CLASSES,
    gap: int = GAP,
) -> Arguments:
    """The arguments with their defaults filled in: `as_of` is the Stockholm date of `known_at`. Raises ArgumentsRefused."""
    return Arguments(
        from_=from_,
        to=to,
        as_of=stockholm_date(known_at) if as_of is None else as_of,
        known_at=known_at,
        unit=None if unit is None else frozenset(unit),
        work_classes=frozenset(work_classes),
        gap=gap,
    )


def stockholm_date(instant: datetime) -> date:
    """The calendar date in Stockholm at an instant. Raises ArgumentsRefused for a time without a zone."""
    if instant.tzinfo is None:
        raise ArgumentsRefused("known_at is an instant and needs its offset from UTC.")
    return instant.astimezone(STOCKHOLM).date()


def a_year_earlier(arguments: Arguments) -> Arguments:
    """The same question about the same period a year earlier, by the same known facts. Raises ArgumentsRefused in year 1.

    `as_of` goes back a year with the period, so that both cohorts are seen equally old: against a cohort that has had a year
    more to mature, every young one would look worse. A day that is the last of its month stays so, as end of the period
    and as `as_of`: February is compared with the whole of February.
    """
    if arguments.from_.year == 1:
        raise ArgumentsRefused("There is no year before the period to compare it with.")
    return replace(
        arguments,
        from_=_same_day(arguments.from_),
        to=_same_day_or_month_end(arguments.to),
        as_of=_same_day_or_month_end(arguments.as_of),
    )


def _same_day(day: date) -> date:
    return date(day.year - 1, day.month, min(day.day, _month_length(day.year - 1, day.month)))


def _same_day_or_month_end(day: date) -> date:
    if day.day < _month_length(day.year, day.month):
        return _same_day(day)
    return date(day.year - 1, day.month, _month_length(day.year - 1, day.month))


def _month_length(year: int, month: int) -> int:
    return monthrange(year, month)[1]
