"""Statuses: the person's situation on a day, established or corrected at any time."""

from typing import Annotated

from fastapi import APIRouter, Query

from services.followup import commands as c
from services.followup import queries, streams
from services.followup.api.access import CasePath, CaseWork, MayRead, MayWrite, StatusPath, own_support, read_support
from services.followup.api.agenda import OwnerFilter, UnitFilter
from services.followup.projections.due import DueKind
from services.followup.schemas.statuses import StatusDueView, StatusIn, StatusView
from services.followup.support import support
from shared.decider import handle
from shared.http.dependencies import DbTx, IfMatch, Log, Page, Reply, Today
from shared.http.paging import Listing
from shared.http.transactional import Transactional
from shared.http.types import Day
from shared.ids import new_id

router = APIRouter(prefix="/supports/{case}/statuses", route_class=Transactional, tags=["statuses"])
due_router = APIRouter(prefix="/statuses-due", route_class=Transactional, tags=["statuses"])

Until = Annotated[Day | None, Query(description="Days up to this one; today if not given / Dagar till och med; annars i dag")]
KindFilter = Annotated[DueKind | None, Query(description="Only days of this kind / Bara dagar av detta slag")]


@due_router.get("")
async def list_statuses_due(
    officer: MayRead,
    page: Page,
    today: Today,
    tx: DbTx,
    reading: CaseWork,
    until: Until = None,
    kind: KindFilter = None,
    owner: OwnerFilter = None,
    unit: UnitFilter = None,
) -> Listing[StatusDueView]:
    """Days on which a status should be established and is not: day 180 of case and employment, 90 days after the end.

    A status of that day or later answers it, also when it is "unknown".

    Dagar då status ska fastställas men inte är det: dag 180 i ärende och anställning, 90 dagar efter slutet. En status den dagen
    eller senare är ett svar, även "okänd".
    """
    rows, total = await queries.list_due(
        tx,
        officer=officer,
        units=[one for one in sorted(officer.units) if unit in (None, one)],
        until=until or today,
        kind=kind,
        owner=officer.subject if owner == "me" else owner,
        limit=page.limit,
        offset=page.offset,
    )
    await reading.of_each([(row["person"], row["case_id"]) for row in rows])
    return page.of([StatusDueView.of(row) for row in rows], total)


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
