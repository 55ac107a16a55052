"""Handovers: intake hands the case over; here the new support person takes it up without losing the alliance."""

from fastapi import APIRouter

from services.followup import commands as c
from services.followup import queries, streams
from services.followup.api.access import CasePath, CaseWork, HandoverPath, MayRead, MayWrite, own_support, read_support
from services.followup.schemas.handovers import AcknowledgementIn, HandoverView, NoticeIn
from services.followup.support import support
from shared.decider import handle
from shared.http.dependencies import DbTx, IfMatch, Log, Page, Reply, Today
from shared.http.paging import Listing
from shared.http.transactional import Transactional

router = APIRouter(prefix="/supports/{case}/handovers", route_class=Transactional, tags=["handovers"])


@router.get("")
async def list_handovers(
    officer: MayRead, case: CasePath, page: Page, today: Today, tx: DbTx, reading: CaseWork
) -> Listing[HandoverView]:
    """The case's handovers, the last one first, with days without contact. / Ärendets överlämningar, senaste först."""
    await read_support(officer, tx, case, reading)
    rows, total = await queries.list_handovers(tx, case, limit=page.limit, offset=page.offset)
    return page.of([HandoverView.of(row, today) for row in rows], total)


@router.get("/{handover}")
async def show_handover(
    officer: MayRead, case: CasePath, handover: HandoverPath, today: Today, tx: DbTx, reading: CaseWork, reply: Reply
) -> HandoverView:
    """One handover and its clock. / En överlämning och dess frist."""
    row = await read_support(officer, tx, case, reading)
    found = await queries.handover(tx, case, handover)
    reply.version(row["version"])
    return HandoverView.of(found, today)


@router.post("/{handover}/acknowledgements", status_code=201)
async def acknowledge_packet(
    officer: MayWrite,
    case: CasePath,
    handover: HandoverPath,
    body: AcknowledgementIn,
    today: Today,
    log: Log,
    if_match: IfMatch,
    reply: Reply,
) -> HandoverView:
    """The new support person has read the packet. / Den nya stödpersonen har läst underlaget."""
    await own_support(officer, log.tx, case)
    await queries.handover(log.tx, case, handover)
    command = c.AcknowledgePacket(handover=handover, by=officer.subject, on=body.on, today=today)
    version = await handle(log, support, streams.support(case), command, if_match=if_match)
    reply.created(f"/supports/{case}/handovers/{handover}", version)
    return HandoverView.of(await queries.handover(log.tx, case, handover), today)


@router.post("/{handover}/notices", status_code=201)
async def inform_of_handover(
    officer: MayWrite,
    case: CasePath,
    handover: HandoverPath,
    body: NoticeIn,
    today: Today,
    log: Log,
    if_match: IfMatch,
    reply: Reply,
) -> HandoverView:
    """The person or the employer knows the new support person. / Personen eller arbetsgivaren vet vem som tar över."""
    await own_support(officer, log.tx, case)
    await queries.handover(log.tx, case, handover)
    command = c.InformOfHandover(handover=handover, party=body.party, on=body.on, today=today)
    version = await handle(log, support, streams.support(case), command, if_match=if_match)
    reply.created(f"/supports/{case}/handovers/{handover}", version)
    return HandoverView.of(await queries.handover(log.tx, case, handover), today)
