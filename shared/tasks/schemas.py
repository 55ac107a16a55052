"""Tasks, their counts and saved filters as they come in and go out; `schemas_of` gives a service's own, with its kinds."""

from dataclasses import dataclass
from datetime import date
from typing import Annotated, Any, Literal, TypeVar, get_args
from uuid import UUID

from pydantic import AfterValidator, BaseModel, Field, create_model

from shared.db import Row
from shared.http.subjects import Officer, Unit, no_personal_number
from shared.http.types import Body, Day, Text, View
from shared.tasks.steps import Kinds

TASK, SAVED, HOME, PERSON, CASE = (
    "0195c1de-9d00-7000-8000-0000000000ae",
    "0195c1de-9d00-7000-8000-0000000000af",
    "0195c1de-9d00-7000-8000-0000000000ab",
    "0195c1de-9d00-7000-8000-0000000000aa",
    "0195c1de-9d00-7000-8000-0000000000ac",
)
TaskStatus = Literal["open", "done", "dropped"]
LONGEST_AHEAD = 3660
M = TypeVar("M", bound=BaseModel)
Whose = Annotated[
    Officer,
    Field(
        description="`me`, `nobody` (the unit's own), or an officer / `me`, `nobody` (enhetens egna) eller en handläggare",
        examples=["me"],
    ),
]


class TaskView(View):
    """A task: what is to be done, until when, and whose it is."""

    task: UUID = Field(examples=[TASK])
    kind: str
    about: UUID = Field(description="Whose deadline it is / Vad den gäller", examples=[CASE])
    person: UUID | None = Field(description="Null: about nobody / Null: gäller ingen person", examples=[PERSON])
    home: UUID
    case: UUID | None = Field(examples=[CASE])
    unit: Unit
    owner: Officer | None = Field(description="Null: the unit's / Null: enhetens")
    opened_on: Day
    not_before: Day | None = Field(description="The first day it can be done / Tidigast", examples=[None])
    due_on: Day = Field(examples=["2026-03-09"])
    overdue: bool = Field(examples=[False])
    by_hand: bool = Field(description="Done by a completion, not by another event / Klarmarkeras", examples=[True])
    status: TaskStatus = Field(examples=["open"])
    closed_on: Day | None = Field(examples=[None])
    closed_by: str | None = Field(description="The event that closed it / Händelsen", examples=[None])
    version: int = Field(examples=[0])


class CompletionIn(Body):
    """When it was done."""

    on: Day


class TaskCount(View):
    """So many open tasks of a kind, overdue or not; `href` opens exactly them."""

    kind: str
    overdue: bool = Field(examples=[False])
    count: int = Field(examples=[3])
    href: str


class TaskCounts(View):
    """Open tasks counted by kind; those of every kind and those overdue open by their links too."""

    as_of: Day
    open: int = Field(examples=[3])
    overdue: int = Field(examples=[0])
    href: str
    overdue_href: str
    counts: list[Any]


class SavedFilterIn(Body):
    """A worklist to keep under a name. No dates: `due_within` moves along with the days."""

    name: Annotated[Text, AfterValidator(no_personal_number)] = Field(examples=["Mina försenade"])
    kind: str | None = None
    owner: Whose | None = None
    unit: Unit | None = None
    overdue: bool | None = Field(default=None, examples=[True])
    due_within: int | None = Field(default=None, ge=0, le=LONGEST_AHEAD, description="Days / Dagar", examples=[7])


class SavedFilterView(View):
    """A saved filter; `href` opens it."""

    filter: UUID = Field(examples=[SAVED])
    name: str = Field(examples=["Mina försenade"])
    kind: str | None
    owner: str | None = Field(examples=["me"])
    unit: str | None = Field(examples=["stockholm"])
    overdue: bool | None = Field(examples=[True])
    due_within: int | None = Field(examples=[7])
    href: str


@dataclass(frozen=True, kw_only=True)
class Schemas:
    """A service's bodies and answers: those above, with its own kinds, and its own name for the home."""

    task: type[TaskView]
    count: type[TaskCount]
    counts: type[TaskCounts]
    filter_in: type[SavedFilterIn]
    filter: type[SavedFilterView]


@dataclass(frozen=True, kw_only=True)
class Home:
    """What the API calls a home: the name of the field and of the filter, and the filter's description."""

    name: str = "home"
    description: str = "Kept under this: a case, or what has none / Samlad under detta: ett ärende, eller det som inget har"


def schemas_of(service: str, kinds: Kinds, home: Home, *, example: str | None, with_person: bool) -> Schemas:
    """`example`: a kind to show in the document. `with_person`: every task is about a person."""
    kind: Any = kinds.literal
    shown = example or get_args(kind)[0]
    kinds.require(shown)
    root = f"/{service}/v1/tasks?owner=me"
    named = {"kind": (kind, Field(examples=[shown]))}
    about_somebody: dict[str, Any] = {"person": (UUID, Field(examples=[PERSON]))} if with_person else {}
    count = _own(TaskCount, **named, href=(str, Field(examples=[f"{root}&kind={shown}&overdue=false"])))
    return Schemas(
        task=_own(TaskView, **named, **about_somebody, home=(UUID, Field(serialization_alias=home.name, examples=[HOME]))),
        count=count,
        counts=_own(
            TaskCounts,
            href=(str, Field(examples=[root])),
            overdue_href=(str, Field(examples=[f"{root}&overdue=true"])),
            counts=(list[count], ...),  # type: ignore[valid-type] # made just now
        ),
        filter_in=_own(SavedFilterIn, kind=(kind | None, Field(default=None, examples=[shown]))),
        filter=_own(
            SavedFilterView,
            kind=(kind | None, Field(examples=[shown])),
            href=(str, Field(examples=[f"{root}&kind={shown}&overdue=true"])),
        ),
    )


def _own(shape: type[M], **fields: Any) -> type[M]:
    """The same model, of the same name, with these fields in their places."""
    own: type[M] = create_model(shape.__name__, __base__=shape, __doc__=shape.__doc__, __module__=shape.__module__, **fields)
    return own


def task_view(schema: type[TaskView], row: Row, kinds: Kinds, today: date) -> TaskView:
    """The row as an answer; `kinds` tells which are done by hand."""
    more = {
        "case": row["case_id"],
        "overdue": row["status"] == "open" and row["due_on"] < today,
        "by_hand": row["kind"] in kinds.by_hand,
    }
    return schema.model_validate({**dict(row), **more})
