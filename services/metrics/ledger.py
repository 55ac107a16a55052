"""What has changed since a month was closed, by how much, and which events made it.

The events are those that the closing did not count, about a person whose case went into or out of a group of the figure. Beside
the late, the corrected and the retracted there are later ones: a fact of a day after the closing can tell of days before it, as
when somebody is found to have been out of work all along.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final
from uuid import UUID

from services.metrics.closable import CLOSABLE, Taken
from services.metrics.closing import ClosedFigure, ClosedMonth
from services.metrics.figures.arguments import STOCKHOLM
from services.metrics.figures.shares import Rows, rows
from services.metrics.occurrences import KINDS, OCCURRENCES
from services.metrics.readings import persons_of
from shared.clock import stockholm
from shared.db import Row, Tx

Number = int | float | None

SINCE: Final = f"""
with occurrence as (
    {OCCURRENCES}
    where ((era, txid) >= ($4::integer, pg_snapshot_xmin($5::text::pg_snapshot)) or recorded_at > $6) and recorded_at <= $7
), revision as (
    select *, case when kind = 'told' and "on" <= $8 then 'late' when kind = 'told' then 'later' else kind end as why
    from occurrence
    where kind is not null and person = any($9)
      and (recorded_at > $6 or era > $4 or (era = $4 and not pg_visible_in_snapshot(txid, $5::text::pg_snapshot)))
      and ($10 or not exists (select from concealed where concealed.person = occurrence.person))
)
"""  # noqa: S608 - constants
TOTAL: Final = SINCE + "select count(*) from revision"  # noqa: S608 - constants
LISTED: Final = (
    SINCE
    + """select event_id, why, type, case_id, person, "on", recorded_at,
       (recorded_at at time zone $11)::date - "on" as days_late
from revision order by recorded_at, event_id limit $12 offset $13"""
)


@dataclass(frozen=True, kw_only=True, slots=True)
class Changed:
    """One number of a figure that is not what was published; its place in the figure, as `counts.mature`."""

    number: str
    then: Number
    now: Number


@dataclass(frozen=True, kw_only=True, slots=True)
class Moved:
    """The cases that came into a group of a figure, and those that went out of it."""

    group: str
    came: Rows
    went: Rows


@dataclass(frozen=True, kw_only=True, slots=True)
class Difference:
    """A closed figure against the same question asked now."""

    closed: ClosedFigure
    changed: tuple[Changed, ...]
    moved: tuple[Moved, ...]

    @property
    def cases(self) -> Rows:
        """Every case that came or went."""
        return rows(case for each in self.moved for case in (*each.came, *each.went))


async def differences(tx: Tx, month: ClosedMonth, known_at: datetime, figure: str | None = None) -> list[Difference]:
    """Each closed figure (or the one named) against what is known at the instant. Raises NotFound for one that was not closed."""
    wanted = month.figures if figure is None else (month.figure(figure),)
    return [difference(each, await CLOSABLE[each.figure].take(tx, each.again(known_at))) for each in wanted]


def difference(closed: ClosedFigure, now: Taken) -> Difference:
    """How the figure as taken now differs from the closed one."""
    then, new = flat(closed.taken.numbers), flat(now.numbers)
    was, becomes = closed.taken.groups, now.groups
    moved = [_moved(group, was.get(group, ()), becomes.get(group, ())) for group in {**was, **becomes}]
    return Difference(
        closed=closed,
        changed=tuple(
            Changed(number=name, then=then.get(name), now=new.get(name))
            for name in [*then, *(name for name in new if name not in then)]
            if then.get(name) != new.get(name)
        ),
        moved=tuple(each for each in moved if each.came or each.went),
    )


def _moved(group: str, was: Rows, becomes: Rows) -> Moved:
    return Moved(group=group, came=rows(set(becomes).difference(was)), went=rows(set(was).difference(becomes)))


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
    named = ("day", "week", "question", "handovers", "kind", "unit")
    return next((part[name] for name in named if name in part), index) if isinstance(part, Mapping) else index


async def events_behind(
    tx: Tx, month: ClosedMonth, cases: Iterable[UUID], *, until: datetime, also_protected: bool, limit: int, offset: int
) -> tuple[list[Row], int]:
    """The events that the closing did not count, recorded by `until`, about the persons of these cases; and how many."""
    persons = sorted(set((await persons_of(tx, rows(cases))).values()))
    binds = (*KINDS, month.era, month.seen, month.known_at, until, stockholm(month.known_at), persons, also_protected)
    total: int = await tx.raw.fetchval(TOTAL, *binds)
    return list(await tx.raw.fetch(LISTED, *binds, str(STOCKHOLM), limit, offset)), total
