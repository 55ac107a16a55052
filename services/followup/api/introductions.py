"""Introductions: they start with the employment or the work trial before it, and end when it is decided so."""

from uuid import UUID

from fastapi import APIRouter

from services.followup import commands as c
from services.followup import queries, streams
from services.followup.api.access import (
    CasePath,
    CaseWork,
    IntroductionPath,
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
    officer: MayRead, case: CasePath, page: Page, today: Today, tx: DbTx, reading: CaseWork
) -> Listing[IntroductionView]:
    """The case's introductions, one per employment or work trial, the last one first. / Ärendets introduktioner."""
    await read_support(officer, tx, case, reading)
    rows, total = await queries.list_introductions(tx, case, limit=page.limit, offset=page.offset)
    return page.of([IntroductionView.of(row, today) for row in rows], total)


@router.get("/{introduction}")
async def show_introduction(
    officer: MayRead,
    case: CasePath,
    introduction: IntroductionPath,
    vault: Safe,
    today: Today,
    tx: DbTx,
    reading: CaseWork,
    reply: Reply,
) -> IntroductionDetail:
    """One introduction, with the reason for a breach. / En introduktion, med skäl för överträdelse."""
    row = await read_support(officer, tx, case, reading)
    found = await queries.introduction(tx, case, introduction)
    reply.version(row["version"])
    reason = await sealing(vault, tx, row).read(found["reason"], reason_of(introduction))
    return IntroductionDetail.of(found, today, reason=reason)


@router.post("/{introduction}/endings", status_code=201)
async def end_introduction(
    officer: MayWrite,
    case: CasePath,
    introduction: IntroductionPath,
    body: EndingIn,
    vault: Safe,
    today: Today,
    log: Log,
    if_match: IfMatch,
    reply: Reply,
) -> IntroductionView:
    """End the introduction, within six months of introduction in the case (förordning 2017:462 11 §), or record the breach.

    Days between introductions and days on which the case is paused are not counted. A breach needs a reason.

    Avsluta introduktionen, inom sex månaders introduktion i ärendet (förordning 2017:462 11 §), eller registrera överträdelsen.
    Dagar mellan introduktioner och dagar då ärendet är pausat räknas inte. En överträdelse kräver ett skäl.
    """
    row = await own_support(officer, log.tx, case)
    await queries.introduction(log.tx, case, introduction)
    command = c.EndIntroduction(
        introduction=introduction,
        outcome=body.outcome,
        breach_reason=await sealing(vault, log.tx, row).note(body.breach_reason, reason_of(introduction)),
        on=body.on,
        today=today,
    )
    version = await handle(log, support, streams.support(case), command, if_match=if_match)
    reply.created(f"/supports/{case}/introductions/{introduction}", version)
    return IntroductionView.of(await queries.introduction(log.tx, case, introduction), today)


def reason_of(introduction: UUID) -> str:
    """The sealed field's name: a seal fits the introduction it was made for and no other."""
    return f"introductions/{introduction}/reason"
