"""Tasks: made, done, dropped and moved by the events of all streams, as `deadlines` says."""

from typing import Any, assert_never
from uuid import uuid5

import sqlalchemy as sa
from sqlalchemy.dialects.postgresql import insert

from services.intake import deadlines
from services.intake import events as e
from services.intake.projections.tables import metadata
from shared.db import Prepared, Row, Tx
from shared.eventstore import Recorded

task_homes = sa.Table(
    "task_homes",
    metadata,
    sa.Column("referral", sa.Uuid, primary_key=True),
    sa.Column("case_id", sa.Uuid, comment="what the referral led to"),
    sa.Column("person", sa.Uuid, nullable=False),
    sa.Column("unit", sa.Text, nullable=False),
    sa.Column("owner", sa.Text),
    sa.Column("touched", sa.Integer, nullable=False, comment="changed by every event about it: two at once come one by one"),
    sa.Index("task_homes_case", "case_id", unique=True),
)

tasks = sa.Table(
    "tasks",
    metadata,
    sa.Column("task", sa.Uuid, primary_key=True),
    sa.Column("kind", sa.Text, nullable=False),
    sa.Column("about", sa.Uuid, nullable=False),
    sa.Column("person", sa.Uuid, nullable=False),
    sa.Column("referral", sa.Uuid, nullable=False),
    sa.Column("case_id", sa.Uuid),
    sa.Column("unit", sa.Text, nullable=False),
    sa.Column("owner", sa.Text, comment="an officer; null: the unit"),
    sa.Column("opened_on", sa.Date, nullable=False),
    sa.Column("not_before", sa.Date),
    sa.Column("due_on", sa.Date, nullable=False),
    sa.Column("status", sa.Text, nullable=False, comment="open, done, dropped"),
    sa.Column("closed_on", sa.Date),
    sa.Column("closed_by", sa.Text, comment="the event that did it"),
    sa.Column("version", sa.Integer, nullable=False, comment="of the task's own stream; 0 until somebody completes it"),
    sa.Index("tasks_open", "kind", "about", unique=True, postgresql_where=sa.text("status = 'open'")),
    sa.Index("tasks_unit", "unit", "status", "due_on"),
    sa.Index("tasks_owner", "owner", "status", "due_on"),
    sa.Index("tasks_referral", "referral", "status"),
)

_HOME = sa.bindparam("home", type_=sa.Uuid)
TOUCH = Prepared(
    sa.update(task_homes)
    .where(sa.or_(task_homes.c.referral == _HOME, task_homes.c.case_id == _HOME))
    .values(touched=task_homes.c.touched + 1)
    .returning(*task_homes.c)
)
OPEN = tasks.c.status == "open"


async def project(tx: Tx, recorded: Recorded) -> None:
    """What the event does to the worklists."""
    for step in deadlines.steps(recorded.event):
        await _take(tx, step, recorded)


async def done(tx: Tx, event: e.TaskDone, version: int) -> None:
    """Somebody completed it."""
    values = {"status": "done", "closed_on": event.on, "closed_by": "TaskDone", "version": version}
    await tx.run(sa.update(tasks).where(tasks.c.task == event.task).values(**values))


async def _take(tx: Tx, step: deadlines.Step, recorded: Recorded) -> None:
    if isinstance(step, deadlines.Settled):
        await _settle(tx, step)
        return
    home = await tx.first(TOUCH, home=step.home)
    if home is None:
        raise LookupError(f"{type(recorded.event).__name__} is about a referral or case that nothing settled: {step.home}.")
    match step:
        case deadlines.LedTo():
            await _give(tx, home, case_id=step.case, unit=step.unit)
        case deadlines.Assigned():
            await _assign(tx, step, home)
        case deadlines.Opened():
            await _open(tx, step, home, recorded)
        case deadlines.Closed():
            await _close(tx, step, home, recorded)
        case deadlines.Moved():
            moving = _open_of(home) & (tasks.c.kind == step.kind)
            await tx.run(sa.update(tasks).where(moving).values(due_on=step.due_on, not_before=step.not_before))
        case _:
            assert_never(step)


async def _settle(tx: Tx, step: deadlines.Settled) -> None:
    values = {"referral": step.referral, "case_id": None, "person": step.person, "unit": step.unit, "owner": None, "touched": 1}
    await tx.run(insert(task_homes).values(**values))


async def _give(tx: Tx, home: Row, **values: Any) -> None:
    """To the home and to every open task of it."""
    await tx.run(sa.update(task_homes).where(task_homes.c.referral == home["referral"]).values(**values))
    await tx.run(sa.update(tasks).where(_open_of(home)).values(**values))


async def _assign(tx: Tx, step: deadlines.Assigned, home: Row) -> None:
    """What an officer has in person stays that officer's, unless it is the one before who had it."""
    before = home["owner"]
    theirs = tasks.c.owner.is_(None) if before is None else sa.or_(tasks.c.owner.is_(None), tasks.c.owner == before)
    may_change_hands = tasks.c.kind.not_in(deadlines.UNITS_OWN)
    await tx.run(sa.update(tasks).where(_open_of(home), theirs, may_change_hands).values(owner=step.owner))
    await tx.run(sa.update(task_homes).where(task_homes.c.referral == home["referral"]).values(owner=step.owner))
    if step.unit is not None:
        await _give(tx, home, unit=step.unit)


def _open_of(home: Row) -> sa.ColumnElement[bool]:
    return sa.and_(tasks.c.referral == home["referral"], OPEN)


async def _open(tx: Tx, step: deadlines.Opened, home: Row, recorded: Recorded) -> None:
    await tx.run(
        insert(tasks)
        .values(
            task=uuid5(recorded.event_id, f"{step.kind} {step.about}"),
            kind=step.kind,
            about=step.about,
            person=home["person"],
            referral=home["referral"],
            case_id=home["case_id"],
            unit=home["unit"],
            owner=None if step.kind in deadlines.UNITS_OWN else step.owner or home["owner"],
            opened_on=recorded.on,
            not_before=step.not_before,
            due_on=step.due_on,
            status="open",
            closed_on=None,
            closed_by=None,
            version=0,
        )
        .on_conflict_do_nothing(index_elements=["kind", "about"], index_where=sa.text("status = 'open'"))
    )


async def _close(tx: Tx, step: deadlines.Closed, home: Row, recorded: Recorded) -> None:
    closing = [_open_of(home)]
    if step.about is not None:
        closing.append(tasks.c.about == step.about)
    if step.kinds is not None:
        closing.append(tasks.c.kind.in_(step.kinds))
    values = {
        "status": "done" if step.done else "dropped",
        "closed_on": recorded.on,
        "closed_by": type(recorded.event).__name__,
    }
    await tx.run(sa.update(tasks).where(*closing).values(**values))
