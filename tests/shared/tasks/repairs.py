"""A small service with tasks: a workshop takes orders, of a customer or for its own stock, and several may be one case's."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, Final, Literal, cast
from uuid import UUID

import sqlalchemy as sa

from shared.codec import Codec
from shared.db import Tx
from shared.errors import Refused
from shared.eventstore import EventStore, Recorded
from shared.limits import Limit
from shared.projections import ReadModel
from shared.service import Definition
from shared.tasks.completion import CompleteTask, completing
from shared.tasks.offered import Worklists
from shared.tasks.projection import TaskProjection
from shared.tasks.routes import task_routers
from shared.tasks.schemas import Home
from shared.tasks.steps import Assigned, Closed, Kinds, LedTo, Moved, Opened, Settled, Step, on_a_day
from shared.tasks.tables import task_tables

TaskKind = Literal["estimate", "repair", "call-back", "inspect"]


@dataclass(frozen=True, kw_only=True)
class OrderTaken:
    order: UUID
    person: UUID | None
    unit: str
    case: UUID | None = None
    mender: str | None = None
    on: date


@dataclass(frozen=True, kw_only=True)
class OrderJoined:
    order: UUID
    case: UUID
    unit: str
    on: date


@dataclass(frozen=True, kw_only=True)
class Given:
    """To a mender: an order, or every order of a case."""

    home: UUID
    mender: str | None
    unit: str | None = None
    on: date


@dataclass(frozen=True, kw_only=True)
class Estimated:
    """Every part is repaired, perhaps by somebody chosen, then the customer called; the estimator would inspect it."""

    order: UUID
    parts: tuple[UUID, ...]
    estimator: str
    chosen: str | None = None
    on: date


@dataclass(frozen=True, kw_only=True)
class PartDelayed:
    order: UUID
    part: UUID | None
    on: date


@dataclass(frozen=True, kw_only=True)
class Repaired:
    order: UUID
    part: UUID
    on: date


@dataclass(frozen=True, kw_only=True)
class Dropped:
    """An order, or every order of a case."""

    home: UUID
    on: date


@dataclass(frozen=True, kw_only=True)
class Misspelt:
    order: UUID
    on: date


@dataclass(frozen=True, kw_only=True)
class TaskDone:
    task: UUID
    kind: TaskKind
    order: UUID
    by: str
    on: date


WEEK, MONTH = Limit(working_days=5), Limit(months=1)


def taken(event: OrderTaken) -> Sequence[Step]:
    settled = Settled(home=event.order, person=event.person, unit=event.unit, owner=event.mender, case=event.case)
    return settled, Opened(kind="estimate", home=event.order, about=event.order, due_on=WEEK.after(event.on))


def estimated(event: Estimated) -> Sequence[Step]:
    home, later = event.order, on_a_day(MONTH, event.on)
    repairs = [
        Opened(kind="repair", home=home, about=part, due_on=WEEK.after(event.on), owner=event.chosen) for part in event.parts
    ]
    return (
        Closed(home=home, kinds=("estimate",), done=True),
        *repairs,
        Opened(kind="call-back", home=home, about=home, **later),
        Opened(kind="inspect", home=home, about=home, due_on=WEEK.after(event.on), owner=event.estimator),
    )


PLANS: Mapping[type, Callable[[Any], Sequence[Step]]] = {
    OrderTaken: taken,
    OrderJoined: lambda event: (LedTo(home=event.order, case=event.case, unit=event.unit),),
    Given: lambda event: (Assigned(home=event.home, unit=event.unit, owner=event.mender),),
    Estimated: estimated,
    PartDelayed: lambda event: (Moved(kind="repair", home=event.order, about=event.part, due_on=WEEK.after(event.on)),),
    Repaired: lambda event: (Closed(home=event.order, about=event.part, kinds=("repair",), done=True),),
    Dropped: lambda event: (Closed(home=event.home, done=False),),
    Misspelt: lambda event: (Closed(home=event.order, kinds=("estimat",), done=True),),
}


def steps(event: object) -> Sequence[Step]:
    plan = PLANS.get(type(event))
    return plan(event) if plan else ()


KINDS: Final = Kinds(literal=TaskKind, by_hand=frozenset({"call-back"}), units_own=frozenset({"inspect"}))


class InTheFuture(Refused):
    code = "in-the-future"
    sv = "Datumet ligger i framtiden."
    en = "The date is in the future."


def told(command: CompleteTask) -> TaskDone:
    kind = cast("TaskKind", command.kind)
    return TaskDone(task=command.task, kind=kind, order=command.home, by=command.by, on=command.on)


task = completing(KINDS, told, InTheFuture)
metadata = sa.MetaData()
tables = task_tables(metadata)
follow = TaskProjection(tables, KINDS, steps)


async def project(tx: Tx, events: Sequence[Recorded]) -> None:
    for recorded in events:
        if isinstance(recorded.event, TaskDone):
            await follow.done(tx, recorded.event, recorded.version)
        await follow.project(tx, recorded)


def read_model(store: EventStore) -> ReadModel[Recorded]:
    return ReadModel(metadata=metadata, feed=store.feed, project=project)


order = Home(name="order", description="Of this order / På ordern")
DEFINITION = Definition(
    name="repairs",
    title="Repairs – provtjänst",
    description_sv="En liten tjänst för prov.",
    description_en="A small service for tests.",
    routers=task_routers(Worklists(service="repairs", tables=tables, kinds=KINDS, decider=task, home=order)),
    codec=Codec((*PLANS, TaskDone)),
    project=project,
    read_model=read_model,
)
