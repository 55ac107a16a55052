"""More than is planned, for a time and for a reason."""

from uuid import UUID

from fastapi import APIRouter

from services.followup import commands as c
from services.followup import queries, streams
from services.followup.api.access import (
    CasePath,
    CaseWork,
    IntensificationPath,
    MayRead,
    MayWrite,
    Safe,
    own_support,
    read_support,
    sealing,
)
from services.followup.schemas.plans import IntensificationDetail, IntensificationIn, IntensificationView
from services.followup.support import support
from shared.decider import handle
from shared.http.dependencies import DbTx, IfMatch, Log, Page, Reply, Today
from shared.http.paging import Listing
from shared.http.transactional import Transactional
from shared.ids import new_id

router = APIRouter(prefix="/supports/{case}/intensifications", route_class=Transactional, tags=["plans"])


@router.post("", status_code=201)
async def intensify_support(
    officer: MayWrite,
    case: CasePath,
    body: IntensificationIn,
    vault: Safe,
    today: Today,
    log: Log,
    if_match: IfMatch,
    reply: Reply,
) -> IntensificationView:
    """Give more than the plan plans, for a time and for a reason; the plan stays behind it.

    Ge mer än planen anger, under en tid och av ett skäl; planen gäller sedan igen.
    """
    row = await own_support(officer, log.tx, case)
    intensification = new_id()
    command = c.IntensifySupport(
        intensification=intensification,
        step=body.step(),
        until=body.until,
        reason=body.reason,
        reason_text=await sealing(vault, log.tx, row).note(body.reason_text, reason_of(intensification)),
        on=body.on,
        today=today,
    )
    version = await handle(log, support, streams.support(case), command, if_match=if_match)
    reply.created(f"/supports/{case}/intensifications/{intensification}", version)
    return IntensificationView.of(await queries.intensification(log.tx, case, intensification))


@router.get("")
async def list_intensifications(
    officer: MayRead, case: CasePath, page: Page, tx: DbTx, reading: CaseWork
) -> Listing[IntensificationView]:
    """What was intensified in the case, the last one first. / Ärendets förstärkningar, senaste först."""
    await read_support(officer, tx, case, reading)
    rows, total = await queries.list_intensifications(tx, case, limit=page.limit, offset=page.offset)
    return page.of([IntensificationView.of(row) for row in rows], total)


@router.get("/{intensification}")
async def show_intensification(
    officer: MayRead,
    case: CasePath,
    intensification: IntensificationPath,
    vault: Safe,
    tx: DbTx,
    reading: CaseWork,
    reply: Reply,
) -> IntensificationDetail:
    """One intensification, with its reason in words. / En förstärkning, med skälet i ord."""
    row = await read_support(officer, tx, case, reading)
    found = await queries.intensification(tx, case, intensification)
    reply.version(row["version"])
    reason = await sealing(vault, tx, row).read(found["reason_text"], reason_of(intensification))
    return IntensificationDetail.of(found, reason_text=reason)


def reason_of(intensification: UUID) -> str:
    """The sealed field's name: a seal fits the intensification it was made for and no other."""
    return f"intensifications/{intensification}/reason"
