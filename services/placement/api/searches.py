"""Searches: one per case, opened and closed by the case's course. Nobody writes them here."""

from typing import Annotated

from fastapi import APIRouter, Depends, Query

from services.placement import queries
from services.placement.api.access import CaseWork, MayRead, SearchPath, within_unit
from services.placement.fields import SearchStatus
from services.placement.queries.searches import SearchOrder, Seekers
from services.placement.schemas.searches import SearchView
from shared.auth import Principal
from shared.http.dependencies import DbTx, Page, Reply, Today
from shared.http.paging import Listing
from shared.http.subjects import Unit
from shared.http.transactional import Transactional
from shared.http.units import require_unit
from shared.tasks.schemas import Whose

router = APIRouter(prefix="/searches", route_class=Transactional, tags=["searches"])

StatusFilter = Annotated[SearchStatus | None, Query(description="Only these / Bara dessa")]
UnitFilter = Annotated[Unit | None, Query(description="One of one's own units / En av de egna enheterna")]
OwnerFilter = Annotated[Whose | None, Query(description="`me`, `nobody`, or an officer / `me`, `nobody` eller en handläggare")]
Days = Annotated[int | None, Query(ge=0, le=3660, description="At least so many days / Minst så många dagar")]


def own_units(officer: Principal, unit: str | None) -> list[str]:
    """The officer's units, or that one of them. Forbidden for another's."""
    if unit is not None:
        require_unit(officer, unit)
    return [unit] if unit else sorted(officer.units)


async def _asked(
    officer: MayRead,
    today: Today,
    owner: OwnerFilter = None,
    status: StatusFilter = None,
    days_since_start: Days = None,
    days_without_contact: Days = None,
    days_without_visit: Days = None,
    sort: Annotated[SearchOrder, Query(description="Who has waited longest first / Längst väntan först")] = "started",
) -> Seekers:
    return Seekers(
        today=today,
        status=status,
        support_person=None if owner == "nobody" else officer.subject if owner == "me" else owner,
        nobody=owner == "nobody",
        started_days=days_since_start,
        without_contact=days_without_contact,
        without_visit=days_without_visit,
        sort=sort,
    )


Asked = Annotated[Seekers, Depends(_asked)]


@router.get("")
async def list_searches(
    officer: MayRead, asked: Asked, page: Page, tx: DbTx, today: Today, reading: CaseWork, unit: UnitFilter = None
) -> Listing[SearchView]:
    """Searches of one's own units, with the days since their start and since the last contact with an employer.

    `owner=me` is one's own list; `sort` puts first who has waited longest since the start, any contact, or a visit.

    Den egna enhetens jobbsökningar, med dagar sedan start och sedan senaste arbetsgivarkontakt. `owner=me` är den egna listan.
    """
    rows, total = await queries.list_searches(
        tx, asked, officer=officer, units=own_units(officer, unit), limit=page.limit, offset=page.offset
    )
    await reading.of_each([(row["person"], row["case_id"]) for row in rows])
    return page.of([SearchView.of(row, today) for row in rows], total)


@router.get("/{search}")
async def show_search(
    officer: MayRead, search: SearchPath, tx: DbTx, today: Today, reading: CaseWork, reply: Reply
) -> SearchView:
    """One search. / En jobbsökning."""
    row = await within_unit(officer, tx, await queries.search(tx, search))
    await reading.of(person=row["person"], case=row["case_id"])
    reply.version(row["version"])
    return SearchView.of(row, today)
