"""Searches: one per case, opened and closed by the case's course. Nobody writes them here."""

from typing import Annotated

from fastapi import APIRouter, Query

from services.placement import queries
from services.placement.api.access import CaseWork, MayRead, SearchPath, within_unit
from services.placement.fields import SearchStatus
from services.placement.schemas.searches import SearchView
from shared.http.dependencies import DbTx, Page, Reply
from shared.http.paging import Listing
from shared.http.transactional import Transactional

router = APIRouter(prefix="/searches", route_class=Transactional, tags=["searches"])

StatusFilter = Annotated[SearchStatus | None, Query(description="Only these / Bara dessa")]


@router.get("")
async def list_searches(
    officer: MayRead, page: Page, tx: DbTx, reading: CaseWork, status: StatusFilter = None
) -> Listing[SearchView]:
    """Searches of one's own units, longest first. / Den egna enhetens jobbsökningar, den som pågått längst först."""
    rows, total = await queries.list_searches(
        tx, officer=officer, units=sorted(officer.units), status=status, limit=page.limit, offset=page.offset
    )
    await reading.of_each([(row["person"], row["case_id"]) for row in rows])
    return page.of([SearchView.of(row) for row in rows], total)


@router.get("/{search}")
async def show_search(officer: MayRead, search: SearchPath, tx: DbTx, reading: CaseWork, reply: Reply) -> SearchView:
    """One search. / En jobbsökning."""
    row = await within_unit(officer, tx, await queries.search(tx, search))
    await reading.of(person=row["person"], case=row["case_id"])
    reply.version(row["version"])
    return SearchView.of(row)
