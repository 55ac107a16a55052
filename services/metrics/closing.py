"""Closed months: a month's figures of a unit as they were published, with arguments, numbers, known_at and definitions' version.

The tables are no read model: they are what was said, not what can be made anew. The application may add to them and nothing else,
and a trigger keeps everybody else, the owner too, from changing what stands there.
Beside `known_at` a closing keeps what its transaction saw of the log of received events: an event that was recorded before the
closing and arrived after it was not counted either, and is among what changed the figures.
"""

import json
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any, Final
from uuid import UUID

from services.metrics.closable import CLOSABLE, Question, Taken
from services.metrics.figures.arguments import Arguments
from services.metrics.figures.definitions import DEFINITIONS
from services.metrics.figures.shares import Rows, rows
from services.metrics.figures.worktypes import WorkClass
from services.metrics.months import Month
from services.metrics.schemas import Asked
from shared.clock import stockholm
from shared.db import Row, Tx
from shared.errors import NotFound, Refused, refuse

DDL: Final = (
    """create table closed_months (
        closing uuid primary key,
        month date not null check (extract(day from month) = 1),
        unit text not null,
        known_at timestamptz not null,
        closed_by text not null,
        definitions text not null,
        era integer not null,
        seen pg_snapshot not null default pg_current_snapshot(),
        unique (month, unit)
    )""",
    "create index closed_months_unit on closed_months (unit, month)",
    """create table closed_figures (
        closing uuid not null references closed_months,
        figure text not null,
        arguments jsonb not null,
        numbers jsonb not null,
        cases jsonb not null,
        small boolean not null,
        primary key (closing, figure)
    )""",
    "comment on table closed_months is 'Append-only: the application role may select and insert, nothing else'",
    "comment on table closed_figures is 'Append-only: the application role may select and insert, nothing else'",
)

UNCHANGING: Final = (
    """create function published_stays() returns trigger language plpgsql as
       $$ begin raise exception 'closed figures never change' using errcode = 'restrict_violation'; end $$""",
    *(
        f"create trigger published_stays before update or delete or truncate on {table} execute function published_stays()"
        for table in ("closed_figures", "closed_months")
    ),
    "comment on column closed_figures.cases is 'What each group counted: cases, referrals or outcomes'",
)
"""Rights can be granted by mistake, and an owner has them all: this holds for everybody."""

FIND: Final = "select closing, known_at from closed_months where month = $1 and unit = $2"
CLOSE: Final = """
insert into closed_months (closing, month, unit, known_at, closed_by, definitions, era)
values ($1, $2, $3, $4, $5, $6, (select era from era))
"""
KEEP: Final = """
insert into closed_figures (closing, figure, arguments, numbers, cases, small)
values ($1, $2, $3::text::jsonb, $4::text::jsonb, $5::text::jsonb, $6)
"""
MONTH: Final = """
select closing, month, unit, known_at, closed_by, definitions, era, seen::text as seen from closed_months where closing = $1
"""
FIGURES: Final = """
select figure, arguments::text as arguments, numbers::text as numbers, cases::text as cases, small
from closed_figures where closing = $1 order by figure
"""
WANTED: Final = "($1::text[] is null or unit = any($1)) and ($2::date is null or month = $2)"
LISTED: Final = f"""
select closing, month, unit, known_at, closed_by, definitions from closed_months where {WANTED}
order by month desc, unit limit $3 offset $4
"""  # noqa: S608 - a constant
TOTAL: Final = f"select count(*) from closed_months where {WANTED}"  # noqa: S608 - a constant


class MonthNotOver(Refused):
    code = "month-not-over"
    sv = "Månaden är inte slut än. Den kan stängas från den första i nästa månad."
    en = "The month is not over yet. It can be closed from the first of the next month."


class MonthAlreadyClosed(Refused):
    code = "month-already-closed"
    sv = "Månaden är redan stängd för enheten. Stängda mått ändras aldrig; vad som ändrats sedan dess visas för sig."
    en = "The unit's month is closed already. Closed figures never change; what has changed since is shown apart."


