"""Worklist filters that an officer keeps under a name: one's own, seen by nobody else."""

from typing import Annotated, Any
from urllib.parse import urlencode
from uuid import UUID

from fastapi import APIRouter, Path, Request

from services.intake import saved_filters
from services.intake.api.access import MayReadTasks
from services.intake.schemas.tasks import SavedFilterIn, SavedFilterView
from shared.http.dependencies import DbTx, Page, Reply
from shared.http.paging import Listing
from shared.http.transactional import Transactional
from shared.ids import new_id

router = APIRouter(prefix="/saved-filters", route_class=Transactional, tags=["tasks"])

SavedPath = Annotated[UUID, Path(description="A saved filter / Ett sparat filter")]
EVERYTHING: dict[str, Any] = dict.fromkeys(("kind", "owner", "unit", "overdue", "due_within"))


@router.post("", status_code=201)
async def save_filter(officer: MayReadTasks, body: SavedFilterIn, request: Request, tx: DbTx, reply: Reply) -> SavedFilterView:
    """Keep a filter of tasks under a name. / Spara ett filter under ett namn."""
    saved = new_id()
    wanted = body.model_dump(exclude={"name"}, exclude_none=True)
    await saved_filters.add(tx, saved, officer.subject, body.name, wanted)
    reply.created(f"/saved-filters/{saved}")
    return _view(request, saved, body.name, wanted)


@router.get("")
async def list_saved_filters(officer: MayReadTasks, request: Request, page: Page, tx: DbTx) -> Listing[SavedFilterView]:
    """One's own filters, by name. / De egna filtren, efter namn."""
    rows, total = await saved_filters.list_of(tx, officer.subject, limit=page.limit, offset=page.offset)
    return page.of([_view(request, row["id"], row["name"], row["wanted"]) for row in rows], total)


@router.get("/{saved}")
async def show_saved_filter(officer: MayReadTasks, saved: SavedPath, request: Request, tx: DbTx) -> SavedFilterView:
    """One of one's own filters. / Ett av de egna filtren."""
    row = await saved_filters.one_of(tx, saved, officer.subject)
    return _view(request, saved, row["name"], row["wanted"])


@router.delete("/{saved}", status_code=204)
async def delete_saved_filter(officer: MayReadTasks, saved: SavedPath, tx: DbTx) -> None:
    """Forget one of one's own filters. / Ta bort ett av de egna filtren."""
    await saved_filters.delete(tx, saved, officer.subject)


def _view(request: Request, saved: UUID, name: str, wanted: dict[str, Any]) -> SavedFilterView:
    asked = urlencode({field: str(value).lower() if isinstance(value, bool) else value for field, value in wanted.items()})
    href = f"{request.scope.get('root_path', '')}/tasks" + (f"?{asked}" if asked else "")
    return SavedFilterView.model_validate({**EVERYTHING, **wanted, "filter": saved, "name": name, "href": href})
