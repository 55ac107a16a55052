"""What a service says of its worklists, and what their routes make of it."""

from collections.abc import Callable
from dataclasses import dataclass, field
from functools import cached_property
from typing import Annotated, Any
from urllib.parse import urlencode
from uuid import UUID

from fastapi import Depends, Query, Request

from shared import protection
from shared.auth import Principal, Requires
from shared.db import Row, Tx
from shared.decider import Decider
from shared.http.access import Reading
from shared.http.dependencies import Today
from shared.http.subjects import Unit
from shared.http.units import require_unit
from shared.tasks.completion import CompleteTask
from shared.tasks.schemas import LONGEST_AHEAD, Home, Schemas, TaskView, Whose, schemas_of, task_view
from shared.tasks.steps import Kinds
from shared.tasks.tables import TaskTables
from shared.tasks.worklist import Worklist, task_of


@dataclass(frozen=True, kw_only=True)
class Worklists:
    """A service's worklists over HTTP.

    `decider` completes a task in its `stream`; None: no kind is done by hand, and there is no route for it. `home` is what the
    API calls a home, `example` a kind to show in the document. `always_about_a_person`: no home is without one. The scopes are
    those of the two sorts of route, `purpose` the code in the access log.
    """

    service: str
    tables: TaskTables
    kinds: Kinds
    decider: Decider[CompleteTask, Any, Any] | None = None
    stream: Callable[[UUID], str] = "task-{}".format
    home: Home = field(default_factory=Home)
    example: str | None = None
    always_about_a_person: bool = False
    may_read: str = "task:read"
    may_do: str = "task:write"
    purpose: str = "case-work"

    @cached_property
    def schemas(self) -> Schemas:
        return schemas_of(self.service, self.kinds, self.home, example=self.example, with_person=self.always_about_a_person)

    def view(self, row: Row, today: Any) -> TaskView:
        return task_view(self.schemas.task, row, self.kinds, today)

    @cached_property
    def reads(self) -> Any:
        """Dependency: the caller, who may read tasks."""
        return Requires(self.may_read)

    @cached_property
    def does(self) -> Any:
        """Dependency: the caller, who may complete tasks."""
        return Requires(self.may_do)

    @cached_property
    def logs(self) -> Any:
        """Dependency: the access log."""
        return Reading(self.purpose)

    @cached_property
    def asked(self) -> Any:
        """Dependency: the worklist that the query asks for."""
        return Depends(_asking(self))

    @property
    def filters(self) -> frozenset[str]:
        """The query parameters that narrow a list, and so its counts."""
        return frozenset({"kind", "owner", "unit", "overdue", "due_within", "person", self.home.name, "case"})

    async def mine(self, officer: Principal, tx: Tx, task: UUID) -> Row:
        """The task, if it belongs to one of the officer's units and its person, if it has one, may be seen."""
        row = await task_of(tx, self.tables.tasks, task)
        require_unit(officer, row["unit"], person=row["person"], case=row["case_id"])
        if row["person"] is not None:
            await protection.require(tx, officer, row["person"], row["case_id"])
        return row


def _asking(own: Worklists) -> Callable[..., Any]:
    tasks, kind_type = own.tables.tasks, own.kinds.literal

    async def asked(
        officer: Annotated[Principal, own.reads],
        today: Today,
        kind: Annotated[kind_type | None, Query(description="Only this kind / Bara detta slag")] = None,  # type: ignore[valid-type]
        owner: Annotated[Whose | None, Query(description="`me`, `nobody` (the unit's), or an officer / Vems")] = None,
        unit: Annotated[Unit | None, Query(description="One of one's own units / En av de egna enheterna")] = None,
        overdue: Annotated[bool | None, Query(description="Due before today, or not / Försenad eller inte")] = None,
        due_within: Annotated[
            int | None, Query(ge=0, le=LONGEST_AHEAD, description="Due within so many days, or overdue / Inom så många dagar")
        ] = None,
        person: Annotated[UUID | None, Query(description="About this person / Om personen")] = None,
        home: Annotated[UUID | None, Query(alias=own.home.name, description=own.home.description)] = None,
        case: Annotated[UUID | None, Query(description="About this case / Om ärendet")] = None,
    ) -> Worklist:
        return Worklist(
            tasks=tasks,
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
            home=home,
            case=case,
        )

    return asked


class Link:
    """Links to the list with this request's filters, and more."""

    def __init__(self, request: Request, filters: frozenset[str]) -> None:
        self._root = request.scope.get("root_path", "")
        self._asked = {name: value for name, value in request.query_params.items() if name in filters}

    def to(self, **more: str) -> str:
        wanted = {**self._asked, **more}
        return f"{self._root}/tasks" + (f"?{urlencode(wanted)}" if wanted else "")
