"""Reads of a service's tasks: worklists, how many there are of each kind, and a task as a command needs it."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any
from uuid import UUID

import sqlalchemy as sa

from shared.db import Row, Tx
from shared.errors import NotFound
from shared.tasks.completion import CompleteTask


@dataclass(frozen=True, kw_only=True)
class Worklist:
    """Which `tasks`: those of these units that `shown` lets through, narrowed by what is not None. `nobody`: the unit's own."""

    tasks: sa.Table
    units: Sequence[str]
    shown: sa.ColumnElement[bool]
    today: date
    status: str = "open"
    kind: str | None = None
    owner: str | None = None
    nobody: bool = False
    unit: str | None = None
    overdue: bool | None = None
    due_within: int | None = None
    person: UUID | None = None
    home: UUID | None = None
    case: UUID | None = None

    def conditions(self) -> list[sa.ColumnElement[bool]]:
        own_units = self.tasks.c.unit == sa.any_(sa.literal(list(self.units), sa.ARRAY(sa.Text)))
        return [own_units, self.shown, self.tasks.c.status == self.status, *self._due(), *self._narrowed()]

    def _due(self) -> list[sa.ColumnElement[bool]]:
        late = sa.and_(self.tasks.c.status == "open", self.tasks.c.due_on < self.today)
        chosen = [] if self.overdue is None else [late if self.overdue else sa.not_(late)]
        if self.due_within is not None:
            chosen.append(self.tasks.c.due_on <= self.today + timedelta(days=self.due_within))
        return chosen

    def _narrowed(self) -> list[sa.ColumnElement[bool]]:
        wanted: dict[sa.Column[Any], Any] = {
            self.tasks.c.kind: self.kind,
            self.tasks.c.owner: self.owner,
            self.tasks.c.unit: self.unit,
            self.tasks.c.person: self.person,
            self.tasks.c.home: self.home,
            self.tasks.c.case_id: self.case,
        }
        narrowed = [column == value for column, value in wanted.items() if value is not None]
        return [*narrowed, self.tasks.c.owner.is_(None)] if self.nobody else narrowed


async def list_tasks(tx: Tx, worklist: Worklist, *, limit: int, offset: int) -> tuple[list[Row], int]:
    """One page, what is due first first, and how many there are in all."""
    tasks, chosen = worklist.tasks, worklist.conditions()
    in_order = sa.select(tasks).where(*chosen).order_by(tasks.c.due_on, tasks.c.kind, tasks.c.task)
    rows = await tx.all(in_order.limit(limit).offset(offset))
    total: int = await tx.scalar(sa.select(sa.func.count()).select_from(tasks).where(*chosen))
    return rows, total


async def count_tasks(tx: Tx, worklist: Worklist) -> list[Row]:
    """(kind, overdue, count) of the open tasks on the worklist."""
    kind = worklist.tasks.c.kind
    overdue = (worklist.tasks.c.due_on < worklist.today).label("overdue")
    counted = sa.select(kind, overdue, sa.func.count().label("count")).where(*worklist.conditions())
    return await tx.all(counted.group_by(kind, overdue).order_by(kind, overdue))


async def task_of(tx: Tx, tasks: sa.Table, task: UUID) -> Row:
    """The task; NotFound without one."""
    row = await tx.first(sa.select(tasks).where(tasks.c.task == task))
    if row is None:
        raise NotFound("task", task)
    return row


async def open_tasks_of(tx: Tx, tasks: sa.Table, home: UUID, kinds: Sequence[str], on: date) -> list[Row]:
    """Open tasks of the home, or of the case's homes, of these kinds, that can be done on that day."""
    of_it = sa.or_(tasks.c.home == home, tasks.c.case_id == home)
    in_time = sa.or_(tasks.c.not_before.is_(None), tasks.c.not_before <= on)
    chosen = (of_it, in_time, tasks.c.status == "open", tasks.c.kind.in_(kinds))
    return await tx.all(sa.select(tasks).where(*chosen).order_by(tasks.c.task))


def completion_of(row: Row, *, by: str, on: date, today: date) -> CompleteTask:
    """The command that says that the task in this row was done by somebody on a day."""
    same = {name: row[name] for name in ("task", "kind", "about", "home", "person", "not_before")}
    return CompleteTask(**same, case=row["case_id"], open=row["status"] == "open", by=by, on=on, today=today)
