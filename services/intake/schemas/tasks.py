"""Tasks, their counts and saved filters as they come in and go out."""

from datetime import date
from typing import Annotated, Literal, Self
from uuid import UUID

from pydantic import AfterValidator, Field

from services.intake import events as e
from services.intake.deadlines import BY_HAND
from services.intake.schemas.fields import CASE, PERSON, REFERRAL, Officer, Unit, no_personal_number
from shared.db import Row
from shared.http.types import Body, Day, Text, View

TASK = "0195c1de-9d00-7000-8000-0000000000ae"
SAVED = "0195c1de-9d00-7000-8000-0000000000af"
TaskStatus = Literal["open", "done", "dropped"]
LONGEST_AHEAD = 3660
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
    kind: e.TaskKind = Field(examples=["first-contact"])
    about: UUID = Field(description="Whose deadline it is / Vad den gäller", examples=[CASE])
    person: UUID = Field(examples=[PERSON])
    referral: UUID = Field(examples=[REFERRAL])
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

    @classmethod
    def of(cls, row: Row, today: date) -> Self:
        more = {
            "case": row["case_id"],
            "overdue": row["status"] == "open" and row["due_on"] < today,
            "by_hand": row["kind"] in BY_HAND,
        }
        return cls.model_validate({**dict(row), **more})


class TaskCount(View):
    """So many open tasks of a kind, overdue or not; `href` opens exactly them."""

    kind: e.TaskKind = Field(examples=["first-contact"])
    overdue: bool = Field(examples=[False])
    count: int = Field(examples=[3])
    href: str = Field(examples=["/intake/v1/tasks?owner=me&kind=first-contact&overdue=false"])


class TaskCounts(View):
    """Open tasks counted by kind; those of every kind and those overdue open by their links too."""

    as_of: Day
    open: int = Field(examples=[3])
    overdue: int = Field(examples=[0])
    href: str = Field(examples=["/intake/v1/tasks?owner=me"])
    overdue_href: str = Field(examples=["/intake/v1/tasks?owner=me&overdue=true"])
    counts: list[TaskCount]


class SavedFilterIn(Body):
    """A worklist to keep under a name. No dates: `due_within` moves along with the days."""

    name: Annotated[Text, AfterValidator(no_personal_number)] = Field(examples=["Mina försenade"])
    kind: e.TaskKind | None = Field(default=None, examples=["first-contact"])
    owner: Whose | None = None
    unit: Unit | None = None
    overdue: bool | None = Field(default=None, examples=[True])
    due_within: int | None = Field(default=None, ge=0, le=LONGEST_AHEAD, description="Days / Dagar", examples=[7])


class SavedFilterView(View):
    """A saved filter; `href` opens it."""

    filter: UUID = Field(examples=[SAVED])
    name: str = Field(examples=["Mina försenade"])
    kind: e.TaskKind | None = Field(examples=["first-contact"])
    owner: str | None = Field(examples=["me"])
    unit: str | None = Field(examples=["stockholm"])
    overdue: bool | None = Field(examples=[True])
    due_within: int | None = Field(examples=[7])
    href: str = Field(examples=["/intake/v1/tasks?owner=me&kind=first-contact&overdue=true"])
