"""Supports: one per case, and where each stands."""

from typing import Any, assert_never
from uuid import UUID

import sqlalchemy as sa

from services.followup import events as e
from services.followup.projections.tables import inserting, metadata
from shared.db import Prepared, Tx
from shared.eventstore import Recorded

supports = sa.Table(
    "supports",
    metadata,
    sa.Column("case_id", sa.Uuid, primary_key=True),
    sa.Column("person", sa.Uuid, nullable=False),
    sa.Column("unit", sa.Text, nullable=False),
    sa.Column("phase", sa.Text, nullable=False),
    sa.Column("began_on", sa.Date, nullable=False),
    sa.Column("follow_up_on", sa.Date),
    sa.Column("completed_on", sa.Date),
    sa.Column("closed_on", sa.Date),
    sa.Column("version", sa.Integer, nullable=False),
    sa.Index("supports_unit", "unit", "phase", "began_on"),
)

INSERT = inserting(supports)
SEEN = Prepared(
    sa.update(supports)
    .where(supports.c.case_id == sa.bindparam("case", type_=sa.Uuid))
    .values(version=sa.bindparam("now_at", type_=sa.Integer))
)


CourseEvent = (
    e.CaseStartNoted | e.SupportHandedOver | e.SupportClosed | e.SupportReopened | e.FollowUpStarted | e.SupportCompleted
)


async def project(tx: Tx, event: e.LearntEvent | e.FollowUpStarted | e.SupportCompleted, _recorded: Recorded) -> None:
    match event:
        case e.SupportOpened():
            await _open(tx, event)
        case e.EmploymentNoted() | e.EmploymentFoundInError():
            pass  # what follows from them for introductions are events of their own
        case e.SupportFoundInError():
            await _forget(tx, event.case)
        case _:
            await tx.run(sa.update(supports).where(supports.c.case_id == event.case).values(**_course(event)))


async def seen(tx: Tx, recorded: Recorded) -> None:
    """The support's version is its stream's, whatever happened in it."""
    await tx.run(SEEN, case=recorded.event.case, now_at=recorded.version)


async def _open(tx: Tx, event: e.SupportOpened) -> None:
    await tx.run(
        INSERT,
        case_id=event.case,
        person=event.person,
        unit=event.unit,
        phase="waiting",
        began_on=event.on,
        follow_up_on=None,
        completed_on=None,
        closed_on=None,
        version=1,
    )


def _course(event: CourseEvent) -> dict[str, Any]:
    match event:
        case e.CaseStartNoted():
            return {"began_on": event.on, "unit": event.unit}
        case e.SupportHandedOver():
            return {"unit": event.unit}
        case e.SupportClosed():
            return {"closed_on": event.on}
        case e.SupportReopened():
            return {"closed_on": None}
        case e.FollowUpStarted():
            return {"follow_up_on": event.on}
        case e.SupportCompleted():
            return {"completed_on": event.on}
        case _:
            assert_never(event)


async def _forget(tx: Tx, case: UUID) -> None:
    """A case registered in error never was: nothing of it is shown."""
    for table in metadata.sorted_tables:
        await tx.run(sa.delete(table).where(table.c.case_id == case))
