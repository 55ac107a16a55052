"""The worklists a day begins with: how long each is, and a link that opens exactly its rows."""

from collections.abc import Mapping
from datetime import date, timedelta
from typing import Annotated, Any, Final
from urllib.parse import urlencode

from fastapi import APIRouter, Request

from services.followup import queries
from services.followup.api.agenda import OwnerFilter, UnitFilter
from services.followup.projections.tasks import tables
from services.followup.schemas.agenda import WorklistName, WorklistsView, WorklistView
from shared.auth import Principal, Requires
from shared.db import Tx
from shared.http.dependencies import DbTx, Today
from shared.http.transactional import Transactional
from shared.protection import shown_to
from shared.tasks.worklist import Worklist, list_tasks

router = APIRouter(prefix="/worklists", route_class=Transactional, tags=["worklists"])

MayPlanTheDay = Annotated[Principal, Requires("followup:read", "task:read")]

Filters = Mapping[str, Any]
OF_TASKS: Final[Mapping[WorklistName, Filters]] = {
    "tasks-overdue": {"overdue": True},
    "tasks-today": {"due_within": 0, "overdue": False},
    "tasks-this-week": {"overdue": False},
    "at-risk": {"kind": "at-risk"},
    "plans-without-agreement": {"kind": "plan-agreement"},
    "plans-needed": {"kind": "plan-needed"},
}


@router.get("")
async def list_worklists(
    officer: MayPlanTheDay, request: Request, today: Today, tx: DbTx, owner: OwnerFilter = None, unit: UnitFilter = None
) -> WorklistsView:
    """Today, this week, overdue, at risk, statuses due, plans without agreement: counts, each with a link to its rows.

    I dag, den här veckan, försenat, i riskzonen, status att fastställa, planer utan överenskommelse: antal, med länk till rader.
    """
    counting = Counting(officer, tx, today, owner, unit, request.scope.get("root_path", ""))
    sunday = today + timedelta(days=6 - today.weekday())
    monday = sunday - timedelta(days=6)
    return WorklistsView.at(
        today,
        [
            await counting.contacts("contacts-today", today, today),
            await counting.contacts("contacts-this-week", monday, sunday),
            *[await counting.tasks(name, _this_week(name, wanted, today)) for name, wanted in OF_TASKS.items()],
            await counting.statuses(),
        ],
    )


def _this_week(name: WorklistName, wanted: Filters, today: date) -> Filters:
    """Up to Sunday."""
    return {**wanted, "due_within": 6 - today.weekday()} if name == "tasks-this-week" else wanted


class Counting:
    """Counts by the same reads that the lists use, narrowed to the same rows."""

    def __init__(self, officer: Principal, tx: Tx, today: date, owner: str | None, unit: str | None, root: str) -> None:
        self._officer, self._tx, self._today = officer, tx, today
        self._owner = officer.subject if owner == "me" else owner
        self._units = [one for one in sorted(officer.units) if unit in (None, one)]
        self._asked = {name: value for name, value in (("owner", owner), ("unit", unit)) if value is not None}
        self._root = root

    async def contacts(self, name: WorklistName, first: date, last: date) -> WorklistView:
        days = queries.Days(first=first, last=last)
        due = await queries.due_of_units(
            self._tx, officer=self._officer, units=self._units, owner=self._owner, days=days, today=self._today
        )
        return self._view(name, len(due), "/planned-contacts", {"from": first, "until": last})

    async def tasks(self, name: WorklistName, wanted: Filters) -> WorklistView:
        shown = shown_to(self._officer, tables.tasks.c.person)
        narrowed = Worklist(tasks=tables.tasks, units=self._units, shown=shown, today=self._today, owner=self._owner, **wanted)
        _, total = await list_tasks(self._tx, narrowed, limit=0, offset=0)
        return self._view(name, total, "/tasks", wanted)

    async def statuses(self) -> WorklistView:
        _, total = await queries.list_due(
            self._tx,
            officer=self._officer,
            units=self._units,
            until=self._today,
            kind=None,
            limit=0,
            offset=0,
            owner=self._owner,
        )
        return self._view("statuses-due", total, "/statuses-due", {"until": self._today})

    def _view(self, name: WorklistName, count: int, path: str, wanted: Filters) -> WorklistView:
        query = {
            key: str(value).lower() if isinstance(value, bool) else value for key, value in {**wanted, **self._asked}.items()
        }
        return WorklistView(worklist=name, count=count, href=f"{self._root}{path}?{urlencode(query)}")
