"""Statuses: the person's situation on a day, established or corrected at any time."""

from fastapi import APIRouter

from services.followup import commands as c
from services.followup import queries, streams
from services.followup.api.access import CasePath, CaseWork, MayRead, MayWrite, StatusPath, own_support, read_support
from services.followup.schemas.statuses import StatusIn, StatusView
from services.followup.support import support
from shared.decider import handle
from shared.http.dependencies import DbTx, IfMatch, Log, Page, Reply, Today
from shared.http.paging import Listing
from shared.http.transactional import Transactional
from shared.ids import new_id

router = APIRouter(prefix="/supports/{case}/statuses", route_class=Transactional, tags=["statuses"])


@router.post("", status_code=201)
async def establish_status(
    officer: MayWrite, case: CasePath, body: StatusIn, today: Today, log: Log, if_match: IfMatch, reply: Reply
) -> StatusView:
    """Establish what was so on a day, also after the case's end, or correct an earlier status by naming it.

    Fastställ hur det var en viss dag, även efter ärendets slut, eller rätta en tidigare status genom att ange den.
    """
    await own_support(officer, log.tx, case)
    status = new_id()
    command = c.EstablishStatus(
        status=status, situation=body.situation, source=body.source, corrects=body.corrects, on=body.on, today=today
    )
    version = await handle(log, support, streams.support(case), command, if_match=if_match)
    reply.created(f"/supports/{case}/statuses/{status}", version)
    return StatusView.of(await queries.status(log.tx, case, status))


@router.get("")
async def list_statuses(officer: MayRead, case: CasePath, page: Page, tx: DbTx, reading: CaseWork) -> Listing[StatusView]:
    """The case's statuses, the latest day first, corrected ones too. / Ärendets statusar, senaste dag först, även rättade."""
    await read_support(officer, tx, case, reading)
    rows, total = await queries.list_statuses(tx, case, limit=page.limit, offset=page.offset)
    return page.of([StatusView.of(row) for row in rows], total)


@router.get("/{status}")
async def show_status(
    officer: MayRead, case: CasePath, status: StatusPath, tx: DbTx, reading: CaseWork, reply: Reply
) -> StatusView:
    """One status. / En status."""
    row = await read_support(officer, tx, case, reading)
    found = await queries.status(tx, case, status)
    reply.version(row["version"])
    return StatusView.of(found)
