"""Tasks: made, done, dropped and moved by the events of all streams, as a service's `deadlines` says."""

from collections.abc import Callable, Sequence
from datetime import date
from typing import Any, Protocol, assert_never
from uuid import UUID, uuid5

import sqlalchemy as sa
from sqlalchemy.dialects.postgresql import insert

from shared.clock import stockholm
from shared.db import Prepared, Row, Tx
from shared.eventstore import Recorded
from shared.tasks.steps import Assigned, Closed, Kinds, LedTo, Moved, Opened, Settled, Step
from shared.tasks.tables import TaskTables


class TaskDone(Protocol):
    """What every service's event of that name tells."""

    @property
    def task(self) -> UUID: ...

    @property
    def on(self) -> date: ...


class TaskProjection:
    """How events change a service's task tables: `project` for what an event does to the worklists, `done` for `TaskDone`."""

    def __init__(self, tables: TaskTables, kinds: Kinds, steps: Callable[[object], Sequence[Step]]) -> None:
        self._homes, self._tasks = tables.homes, tables.tasks
        self._kinds = kinds
        self._steps = steps
        home = sa.bindparam("home_id", type_=sa.Uuid)
        self._touch = Prepared(
            sa.update(self._homes)
            .where(sa.or_(self._homes.c.home == home, self._homes.c.case_id == home))
            .values(touched=self._homes.c.touched + 1)
            .returning(*self._homes.c)
        )

    async def project(self, tx: Tx, recorded: Recorded) -> None:
        """What the event does to the worklists, in order."""
        await self.take(tx, self._steps(recorded.event), recorded)

    async def take(self, tx: Tx, steps: Sequence[Step], recorded: Recorded) -> None:
        """These steps, in order: for a service whose steps follow from more than the event alone."""
        for step in steps:
            await self._take(tx, step, recorded)

    async def done(self, tx: Tx, event: TaskDone, version: int) -> None:
        """Somebody completed it."""
        values = {"status": "done", "closed_on": event.on, "closed_by": type(event).__name__, "version": version}
        await tx.run(sa.update(self._tasks).where(self._tasks.c.task == event.task).values(**values))

    async def _take(self, tx: Tx, step: Step, recorded: Recorded) -> None:
        if isinstance(step, Settled):
            await self._settle(tx, step)
            return
        homes = await tx.all(self._touch, home_id=step.home)
        if not homes:
            raise LookupError(f"{type(recorded.event).__name__} is about a home or case that nothing settled: {step.home}.")
        if isinstance(step, Opened):
            await self._open(tx, step, _only(homes, step), recorded)
            return
        for home in homes:
            await self._change(tx, step, home, recorded)

    async def _change(self, tx: Tx, step: LedTo | Assigned | Closed | Moved, home: Row, recorded: Recorded) -> None:
        match step:
            case LedTo():
                await self._give(tx, home, case_id=step.case, unit=step.unit)
            case Assigned():
                await self._assign(tx, step, home)
            case Closed():
                await self._close(tx, step, home, recorded)
            case Moved():
                await self._move(tx, step, home)
            case _:
                assert_never(step)

    async def _settle(self, tx: Tx, step: Settled) -> None:
        given = {"home": step.home, "case_id": step.case, "person": step.person, "unit": step.unit, "owner": step.owner}
        await tx.run(insert(self._homes).values(**given, touched=1))

    async def _give(self, tx: Tx, home: Row, **values: Any) -> None:
        """To the home and to every open task of it."""
        await tx.run(sa.update(self._homes).where(self._homes.c.home == home["home"]).values(**values))
        await tx.run(sa.update(self._tasks).where(self._open_of(home)).values(**values))

    async def _assign(self, tx: Tx, step: Assigned, home: Row) -> None:
        """What an officer has in person stays that officer's, unless it is the one before who had it."""
        tasks, before = self._tasks, home["owner"]
        theirs = tasks.c.owner.is_(None) if before is None else sa.or_(tasks.c.owner.is_(None), tasks.c.owner == before)
        may_change_hands = tasks.c.kind.not_in(self._kinds.units_own)
        await tx.run(sa.update(tasks).where(self._open_of(home), theirs, may_change_hands).values(owner=step.owner))
        await tx.run(sa.update(self._homes).where(self._homes.c.home == home["home"]).values(owner=step.owner))
        if step.unit is not None:
            await self._give(tx, home, unit=step.unit)

    def _open_of(self, home: Row) -> sa.ColumnElement[bool]:
        return sa.and_(self._tasks.c.home == home["home"], self._tasks.c.status == "open")

    async def _open(self, tx: Tx, step: Opened, home: Row, recorded: Recorded) -> None:
        self._kinds.require(step.kind)
        same = {name: home[name] for name in ("home", "case_id", "person", "unit")}
        values = {
            **same,
            "task": uuid5(recorded.event_id, f"{step.kind} {step.about}"),
            "kind": step.kind,
            "about": step.about,
            "owner": None if step.kind in self._kinds.units_own else step.owner or home["owner"],
            "opened_on": _day(recorded),
            "not_before": step.not_before,
            "due_on": step.due_on,
            "status": "open",
            "closed_on": None,
            "closed_by": None,
            "version": 0,
        }
        unless_open = insert(self._tasks).on_conflict_do_nothing(
            index_elements=["kind", "about"], index_where=sa.text("status = 'open'")
        )
        await tx.run(unless_open.values(**values))

    async def _close(self, tx: Tx, step: Closed, home: Row, recorded: Recorded) -> None:
        self._kinds.require(*step.kinds or ())
        values = {
            "status": "done" if step.done else "dropped",
            "closed_on": _day(recorded),
            "closed_by": type(recorded.event).__name__,
        }
        await tx.run(sa.update(self._tasks).where(*self._chosen(home, step.kinds, step.about)).values(**values))

    async def _move(self, tx: Tx, step: Moved, home: Row) -> None:
        self._kinds.require(step.kind)
        moving = self._chosen(home, (step.kind,), step.about)
        await tx.run(sa.update(self._tasks).where(*moving).values(due_on=step.due_on, not_before=step.not_before))

    def _chosen(self, home: Row, kinds: Sequence[str] | None, about: UUID | None) -> list[sa.ColumnElement[bool]]:
        """The home's open tasks, narrowed by what is not None."""
        chosen = [self._open_of(home)]
        if about is not None:
            chosen.append(self._tasks.c.about == about)
        if kinds is not None:
            chosen.append(self._tasks.c.kind.in_(kinds))
        return chosen


def _day(recorded: Recorded) -> date:
    """The event's own day; when it has none, the day in Sweden on which it was recorded."""
    return recorded.on or stockholm(recorded.recorded_at)


def _only(homes: Sequence[Row], step: Opened) -> Row:
    """The home whose own id the step names; else the only one of the case."""
    own = [home for home in homes if home["home"] == step.home]
    if len(own or homes) != 1:
        raise LookupError(f"A task of the kind {step.kind} needs one home: the case {step.home} has {len(homes)}.")
    return (own or homes)[0]
