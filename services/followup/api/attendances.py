"""Attendance: hours at work, week by week, and what they come to over weeks."""

from uuid import UUID

from fastapi import APIRouter

from services.followup import commands as c
from services.followup import queries, streams
from services.followup.api.access import (
    AttendancePath,
    CasePath,
    CaseWork,
    MayRead,
    MayWrite,
    Safe,
    own_support,
    read_support,
    sealing,
)
from services.followup.deadlines.contacts import contracted
from services.followup.practice import practice_on
from services.followup.progress import progress
from services.followup.schemas.attendance import AttendanceDetail, AttendanceIn, AttendanceView, ProgressView
from services.followup.support import support
from shared.decider import handle
from shared.http.dependencies import DbTx, IfMatch, Log, Page, Reply, Today
from shared.http.paging import Listing
from shared.http.transactional import Transactional
from shared.ids import new_id

router = APIRouter(prefix="/supports/{case}/attendances", route_class=Transactional, tags=["attendance"])
progress_router = APIRouter(prefix="/supports/{case}/progress", route_class=Transactional, tags=["attendance"])


@router.post("", status_code=201)
async def log_attendance(
    officer: MayWrite, case: CasePath, body: AttendanceIn, vault: Safe, today: Today, log: Log, if_match: IfMatch, reply: Reply
) -> AttendanceView:
    """Log scheduled and actual hours of a week, once for each employment; or correct them by naming them.

    Registrera schemalagda och arbetade timmar för en vecka, en gång per anställning; eller rätta dem.
    """
    row = await own_support(officer, log.tx, case)
    attendance = new_id()
    command = c.LogAttendance(
        attendance=attendance,
        employment=body.employment,
        week=body.week,
        scheduled_hours=body.scheduled_hours,
        actual_hours=body.actual_hours,
        corrects=body.corrects,
        reason=await sealing(vault, log.tx, row).note(body.reason, reason_of(attendance)),
        today=today,
    )
    version = await handle(log, support, streams.support(case), command, if_match=if_match)
    reply.created(f"/supports/{case}/attendances/{attendance}", version)
    return AttendanceView.of(await queries.attendance_of(log.tx, case, attendance))


@router.get("")
async def list_attendances(officer: MayRead, case: CasePath, page: Page, tx: DbTx, reading: CaseWork) -> Listing[AttendanceView]:
    """The case's attendance, the latest week first, corrected ones too. / Ärendets närvaro, senaste veckan först."""
    await read_support(officer, tx, case, reading)
    rows, total = await queries.list_attendance(tx, case, limit=page.limit, offset=page.offset)
    return page.of([AttendanceView.of(row) for row in rows], total)


@router.get("/{attendance}")
async def show_attendance(
    officer: MayRead, case: CasePath, attendance: AttendancePath, vault: Safe, tx: DbTx, reading: CaseWork, reply: Reply
) -> AttendanceDetail:
    """Hours of one week, with why they were corrected. / En veckas timmar, med skäl för rättelsen."""
    row = await read_support(officer, tx, case, reading)
    found = await queries.attendance_of(tx, case, attendance)
    reply.version(row["version"])
    reason = await sealing(vault, tx, row).read(found["reason"], reason_of(attendance))
    return AttendanceDetail.of(found, reason=reason)


@progress_router.get("")
async def show_progress(
    officer: MayRead, case: CasePath, today: Today, tx: DbTx, reading: CaseWork, reply: Reply
) -> ProgressView:
    """Hours over weeks: on the line of ten hours, rising, or without progression. / Timmar över veckor, och om de ökar."""
    row = await read_support(officer, tx, case, reading)
    known = await queries.state(tx, case)
    reply.version(row["version"])
    weeks, hours = known.noted.weeks, contracted(known)
    return ProgressView.of(case, progress(weeks, hours, practice_on(weeks[-1].week if weeks else today)), hours)


def reason_of(attendance: UUID) -> str:
    """The sealed field's name: a seal fits the attendance it was made for and no other."""
    return f"attendances/{attendance}/reason"
