"""Worklists: tasks, how many there are of each kind, and officers' saved filters."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any
from uuid import UUID

import sqlalchemy as sa

from services.intake.projections.tasks import tasks
from services.intake.queries.found import ID, found, in_units, page
from shared.db import Prepared, Row, Tx

TASK = Prepared(sa.select(tasks).where(tasks.c.task == ID))


@dataclass(frozen=True, kw_only=True)
class Worklist:
    """Which tasks: those of these units that `shown` lets through, narrowed by what is not None. `nobody`: the unit's own."""

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
    referral: UUID | None = None
    case: UUID | None = None

    def conditions(self) -> list[sa.ColumnElement[bool]]:
        return [in_units(tasks.c.unit, self.units), self.shown, tasks.c.status == self.status, *self._due(), *self._narrowed()]

    def _due(self) -> list[sa.ColumnElement[bool]]:
        late = sa.and_(tasks.c.status == "open", tasks.c.due_on < self.today)
        chosen = [] if self.overdue is None else [late if self.overdue else sa.not_(late)]
        if self.due_within is not None:
            chosen.append(tasks.c.due_on <= self.today + timedelta(days=self.due_within))
        return chosen

    def _narrowed(self) -> list[sa.ColumnElement[bool]]:
        wanted: dict[sa.Column[Any], Any] = {
            tasks.c.kind: self.kind,
            tasks.c.owner: self.owner,
            tasks.c.unit: self.unit,
            tasks.c.person: self.person,
            tasks.c.referral: self.referral,
            tasks.c.case_id: self.case,
        }
        narrowed = [column == value for column, value in wanted.items() if value is not None]
        return [*narrowed, tasks.c.owner.is_(None)] if self.nobody else narrowed


async def task(tx: Tx, task: UUID) -> Row:
    return found("task", task, await tx.first(TASK, id=task))


async def list_tasks(tx: Tx, worklist: Worklist, *, limit: int, offset: int) -> tuple[list[Row], int]:
    """What is due first comes first."""
    order = [tasks.c.due_on, tasks.c.kind, tasks.c.task]
    return await page(tx, tasks, worklist.conditions(), order, limit, offset)


async def count_tasks(tx: Tx, worklist: Worklist) -> list[Row]:
    """(kind, overdue, count) of the open tasks on the worklist."""
    overdue = (tasks.c.due_on < worklist.today).label("overdue")
    counted = sa.select(tasks.c.kind, overdue, sa.func.count().label("count")).where(*worklist.conditions())
    return await tx.all(counted.group_by(tasks.c.kind, overdue).order_by(tasks.c.kind, overdue))


async def open_tasks_of(tx: Tx, case: UUID, kinds: Sequence[str], on: date) -> list[Row]:
    """Open tasks of the case, of these kinds, that can be done on that day."""
    of_it = (tasks.c.case_id == case, tasks.c.status == "open", tasks.c.kind.in_(kinds), tasks.c.not_before <= on)
    return await tx.all(sa.select(tasks).where(*of_it).order_by(tasks.c.task))
