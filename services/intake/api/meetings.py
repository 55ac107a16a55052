"""Meetings with other authorities (SIP and the like) and consultations without a case, counted per unit and kind."""

from typing import Annotated
from uuid import UUID

import sqlalchemy as sa
from fastapi import APIRouter, Path, Query

from services.intake import commands as c
from services.intake import events as e
from services.intake import protection, streams
from services.intake.api.access import CaseWork, MayReadCases, MayWorkOnCases, case_of
from services.intake.meeting import meeting as decider
from services.intake.projections.meeting import meetings
from services.intake.queries import meetings as queries
from services.intake.schemas.fields import Unit
from services.intake.schemas.meetings import (
    MeetingCorrectionIn,
    MeetingCount,
    MeetingCounts,
    MeetingIn,
    MeetingRetractionIn,
    MeetingView,
)
from shared.auth import Principal
from shared.db import Row, Tx
from shared.decider import handle
from shared.eventstore import Log as EventLog
from shared.http.dependencies import DbTx, IfMatch, Log, Page, Reply, Today
from shared.http.paging import Listing
from shared.http.transactional import Transactional
from shared.http.types import Day
from shared.http.units import require_unit
from shared.ids import new_id

router = APIRouter(route_class=Transactional, tags=["meetings"])

MeetingPath = Annotated[UUID, Path(description="A meeting / Ett möte")]
FromDay = Annotated[Day | None, Query(alias="from", description="First day / Första dag")]
ToDay = Annotated[Day | None, Query(alias="to", description="Last day / Sista dag")]
OfUnit = Annotated[Unit | None, Query(description="Only this unit / Bara denna enhet")]
OfKind = Annotated[e.MeetingKind | None, Query(description="Only this kind / Bara detta slag")]


@router.post("/meetings", status_code=201)
async def hold_meeting(officer: MayWorkOnCases, body: MeetingIn, today: Today, log: Log, reply: Reply) -> MeetingView:
    """Register a meeting or a consultation of one's own unit. / Registrera ett möte eller en konsultation vid egen enhet."""
    require_unit(officer, body.unit)
    await _may_name(officer, log.tx, body.case)
    meeting = new_id()
    command = c.HoldMeeting(meeting=meeting, unit=body.unit, held=body.held, by=officer.subject, today=today)
    return await _done(log, meeting, command, None, reply)


@router.get("/meetings")
async def list_meetings(
    officer: MayReadCases,
    page: Page,
    tx: DbTx,
    reading: CaseWork,
    unit: OfUnit = None,
    kind: OfKind = None,
    first: FromDay = None,
    last: ToDay = None,
) -> Listing[MeetingView]:
    """Meetings of one's own units, latest first. / Den egna enhetens möten, senaste först."""
    chosen: list[sa.ColumnElement[bool]] = queries.held_between(first, last)
    if unit is not None:
        chosen.append(meetings.c.unit == unit)
    if kind is not None:
        chosen.append(meetings.c.kind == kind)
    rows, total = await queries.list_meetings(tx, officer, chosen=chosen, limit=page.limit, offset=page.offset)
    await reading.of_each([(row["person"], row["case_id"]) for row in rows if row["case_id"]])
    return page.of([MeetingView.of(row) for row in rows], total)


@router.get("/meetings/{meeting}")
async def show_meeting(officer: MayReadCases, meeting: MeetingPath, tx: DbTx, reading: CaseWork, reply: Reply) -> MeetingView:
    """One meeting. / Ett möte."""
    row = await _mine(officer, tx, meeting)
    if row["case_id"]:
        await reading.of(person=row["person"], case=row["case_id"])
    reply.version(row["version"])
    return MeetingView.of(row)


@router.post("/meetings/{meeting}/corrections", status_code=201)
async def correct_meeting(
    officer: MayWorkOnCases,
    meeting: MeetingPath,
    body: MeetingCorrectionIn,
    today: Today,
    log: Log,
    if_match: IfMatch,
    reply: Reply,
) -> MeetingView:
    """Say what the meeting was instead, and why. / Rätta uppgifterna om mötet, med skäl."""
    await _mine(officer, log.tx, meeting)
    await _may_name(officer, log.tx, body.case)
    command = c.CorrectMeeting(held=body.held, reason=body.reason, by=officer.subject, today=today)
    return await _done(log, meeting, command, if_match, reply)


@router.post("/meetings/{meeting}/retractions", status_code=201)
async def register_meeting_in_error(
    officer: MayWorkOnCases,
    meeting: MeetingPath,
    body: MeetingRetractionIn,
    today: Today,
    log: Log,
    if_match: IfMatch,
    reply: Reply,
) -> MeetingView:
    """The meeting was registered in error: no count has it. / Mötet är felregistrerat och räknas inte."""
    await _mine(officer, log.tx, meeting)
    command = c.RegisterMeetingInError(reason=body.reason, by=officer.subject, on=body.on, today=today)
    return await _done(log, meeting, command, if_match, reply)


@router.get("/meeting-counts")
async def count_meetings(officer: MayReadCases, tx: DbTx, first: FromDay = None, last: ToDay = None) -> MeetingCounts:
    """How many meetings and consultations one's own units had, by unit and kind. / Antal möten per enhet och slag."""
    chosen = queries.held_between(first, last)
    rows = await queries.count_meetings(tx, officer, chosen=chosen)
    return MeetingCounts(items=[MeetingCount.model_validate(dict(row)) for row in rows])


async def _may_name(officer: Principal, tx: Tx, case: UUID | None) -> None:
    """A case that the meeting is about is one that the officer may see."""
    if case is not None:
        await case_of(officer, tx, case)


async def _mine(officer: Principal, tx: Tx, meeting: UUID) -> Row:
    row = await queries.meeting(tx, meeting)
    require_unit(officer, row["unit"], person=row["person"], case=row["case_id"])
    if row["person"]:
        await protection.require(tx, officer, row["person"], row["case_id"])
    return row


async def _done(log: EventLog, meeting: UUID, command: c.MeetingCommand, if_match: int | None, reply: Reply) -> MeetingView:
    version = await handle(log, decider, streams.meeting(meeting), command, if_match=if_match)
    reply.created(f"/meetings/{meeting}", version)
    return MeetingView.of(await queries.meeting(log.tx, meeting))
