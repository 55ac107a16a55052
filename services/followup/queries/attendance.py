"""Attendance of a case."""

from uuid import UUID

from services.followup.projections.attendance import attendance
from services.followup.queries.of_case import one_of_case
from shared.db import Row, Tx
from shared.tables import Found, found, page

ATTENDANCE = one_of_case(attendance, "attendance")


async def attendance_of(tx: Tx, case: UUID, which: UUID) -> Row:
    return found("attendance", which, await tx.first(ATTENDANCE, case=case, id=which))


async def list_attendance(tx: Tx, case: UUID, *, limit: int, offset: int) -> Found:
    """What was told, the latest week first; what has been corrected says by what."""
    order = [attendance.c.week.desc(), attendance.c.recorded_at.desc(), attendance.c.attendance.desc()]
    return await page(tx, attendance, [attendance.c.case_id == case], order, limit, offset)
