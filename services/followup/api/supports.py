"""Supports: listed, shown, and taken from introduction to follow-up and to their completion."""

from typing import Annotated, Final

from fastapi import APIRouter, Query

from services.followup import commands as c
from services.followup import queries, streams
from services.followup.api.access import CasePath, CaseWork, MayRead, MayWrite, Safe, own_support, read_support, sealing
from services.followup.schemas.supports import CompletionIn, EmploymentView, FollowUpIn, SupportDetail, SupportView
from services.followup.state import Phase
from services.followup.support import support
from shared.decider import handle
from shared.http.dependencies import DbTx, IfMatch, Log, Page, Reply, Today
from shared.http.paging import Listing
from shared.http.transactional import Transactional

router = APIRouter(prefix="/supports", route_class=Transactional, tags=["supports"])

EARLY_REASON: Final = "completion/reason"

PhaseFilter = Annotated[Phase | None, Query(description="Only those in this phase / Bara de i denna fas")]


@router.get("")
async def list_supports(
    officer: MayRead, page: Page, tx: DbTx, reading: CaseWork, phase: PhaseFilter = None
) -> Listing[SupportView]:
    """Supports of one's own units, those that began last first. / Den egna enhetens stöd, senast påbörjade först."""
    rows, total = await queries.list_supports(
        tx, officer=officer, units=sorted(officer.units), phase=phase, limit=page.limit, offset=page.offset
    )
    await reading.of_each([(row["person"], row["case_id"]) for row in rows])
    return page.of([SupportView.of(row) for row in rows], total)


@router.get("/{case}")
async def show_support(officer: MayRead, case: CasePath, vault: Safe, tx: DbTx, reading: CaseWork, reply: Reply) -> SupportDetail:
    """The support of one case. / Stödet i ett ärende."""
    row = await read_support(officer, tx, case, reading)
    reply.version(row["version"])
    return SupportDetail.of(row, early_reason=await sealing(vault, tx, row).read(row["reason"], EARLY_REASON))


@router.get("/{case}/employments")
async def list_employments(officer: MayRead, case: CasePath, page: Page, tx: DbTx, reading: CaseWork) -> Listing[EmploymentView]:
    """The case's employments as placement tells them, the last one first. / Ärendets anställningar, senaste först."""
    await read_support(officer, tx, case, reading)
    rows, total = await queries.list_employments(tx, case, limit=page.limit, offset=page.offset)
    return page.of([EmploymentView.of(row) for row in rows], total)


@router.post("/{case}/follow-ups", status_code=201)
async def start_follow_up(
    officer: MayWrite, case: CasePath, body: FollowUpIn, today: Today, log: Log, if_match: IfMatch, reply: Reply
) -> SupportView:
    """Start follow-up, when introduction has ended. / Starta uppföljningen, när introduktionen är avslutad."""
    await own_support(officer, log.tx, case)
    command = c.StartFollowUp(on=body.on, today=today)
    version = await handle(log, support, streams.support(case), command, if_match=if_match)
    reply.created(f"/supports/{case}", version)
    return SupportView.of(await queries.support(log.tx, case))


@router.post("/{case}/completions", status_code=201)
async def complete_support(
    officer: MayWrite, case: CasePath, body: CompletionIn, vault: Safe, today: Today, log: Log, if_match: IfMatch, reply: Reply
) -> SupportView:
    """Follow-up is over: that the case ends is proposed. Before the unit's practice has it, only with a reason.

    Uppföljningen är klar: ärendets avslut föreslås. Tidigare än enhetens praxis bara med ett skäl.
    """
    row = await own_support(officer, log.tx, case)
    command = c.CompleteSupport(
        ground=body.ground,
        reason=await sealing(vault, log.tx, row).note(body.early_reason, EARLY_REASON),
        lengths=await queries.lengths_of(log.tx, row["unit"]),
        on=body.on,
        today=today,
    )
    version = await handle(log, support, streams.support(case), command, if_match=if_match)
    reply.created(f"/supports/{case}", version)
    return SupportView.of(await queries.support(log.tx, case))
