"""Units × months of one measure: each cell says what the figure says when it is asked with that unit and that month.

A figure is counted once, over every unit and the whole period, and what it counted is put where it belongs. A case belongs to
one unit, that of its start (on a date: the unit that has it then), and within a measure to one month, so cells add up to their
row and column; but for what is counted on a date, the last day of each month, which adds up over units alone.

What month a case of F2 and F3 belongs to is a choice, and said in the answer:
- of-the-month: its start (F2) or entry (F3) is in the month; every month is seen on the same `as_of`, the latest ones young.
- as-closed: its day 180 is in the month, which is seen on its own last day: exactly the question that is closed for the month.
Every other measure is of the days of the month, and is the same by both.
"""

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from enum import StrEnum
from fractions import Fraction
from typing import Final
from uuid import UUID

from services.metrics.facts import Benchmark, Case, Share
from services.metrics.figures.arguments import Arguments
from services.metrics.figures.capacity import Benchmarks, Staffing
from services.metrics.figures.cases import Cases
from services.metrics.figures.columns import grouped
from services.metrics.figures.inflow import inflow
from services.metrics.figures.shares import Rows
from services.metrics.months import Month

MOST_MONTHS: Final = 36
DAYS: Final = 180
ONE_DAY: Final = timedelta(days=1)

Place = tuple[str, Month]
Counts = Mapping[str, int]
"""Part of the measure → how many."""


class Cohort(StrEnum):
    """What month a case belongs to."""

    OF_THE_MONTH = "of-the-month"
    AS_CLOSED = "as-closed"


@dataclass(frozen=True, kw_only=True, slots=True)
class Column:
    """A month, and the days that the figure is asked about: a cell is the figure of [from, to] as of `as_of`."""

    month: Month
    from_: date
    to: date
    as_of: date


@dataclass(frozen=True, kw_only=True, slots=True)
class Matrix:
    """The counts of each unit and month by part; a place that is not there has none. `capacity`: for the load alone."""

    arguments: Arguments
    columns: tuple[Column, ...]
    units: tuple[str, ...]
    cells: Mapping[Place, Counts]
    capacity: Mapping[Place, Fraction] = field(default_factory=dict)

    def count(self, place: Place, part: str) -> int:
        """How many of the part there are at the place."""
        return self.cells.get(place, {}).get(part, 0)


def months_of(from_: date, to: date) -> tuple[Month, ...]:
    """The calendar months that have a day in the period."""
    first, months = Month.of(from_), to.year * 12 + to.month - (from_.year * 12 + from_.month)
    ahead = [first.year * 12 + first.month - 1 + many for many in range(months + 1)]
    return tuple(Month(year=number // 12, month=number % 12 + 1) for number in ahead)


def columns_of(arguments: Arguments, cohort: Cohort, *, by_day_180: bool, on_the_last_day: bool) -> tuple[Column, ...]:
    """The months of the period up to `as_of`, each with what its cells are asked with."""
    own_last_day = on_the_last_day or (by_day_180 and cohort is Cohort.AS_CLOSED)
    shift = timedelta(days=DAYS if by_day_180 and cohort is Cohort.AS_CLOSED else 0)
    last = max(arguments.from_, min(arguments.to, arguments.as_of))
    return tuple(
        Column(
            month=month,
            from_=month.first - shift,
            to=month.last - shift,
            as_of=min(month.last, arguments.as_of) if own_last_day else arguments.as_of,
        )
        for month in months_of(arguments.from_, last)
    )


def whole(arguments: Arguments, columns: tuple[Column, ...]) -> Arguments:
    """The figure's question over all columns at once."""
    return replace(arguments, from_=columns[0].from_, to=columns[-1].to, as_of=max(column.as_of for column in columns))


class Cells:
    """Counts by place and part, added up as they come."""

    def __init__(self, columns: Iterable[Column]) -> None:
        self._columns = tuple(columns)
        self._months = {column.month for column in self._columns}
        self.found: dict[Place, dict[str, int]] = defaultdict(lambda: defaultdict(int))

    def add(self, unit: str, month: Month, part: str, many: int = 1) -> None:
        if month in self._months:
            self.found[unit, month][part] += many

    def add_rows(self, groups: Mapping[str, Rows], place_of: Callable[[UUID], Place]) -> None:
        """The rows of each group, each at its place."""
        for part, counted in groups.items():
            for row in counted:
                self.add(*place_of(row), part)

    def add_days(self, part: str, counted: Iterable[tuple[str, date, int]]) -> None:
        """So many of a unit on each day."""
        for unit, day, many in counted:
            self.add(unit, Month.of(day), part, many)

    def add_standing(self, part: str, changes: Iterable[tuple[str, date, int]]) -> None:
        """Those there at the end of each month: all that came (+) and left (-) by then; a case leaves the day after its last."""
        by_unit: dict[str, list[tuple[date, int]]] = defaultdict(list)
        for unit, day, change in changes:
            by_unit[unit].append((day, change))
        for unit, theirs in by_unit.items():
            theirs.sort()
            at, there = 0, 0
            for column in self._columns:
                while at < len(theirs) and theirs[at][0] <= column.as_of:
                    there += theirs[at][1]
                    at += 1
                self.add(unit, column.month, part, there)

    def add_handed_over(self, part: str, cases: Iterable[Case], units: frozenset[str] | None) -> None:
        """Cases that go on at the end of each month, at the unit that has them then."""
        known = Cases.of(cases)
        for column in self._columns:
            unit = known.ongoing(column.as_of.toordinal()).unit
            for code, theirs in grouped(unit.codes):
                if units is None or unit.names[code] in units:
                    self.add(unit.names[code] or "", column.month, part, len(theirs))


def capacities(
    shares: Iterable[Share], benchmarks: Iterable[Benchmark], arguments: Arguments, columns: Iterable[Column]
) -> dict[Place, Fraction]:
    """F1's capacity of each unit at the end of each month."""
    staffing, standards = Staffing.of(shares), Benchmarks.of(benchmarks)
    found: dict[Place, Fraction] = {}
    for column in columns:
        figure = inflow([], [], staffing, standards, replace(arguments, from_=column.from_, to=column.to, as_of=column.as_of))
        found |= {(part.unit, column.month): part.load.capacity for part in figure.units if part.unit and part.load.capacity}
    return found


def matrix(
    cells: Mapping[Place, Counts],
    arguments: Arguments,
    columns: tuple[Column, ...],
    *,
    capacity: Mapping[Place, Fraction] | None = None,
) -> Matrix:
    """The matrix of these cells: a row for each unit asked for, or for each that has anything."""
    capacity = capacity or {}
    counted = {place: dict(counts) for place, counts in cells.items() if any(counts.values())}
    units = {unit for unit, _ in (*counted, *capacity)} | (arguments.unit or frozenset())
    return Matrix(arguments=arguments, columns=columns, units=tuple(sorted(units)), cells=counted, capacity=capacity)
