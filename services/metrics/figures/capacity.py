"""Capacity: the 1:4 shares that officers have on a date, times the benchmark of the unit; and load, the cases over it."""

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction
from typing import Final

from services.metrics.figures.columns import Columns, Days, Ids, Numbers, Texts, once
from services.metrics.figures.shares import Rows

DEFAULT_BENCHMARK: Final = 30
SIUS: Final = "1:4"

Held = Mapping[tuple[str, str], int]
"""(unit, officer) → 1:4 share on the date, in percent of a full-time person."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Load:
    """Ongoing cases against capacity; `full_time` is the sum of the 1:4 shares, 1 for one full-time person."""

    ongoing: Rows
    paused: Rows
    full_time: Fraction
    capacity: Fraction

    @property
    def load(self) -> float | None:
        """Cases per place: 1.0 is full. None without capacity."""
        return float(len(self.ongoing) / self.capacity) if self.capacity else None


@dataclass(frozen=True, kw_only=True, slots=True, eq=False)
class Staffing(Columns):
    """Shares of officers' time, of every appropriation (`Share`)."""

    share: Ids
    unit: Texts
    officer: Texts
    appropriation: Texts
    percent: Numbers
    from_on: Days
    until: Days

    def held(self, day: int) -> Held:
        """The 1:4 shares on the day; those of an officer at a unit are added up."""
        covers = (self.from_on <= day) & (day <= self.until) & self.appropriation.among({SIUS})
        there = self[covers]
        there = there[once(there.share)]
        held: dict[tuple[str, str], int] = defaultdict(int)
        for unit, officer, percent in zip(there.unit, there.officer, there.percent.tolist(), strict=True):
            held[unit or "", officer or ""] += percent
        return held


@dataclass(frozen=True, kw_only=True, slots=True, eq=False)
class Benchmarks(Columns):
    """Cases for each full-time person of a unit from the day on (`Benchmark`)."""

    unit: Texts
    cases: Numbers
    on: Days

    def on_the(self, day: int) -> Mapping[str, int]:
        """Unit → its benchmark on the day; of two from one day the greater, whichever came first."""
        told = sorted(zip(self.on.tolist(), self.cases.tolist(), self.unit, strict=True), key=lambda one: one[:2])
        return {unit or "": cases for on, cases, unit in told if on <= day}


def load(ongoing: Rows, paused: Rows, held: Held, standards: Mapping[str, int]) -> Load:
    """The load of who holds these shares; a unit without a benchmark of its own has the default."""
    return Load(
        ongoing=ongoing,
        paused=paused,
        full_time=Fraction(sum(held.values()), 100),
        capacity=Fraction(sum(percent * standards.get(unit, DEFAULT_BENCHMARK) for (unit, _), percent in held.items()), 100),
    )
