"""What a closed month keeps of a figure, and what the ledger needs to tell why it changed."""

from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from typing import Any, TypeVar, cast
from uuid import UUID

from services.metrics.figures.arguments import Arguments, asked
from services.metrics.figures.population import Population
from services.metrics.figures.shares import Rows
from services.metrics.figures.small_cells import small
from services.metrics.months import Month
from shared.contracts.base import Contract
from shared.db import Tx

T = TypeVar("T")


class Counts(StrEnum):
    """What the rows of a group are. An outcome is a decision, an employment, or a case that ended."""

    CASES = "cases"
    REFERRALS = "referrals"
    OUTCOMES = "outcomes"


@dataclass(frozen=True, kw_only=True, slots=True)
class Taken:
    """A figure as it was taken: its numbers as those at the units are answered, the rows in each group, and whether it is small.

    A small figure has a count of one to four in it, and is given to those at the units alone: there is one published figure, not
    one for each who asks.
    """

    numbers: Mapping[str, Any]
    groups: Mapping[str, Rows]
    small: bool


def of_few(groups: Mapping[str, Rows], *more: int) -> bool:
    """Whether some group, or one of the further counts, is of one to four: then those without units are not given the figure."""
    return any(map(small, (*map(len, groups.values()), *more)))


class Question:
    """One question about a month: what several figures are made of is counted once."""

    __slots__ = ("_counted", "tx")

    def __init__(self, tx: Tx) -> None:
        self.tx = tx
        self._counted: dict[tuple[object, Arguments], object] = {}

    async def once(self, count: Callable[[Tx, Arguments], Awaitable[T]], arguments: Arguments) -> T:
        """What `count` gives, counted the first time it is asked for."""
        key = (count, arguments)
        if key not in self._counted:
            self._counted[key] = await count(self.tx, arguments)
        return cast("T", self._counted[key])


def in_the_month(month: Month) -> tuple[date, date]:
    """The days of the month."""
    return month.first, month.last


def cases_only(_group: str) -> Counts:
    """Every group is of cases."""
    return Counts.CASES


def named(*events: type[Contract]) -> frozenset[str]:
    """The events by their names, as in sius.intake.case-started.v1: of every version."""
    return frozenset(event.type.split(".")[2] for event in events)


Marks = Callable[[Population, Arguments], Mapping[UUID, object]]
"""What the numbers of a figure take from each case beyond the groups that it is in."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Closable:
    """A figure that a closed month keeps: `period` gives the days it is over, `take` the figure.

    `made_of` names the events about persons that can change it, `of_unit` those about the unit itself. Some numbers can change
    without any row coming or going: `marks` tells then of whom the figure says something else, and where a figure is `wide`
    every event of its kinds about somebody counted is named. `of_events`: it counts events, and so each late one itself.
    `withholds`: groups can be left out, which tells nothing of who came or went. `again` takes the figure as it was closed, where
    later closings keep more of it.
    """

    name: str
    take: Callable[[Question, Arguments], Awaitable[Taken]]
    period: Callable[[Month], tuple[date, date]] = in_the_month
    counts: Callable[[str], Counts] = cases_only
    made_of: frozenset[str] = frozenset()
    of_unit: frozenset[str] = frozenset()
    marks: Marks | None = None
    wide: bool = False
    of_events: bool = False
    withholds: bool = False
    again: Callable[[Question, Arguments, Taken], Awaitable[Taken]] | None = None

    def arguments(self, month: Month, unit: str, known_at: datetime) -> Arguments:
        """What the figure is asked with when the unit's month is closed at that instant. Raises ArgumentsRefused."""
        from_, to = self.period(month)
        return asked(from_=from_, to=to, as_of=month.last, known_at=known_at, unit=[unit])

    async def taken_again(self, question: Question, arguments: Arguments, closed: Taken) -> Taken:
        """The figure anew, to compare with what was closed."""
        return await (self.again(question, arguments, closed) if self.again else self.take(question, arguments))
