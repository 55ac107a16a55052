"""What has changed since a month was closed, and by how much: each closed figure against the same question asked now."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final

from services.metrics.closable import CLOSABLE, Closable, Counts, Question, Taken
from services.metrics.closing import ClosedFigure, ClosedMonth
from services.metrics.figures.shares import Rows, rows
from shared.db import Tx

Number = int | float | None

NAMED: Final = ("day", "week", "question", "handovers", "kind", "form", "exit", "unit")
"""What names an entry of a list of numbers."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Changed:
    """One number of a figure that is not what was published; its place in the figure, as `counts.mature`."""

    number: str
    then: Number
    now: Number


@dataclass(frozen=True, kw_only=True, slots=True)
class Moved:
    """What came into a group of a figure, and what went out of it."""

    group: str
    counts: Counts
    came: Rows
    went: Rows


@dataclass(frozen=True, kw_only=True, slots=True)
class Difference:
    """A closed figure against the same question asked now."""

    closed: ClosedFigure
    now: Taken
    changed: tuple[Changed, ...]
    moved: tuple[Moved, ...]

    @property
    def closable(self) -> Closable:
        return CLOSABLE[self.closed.figure]

    @property
    def rows(self) -> Rows:
        """Every row that came or went."""
        return rows(row for each in self.moved for row in (*each.came, *each.went))


async def differences(tx: Tx, month: ClosedMonth, known_at: datetime, figure: str | None = None) -> list[Difference]:
    """Each closed figure (or the one named) against what is known at the instant. Raises NotFound for one that was not closed."""
    wanted = month.figures if figure is None else (month.figure(figure),)
    question = Question(tx)

    async def now(each: ClosedFigure) -> Taken:
        return await CLOSABLE[each.figure].taken_again(question, each.again(known_at), each.taken)

    return [difference(each, await now(each)) for each in wanted]


def difference(closed: ClosedFigure, now: Taken) -> Difference:
    """How the figure as taken now differs from the closed one."""
    then, new = flat(closed.taken.numbers), flat(now.numbers)
    return Difference(
        closed=closed,
        now=now,
        changed=tuple(
            Changed(number=name, then=then.get(name), now=new.get(name))
            for name in [*then, *(name for name in new if name not in then)]
            if then.get(name) != new.get(name)
        ),
        moved=tuple(each for each in _moves(CLOSABLE[closed.figure], closed.taken.groups, now.groups) if each.came or each.went),
    )


def _moves(closable: Closable, was: Mapping[str, Rows], becomes: Mapping[str, Rows]) -> Iterator[Moved]:
    for group in {**was, **becomes}:
        if closable.withholds and not (group in was and group in becomes):
            continue
        before, after = was.get(group, ()), becomes.get(group, ())
        yield Moved(
            group=group,
            counts=closable.counts(group),
            came=rows(set(after).difference(before)),
            went=rows(set(before).difference(after)),
        )


def flat(numbers: Mapping[str, Any]) -> dict[str, Number]:
    """Every number of a figure by its place; points of a curve by their day."""
    return dict(_places("", numbers))


def _places(place: str, value: Any) -> Iterator[tuple[str, Number]]:
    if isinstance(value, Mapping):
        for name, part in value.items():
            yield from _places(f"{place}.{name}" if place else name, part)
    elif isinstance(value, list):
        for index, part in enumerate(value):
            yield from _places(f"{place}.{_name(part, index)}", part)
    elif value is None or (isinstance(value, int | float) and not isinstance(value, bool)):
        yield place, value


def _name(part: object, index: int) -> object:
    return next((part[name] for name in NAMED if name in part), index) if isinstance(part, Mapping) else index