@dataclass(frozen=True, kw_only=True, slots=True)
class ClosedFigure:
    """A figure as it was published."""

    figure: str
    arguments: Arguments
    taken: Taken

    def again(self, known_at: datetime) -> Arguments:
        """The same question, by what is known at another instant."""
        return replace(self.arguments, known_at=known_at)


@dataclass(frozen=True, kw_only=True, slots=True)
class ClosedMonth:
    """A unit's closed month. `era` and `seen` say which received events the closing saw."""

    closing: UUID
    month: Month
    unit: str
    known_at: datetime
    closed_by: str
    definitions: str
    era: int
    seen: str
    figures: tuple[ClosedFigure, ...]

    def figure(self, name: str) -> ClosedFigure:
        """The figure of this name. Raises NotFound for one that was not closed."""
        for closed in self.figures:
            if closed.figure == name:
                return closed
        raise NotFound("closed-figure", name)


async def close(tx: Tx, *, closing: UUID, month: Month, unit: str, now: datetime, by: str) -> None:
    """Keep the month's figures of the unit as they are known now. Refused before the month is over, and the second time.

    Of two at once the table's unique key lets one in; the other runs again and finds the month closed.
    """
    closed = await tx.raw.fetchrow(FIND, month.first, unit)
    refuse(
        MonthNotOver(month=str(month)) if stockholm(now) <= month.last else None,
        MonthAlreadyClosed(closing=closed["closing"], known_at=closed["known_at"]) if closed else None,
    )
    await tx.raw.execute(CLOSE, closing, month.first, unit, now, by, DEFINITIONS)
    question = Question(tx)
    for closable in CLOSABLE.values():
        arguments = closable.arguments(month, unit, now)
        await _keep(tx, closing, closable.name, arguments, await closable.take(question, arguments))


async def _keep(tx: Tx, closing: UUID, figure: str, arguments: Arguments, taken: Taken) -> None:
    said = Asked.of(arguments).model_dump_json(by_alias=True)
    counted = {group: [str(row) for row in those] for group, those in taken.groups.items()}
    await tx.raw.execute(KEEP, closing, figure, said, json.dumps(taken.numbers), json.dumps(counted), taken.small)


async def closed_month(tx: Tx, closing: UUID) -> ClosedMonth:
    """The closed month with its figures. Raises NotFound."""
    row = await tx.raw.fetchrow(MONTH, closing)
    if row is None:
        raise NotFound("closed-month", closing)
    figures = tuple(_figure(each) for each in await tx.raw.fetch(FIGURES, closing))
    return ClosedMonth(**{**row, "month": Month.of(row["month"])}, figures=figures)


def _figure(row: Row) -> ClosedFigure:
    cases: Mapping[str, list[str]] = json.loads(row["cases"])
    groups: dict[str, Rows] = {group: rows(map(UUID, counted)) for group, counted in cases.items()}
    numbers: Mapping[str, Any] = json.loads(row["numbers"])
    return ClosedFigure(
        figure=row["figure"],
        arguments=_arguments(Asked.model_validate_json(row["arguments"])),
        taken=Taken(numbers=numbers, groups=groups, small=row["small"]),
    )


def _arguments(said: Asked) -> Arguments:
    return Arguments(
        from_=said.from_,
        to=said.to,
        as_of=said.as_of,
        known_at=said.known_at,
        unit=None if said.unit is None else frozenset(said.unit),
        work_classes=frozenset(WorkClass(each) for each in said.work_classes),
        gap=said.gap,
    )


async def closed_months(
    tx: Tx, *, units: frozenset[str] | None, month: Month | None, limit: int, offset: int
) -> tuple[list[Row], int]:
    """The closings of these units (None: every unit) and this month (None: every month), latest month first, and how many."""
    wanted = (None if units is None else sorted(units), month and month.first)
    total: int = await tx.raw.fetchval(TOTAL, *wanted)
    return list(await tx.raw.fetch(LISTED, *wanted, limit, offset)), total
