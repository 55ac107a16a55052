"""What is planned for each case. The row is made when the case is opened, so that its start and its planning meet on it."""

import sqlalchemy as sa
from sqlalchemy.dialects.postgresql import ARRAY

from services.intake import events as e
from services.intake.projections.capacity import OVERRIDDEN
from services.intake.projections.tables import inserting, metadata
from shared.db import Tx
from shared.eventstore import Recorded

plannings = sa.Table(
    "plannings",
    metadata,
    sa.Column("case_id", sa.Uuid, primary_key=True),
    sa.Column("unit", sa.Text, nullable=False),
    sa.Column("reserved", sa.Boolean, nullable=False, comment="a place is kept and the case has not taken it"),
    sa.Column("support_person", sa.Text),
    sa.Column("assigned_on", sa.Date),
    sa.Column("assigned_by", sa.Text),
    sa.Column("over", ARRAY(sa.Text)),
    sa.Column("assigned_why", sa.Text, comment="sealed"),
    sa.Column("prioritised_on", sa.Date),
    sa.Column("prioritised_by", sa.Text),
    sa.Column("priority_why", sa.Text, comment="sealed"),
    sa.Column("planned_end", sa.Date),
    sa.Column("planned_end_set_on", sa.Date),
    sa.Column("version", sa.Integer, nullable=False),
    sa.Index("plannings_unit", "unit", "reserved"),
)

INSERT = inserting(plannings)
EMPTY = {column.name: None for column in plannings.columns}


async def follow(tx: Tx, recorded: Recorded) -> None:
    """Whoever takes the case uses up the place that was kept for it."""
    match recorded.event:
        case e.CaseOpened() as event:
            await tx.run(INSERT, **{**EMPTY, "case_id": event.case, "unit": event.unit, "reserved": False, "version": 0})
        case e.CaseHandedOver() as event:
            await _change(tx, event, reserved=False, unit=event.unit)
        case e.CaseStarted() | e.CaseReopened() | e.CaseRegisteredInError() as event:
            await _change(tx, event, reserved=False)
        case _:
            pass


async def project(tx: Tx, event: e.PlanningEvent, version: int) -> None:
    match event:
        case e.CaseAssigned():
            await _assigned(tx, event, version)
        case e.CaseUnassigned():
            await _change(tx, event, version=version, reserved=False)
        case e.CasePrioritised():
            why = event.reason.text
            await _change(
                tx, event, version=version, prioritised_on=event.on, prioritised_by=event.prioritised_by, priority_why=why
            )
        case e.CasePriorityWithdrawn():
            await _change(tx, event, version=version, prioritised_on=None, prioritised_by=None, priority_why=None)
        case e.PlannedEndSet():
            await _change(tx, event, version=version, planned_end=event.planned_end, planned_end_set_on=event.on)


async def _assigned(tx: Tx, event: e.CaseAssigned, version: int) -> None:
    await _change(
        tx,
        event,
        version=version,
        reserved=True,
        support_person=event.support_person,
        assigned_on=event.on,
        assigned_by=event.assigned_by,
        over=list(event.over),
        assigned_why=event.reason.text if event.reason else None,
    )
    if event.over:
        await tx.run(
            OVERRIDDEN,
            kind="assignment",
            subject=str(event.case),
            version=version,
            unit=event.unit,
            case_id=event.case,
            person=event.person,
            support_person=event.support_person,
            over=list(event.over),
            reason_code=None,
            decided_by=event.assigned_by,
            decided_on=event.on,
        )


async def _change(tx: Tx, event: e.PlanningEvent | e.CaseEvent, **values: object) -> None:
    await tx.run(sa.update(plannings).where(plannings.c.case_id == event.case).values(**values))
