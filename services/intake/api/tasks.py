"""Worklists: my list and the unit's, counts that open exactly their rows, and completions."""

from dataclasses import replace
from typing import Annotated, Any
from urllib.parse import urlencode
from uuid import UUID

from fastapi import APIRouter, Depends, Path, Query, Request

from services.intake import commands as c
from services.intake import events as e
from services.intake import protection, queries, streams
from services.intake.api.access import CaseWork, MayDoTasks, MayReadTasks, within_unit
from services.intake.projections.tasks import tasks
from services.intake.queries.tasks import Worklist
from services.intake.schemas.fields import Unit
from services.intake.schemas.referrals import OnDate
from services.intake.schemas.tasks import LONGEST_AHEAD, TaskCount, TaskCounts, TaskStatus, TaskView, Whose
from services.intake.task import task as decider
from shared.auth import Principal
from shared.db import Row, Tx
from shared.decider import handle
from shared.http.dependencies import DbTx, IfMatch, Log, Page, Reply, Today
from shared.http.paging import Listing
from shared.http.transactional import Transactional

router = APIRouter(route_class=Transactional, tags=["tasks"])

FILTERS = frozenset({"kind", "owner", "unit", "overdue", "due_within", "person", "referral", "case"})
TaskPath = Annotated[UUID, Path(description="A task / En uppgift")]


async def _asked(
    officer: MayReadTasks,
    today: Today,
    kind: Annotated[e.TaskKind | None, Query(description="Only this kind / Bara detta slag")] = None,
    owner: Annotated[Whose | None, Query(description="`me`, `nobody` (the unit's), or an officer / Vems")] = None,
    unit: Annotated[Unit | None, Query(description="One of one's own units / En av de egna enheterna")] = None,
    overdue: Annotated[bool | None, Query(description="Due before today, or not / Försenad eller inte")] = None,
    due_within: Annotated[
        int | None, Query(ge=0, le=LONGEST_AHEAD, description="Due within so many days, or overdue / Inom så många dagar")
    ] = None,
    person: Annotated[UUID | None, Query(description="About this person / Om personen")] = None,
    referral: Annotated[UUID | None, Query(description="About this referral / Om anvisningen")] = None,
    case: Annotated[UUID | None, Query(description="About this case / Om ärendet")] = None,
) -> Worklist:
    return Worklist(
        units=sorted(officer.units),
        shown=protection.shown_to(officer, tasks.c.person),
        today=today,
        kind=kind,
        owner=None if owner == "nobody" else officer.subject if owner == "me" else owner,
        nobody=owner == "nobody",
        unit=unit,
        overdue=overdue,
        due_within=due_within,
        person=person,
        referral=referral,
        case=case,
    )


Asked = Annotated[Worklist, Depends(_asked)]


@router.get("/tasks")
async def list_tasks(
    _officer: MayReadTasks,
    asked: Asked,
    page: Page,
    tx: DbTx,
    today: Today,
    reading: CaseWork,
    status: Annotated[TaskStatus, Query(description="Only these / Bara dessa")] = "open",
) -> Listing[TaskView]:
    """Tasks of one's own units, those due first first. `owner=me` is one's own list. / Enhetens uppgifter, i förfalloordning."""
    rows, total = await queries.list_tasks(tx, replace(asked, status=status), limit=page.limit, offset=page.offset)
    await reading.of_each([(row["person"], row["case_id"]) for row in rows])
    return page.of([TaskView.of(row, today) for row in rows], total)


@router.get("/task-counts")
async def count_tasks(_officer: MayReadTasks, asked: Asked, request: Request, tx: DbTx, today: Today) -> TaskCounts:
    """Open tasks by kind, overdue or not. Each count's link opens exactly its rows; the filters are those of the list.

    Öppna uppgifter efter slag, försenade eller inte. Varje antals länk öppnar just de raderna.
    """
    rows = await queries.count_tasks(tx, asked)
    link = _Link(request)
    counts = [
        TaskCount(
            kind=row["kind"],
            overdue=row["overdue"],
            count=row["count"],
            href=link.to(kind=row["kind"], overdue=str(row["overdue"]).lower()),
        )
        for row in rows
    ]
    overdue = sum(row["count"] for row in rows if row["overdue"])
    return TaskCounts(
        as_of=today,
        open=sum(row["count"] for row in rows),
        overdue=overdue,
        href=link.to(),
        overdue_href=link.to(overdue="true"),
        counts=counts,
    )


class _Link:
    """Links to the list with this request's filters, and more."""

    def __init__(self, request: Request) -> None:
        self._root = request.scope.get("root_path", "")
        self._asked = {name: value for name, value in request.query_params.items() if name in FILTERS}

    def to(self, **more: str) -> str:
        wanted = {**self._asked, **more}
        return f"{self._root}/tasks" + (f"?{urlencode(wanted)}" if wanted else "")


@router.get("/tasks/{task}")
async def show_task(officer: MayReadTasks, task: TaskPath, tx: DbTx, today: Today, reading: CaseWork, reply: Reply) -> TaskView:
    """One task. / En uppgift."""
    row = await _mine(officer, tx, task)
    await reading.of(person=row["person"], case=row["case_id"])
    reply.version(row["version"])
    return TaskView.of(row, today)


@router.post("/tasks/{task}/completions", status_code=201)
async def complete_task(
    officer: MayDoTasks, task: TaskPath, body: OnDate, today: Today, log: Log, if_match: IfMatch, reply: Reply
) -> TaskView:
    """Say that a task is done, and when. Tasks that another event fulfils are done by that event and refused here.

    Klarmarkera en uppgift, med datum. Uppgifter som blir klara av en annan händelse nekas här.
    """
    row = await _mine(officer, log.tx, task)
    command = c.CompleteTask(**_standing(row), by=officer.subject, on=body.on, today=today)
    version = await handle(log, decider, streams.task(task), command, if_match=if_match)
    reply.created(f"/tasks/{task}", version)
    return TaskView.of(await queries.task(log.tx, task), today)


def _standing(row: Row) -> dict[str, Any]:
    same = {name: row[name] for name in ("task", "kind", "about", "person", "referral", "not_before")}
    return {**same, "case": row["case_id"], "open": row["status"] == "open"}


async def _mine(officer: Principal, tx: Tx, task: UUID) -> Row:
    row = await queries.task(tx, task)
    within_unit(officer, row, case=row["case_id"])
    await protection.require(tx, officer, row["person"], row["case_id"])
    return row
