"""A service's routes to its tasks: my list and the unit's, counts that open exactly their rows, completions, saved filters."""

from dataclasses import replace
from typing import Annotated, Any
from uuid import UUID

from fastapi import APIRouter, Path, Query, Request

from shared.auth import Principal
from shared.db import Row
from shared.decider import Decider, handle
from shared.http.access import Reader
from shared.http.dependencies import DbTx, IfMatch, Log, Page, Reply, Today
from shared.http.paging import Listing
from shared.http.transactional import Transactional
from shared.tasks import worklist
from shared.tasks.completion import CompleteTask
from shared.tasks.filter_routes import filter_router
from shared.tasks.offered import Link, Worklists
from shared.tasks.schemas import CompletionIn, TaskCounts, TaskStatus, TaskView
from shared.tasks.worklist import Worklist

TaskPath = Annotated[UUID, Path(description="A task / En uppgift")]


def task_routers(own: Worklists) -> tuple[APIRouter, APIRouter]:
    """The routers of tasks and of saved filters, for the service's `ROUTERS`."""
    router = APIRouter(route_class=Transactional, tags=["tasks"])
    _add_list(router, own)
    _add_counts(router, own)
    _add_one(router, own)
    if own.decider is not None:
        _add_completion(router, own, own.decider)
    return router, filter_router(own)


def _add_list(router: APIRouter, own: Worklists) -> None:
    @router.get("/tasks", response_model=Listing.__class_getitem__(own.schemas.task))
    async def list_tasks(
        _officer: Annotated[Principal, own.reads],
        asked: Annotated[Worklist, own.asked],
        page: Page,
        tx: DbTx,
        today: Today,
        reading: Annotated[Reader, own.logs],
        status: Annotated[TaskStatus, Query(description="Only these / Bara dessa")] = "open",
    ) -> Listing[TaskView]:
        """Tasks of one's own units, those due first first. `owner=me` is one's own list.

        Enhetens uppgifter, i förfalloordning.
        """
        rows, total = await worklist.list_tasks(tx, replace(asked, status=status), limit=page.limit, offset=page.offset)
        await reading.of_each([(row["person"], row["case_id"]) for row in rows if row["person"] is not None])
        return page.of([own.view(row, today) for row in rows], total)


def _add_counts(router: APIRouter, own: Worklists) -> None:
    @router.get("/task-counts", response_model=own.schemas.counts)
    async def count_tasks(
        _officer: Annotated[Principal, own.reads],
        asked: Annotated[Worklist, own.asked],
        request: Request,
        tx: DbTx,
        today: Today,
    ) -> TaskCounts:
        """Open tasks by kind, overdue or not. Each count's link opens exactly its rows; the filters are those of the list.

        Öppna uppgifter efter slag, försenade eller inte. Varje antals länk öppnar just de raderna.
        """
        link = Link(request, own.filters)
        rows = await worklist.count_tasks(tx, asked)
        return own.schemas.counts(
            as_of=today,
            open=sum(row["count"] for row in rows),
            overdue=sum(row["count"] for row in rows if row["overdue"]),
            href=link.to(),
            overdue_href=link.to(overdue="true"),
            counts=[own.schemas.count(**_counted(row, link)) for row in rows],
        )


def _counted(row: Row, link: Link) -> dict[str, Any]:
    href = link.to(kind=row["kind"], overdue=str(row["overdue"]).lower())
    return {"kind": row["kind"], "overdue": row["overdue"], "count": row["count"], "href": href}


def _add_one(router: APIRouter, own: Worklists) -> None:
    @router.get("/tasks/{task}", response_model=own.schemas.task)
    async def show_task(
        officer: Annotated[Principal, own.reads],
        task: TaskPath,
        tx: DbTx,
        today: Today,
        reading: Annotated[Reader, own.logs],
        reply: Reply,
    ) -> TaskView:
        """One task. / En uppgift."""
        row = await own.mine(officer, tx, task)
        if row["person"] is not None:
            await reading.of(person=row["person"], case=row["case_id"])
        reply.version(row["version"])
        return own.view(row, today)


def _add_completion(router: APIRouter, own: Worklists, decider: Decider[CompleteTask, Any, Any]) -> None:
    @router.post("/tasks/{task}/completions", status_code=201, response_model=own.schemas.task)
    async def complete_task(
        officer: Annotated[Principal, own.does],
        task: TaskPath,
        body: CompletionIn,
        today: Today,
        log: Log,
        if_match: IfMatch,
        reply: Reply,
    ) -> TaskView:
        """Say that a task is done, and when. Tasks that another event fulfils are done by that event and refused here.

        Klarmarkera en uppgift, med datum. Uppgifter som blir klara av en annan händelse nekas här.
        """
        row = await own.mine(officer, log.tx, task)
        command = worklist.completion_of(row, by=officer.subject, on=body.on, today=today)
        version = await handle(log, decider, own.stream(task), command, if_match=if_match)
        reply.created(f"/tasks/{task}", version)
        return own.view(await worklist.task_of(log.tx, own.tables.tasks, task), today)
