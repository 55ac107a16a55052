"""Attendance, week by week; what was corrected says by what."""

import sqlalchemy as sa

from services.followup import events as e
from services.followup.projections.tables import inserting, metadata
from shared.db import Tx
from shared.eventstore import Recorded

attendance = sa.Table(
    "attendance",
    metadata,
    sa.Column("attendance", sa.Uuid, primary_key=True),
    sa.Column("case_id", sa.Uuid, nullable=False),
    sa.Column("employment", sa.Uuid),
    sa.Column("week", sa.Date, nullable=False),
    sa.Column("scheduled_hours", sa.Numeric, nullable=False),
    sa.Column("actual_hours", sa.Numeric, nullable=False),
    sa.Column("corrects", sa.Uuid),
    sa.Column("corrected_by", sa.Uuid),
    sa.Column("reason", sa.Text, comment="sealed; why it was corrected"),
    sa.Column("on", sa.Date, nullable=False, comment="when it was told"),
    sa.Column("recorded_at", sa.DateTime(timezone=True), nullable=False),
    sa.Column("recorded_by", sa.Text, nullable=False),
    sa.Index("attendance_case", "case_id", "week"),
)

INSERT = inserting(attendance)


async def project(tx: Tx, event: e.AttendanceLogged, recorded: Recorded) -> None:
    await tx.run(
        INSERT,
        attendance=event.attendance,
        case_id=event.case,
        employment=event.employment,
        week=event.week,
        scheduled_hours=event.scheduled_hours,
        actual_hours=event.actual_hours,
        corrects=event.corrects,
        corrected_by=None,
        reason=event.reason.text if event.reason else None,
        on=event.on,
        recorded_at=recorded.recorded_at,
        recorded_by=recorded.by,
    )
    if event.corrects is not None:
        corrected = sa.update(attendance).where(attendance.c.attendance == event.corrects)
        await tx.run(corrected.values(corrected_by=event.attendance))
