"""Worklist filters that an officer keeps under a name: one's own, seen by nobody else."""

from typing import Annotated, Any
from urllib.parse import urlencode
from uuid import UUID

from fastapi import APIRouter, Path, Request

from shared.auth import Principal
from shared.http.dependencies import DbTx, Page, Reply
from shared.http.paging import Listing
from shared.http.transactional import Transactional
from shared.ids import new_id
from shared.tasks import saved_filters
from shared.tasks.offered import Worklists
from shared.tasks.schemas import SavedFilterIn, SavedFilterView

SavedPath = Annotated[UUID, Path(description="A saved filter / Ett sparat filter")]
EVERYTHING: dict[str, Any] = dict.fromkeys(("kind", "owner", "unit", "overdue", "due_within"))


def filter_router(own: Worklists) -> APIRouter:
    """To keep a filter, list, look at and forget one's own."""
    router = APIRouter(prefix="/saved-filters", route_class=Transactional, tags=["tasks"])
    _add_saving(router, own)
    _add_list(router, own)
    _add_one(router, own)
    _add_deletion(router, own)
    return router


def _add_saving(router: APIRouter, own: Worklists) -> None:
    async def save_filter(
        officer: Annotated[Principal, own.reads], body: SavedFilterIn, request: Request, tx: DbTx, reply: Reply
    ) -> SavedFilterView:
        """Keep a filter of tasks under a name. / Spara ett filter under ett namn."""
        saved = new_id()
        wanted = body.model_dump(exclude={"name"}, exclude_none=True)
        await saved_filters.add(tx, saved, officer.subject, body.name, wanted)
        reply.created(f"/saved-filters/{saved}")
        return _view(own, request, saved, body.name, wanted)

    save_filter.__annotations__["body"] = own.schemas.filter_in  # the same, with the service's own kinds
    router.post("", status_code=201, response_model=own.schemas.filter)(save_filter)


def _add_list(router: APIRouter, own: Worklists) -> None:
    @router.get("", response_model=Listing.__class_getitem__(own.schemas.filter))
    async def list_saved_filters(
        officer: Annotated[Principal, own.reads], request: Request, page: Page, tx: DbTx
    ) -> Listing[SavedFilterView]:
        """One's own filters, by name. / De egna filtren, efter namn."""
        rows, total = await saved_filters.list_of(tx, officer.subject, limit=page.limit, offset=page.offset)
        return page.of([_view(own, request, row["id"], row["name"], row["wanted"]) for row in rows], total)


def _add_one(router: APIRouter, own: Worklists) -> None:
    @router.get("/{saved}", response_model=own.schemas.filter)
    async def show_saved_filter(
        officer: Annotated[Principal, own.reads], saved: SavedPath, request: Request, tx: DbTx
    ) -> SavedFilterView:
        """One of one's own filters. / Ett av de egna filtren."""
        row = await saved_filters.one_of(tx, saved, officer.subject)
        return _view(own, request, saved, row["name"], row["wanted"])


def _add_deletion(router: APIRouter, own: Worklists) -> None:
    @router.delete("/{saved}", status_code=204)
    async def delete_saved_filter(officer: Annotated[Principal, own.reads], saved: SavedPath, tx: DbTx) -> None:
        """Forget one of one's own filters. / Ta bort ett av de egna filtren."""
        await saved_filters.delete(tx, saved, officer.subject)


def _view(own: Worklists, request: Request, saved: UUID, name: str, wanted: dict[str, Any]) -> SavedFilterView:
    asked = urlencode({field: str(value).lower() if isinstance(value, bool) else value for field, value in wanted.items()})
    href = f"{request.scope.get('root_path', '')}/tasks" + (f"?{asked}" if asked else "")
    return own.schemas.filter.model_validate({**EVERYTHING, **wanted, "filter": saved, "name": name, "href": href})
