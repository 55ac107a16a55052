"""Introductions: they start with the employment, and end when it is decided so."""

from uuid import UUID

from fastapi import APIRouter

from services.followup import commands as c
from services.followup import queries, streams
from services.followup.api.access import (
    CasePath,
    CaseWork,
    EmploymentPath,
    MayRead,
    MayWrite,
    Safe,
    own_support,
    read_support,
    sealing,
)
from services.followup.schemas.introductions import EndingIn, IntroductionDetail, IntroductionView
from services.followup.support import support
from shared.decider import handle
from shared.http.dependencies import DbTx, IfMatch, Log, Page, Reply, Today
from shared.http.paging import Listing
from shared.http.transactional import Transactional

router = APIRouter(prefix="/supports/{case}/introductions", route_class=Transactional, tags=["introductions"])


@router.get("")
async def list_introductions(
    officer: MayRead, case: CasePath, page: Page, tx: DbTx, reading: CaseWork
) -> Listing[IntroductionView]:
    """The case's introductions, one per employment, the last one first. / Ärendets introduktioner, senaste först."""
    await read_support(officer, tx, case, reading)
    rows, total = await queries.list_introductions(tx, case, limit=page.limit, offset=page.offset)
    return page.of([IntroductionView.of(row) for row in rows], total)


@router.get("/{employment}")
async def show_introduction(
    officer: MayRead, case: CasePath, employment: EmploymentPath, vault: Safe, tx: DbTx, reading: CaseWork, reply: Reply
) -> IntroductionDetail:
    """One introduction, with the reason for a breach. / En introduktion, med skäl för överträdelse."""
    row = await read_support(officer, tx, case, reading)
    introduction = await queries.introduction(tx, case, employment)
    reply.version(row["version"])
    reason = await sealing(vault, tx, row).read(introduction["reason"], reason_of(employment))
    return IntroductionDetail.of(introduction, reason=reason)


@router.post("/{employment}/endings", status_code=201)
async def end_introduction(
    officer: MayWrite,
    case: CasePath,
    employment: EmploymentPath,
    body: EndingIn,
    vault: Safe,
    today: Today,
    log: Log,
    if_match: IfMatch,
    reply: Reply,
) -> IntroductionView:
    """End the introduction, at most six months after it began (förordning 2017:462 11 §), or record the breach with a reason.

    Avsluta introduktionen, högst sex månader efter att den började, eller registrera överträdelsen med ett skäl.
    """
    row = await own_support(officer, log.tx, case)
    await queries.introduction(log.tx, case, employment)
    reason = await sealing(vault, log.tx, row).note(body.breach_reason, reason_of(employment))
    command = c.EndIntroduction(employment=employment, breach_reason=reason, on=body.on, today=today)
    version = await handle(log, support, streams.support(case), command, if_match=if_match)
    reply.created(f"/supports/{case}/introductions/{employment}", version)
    return IntroductionView.of(await queries.introduction(log.tx, case, employment))


def reason_of(employment: UUID) -> str:
    """The sealed field's name: a seal fits the introduction it was made for and no other."""
    return f"introductions/{employment}/reason"
