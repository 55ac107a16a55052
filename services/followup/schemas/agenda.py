"""Planned contacts as they go out, and the worklists."""

from datetime import date
from typing import Literal, Self
from uuid import UUID

from pydantic import Field

from services.followup import events as e
from services.followup.agenda import Entry, PlannedState
from services.followup.schemas.examples import CASE, CONTACT, PERSON
from services.followup.schemas.fields import Officer
from services.followup.schemas.plans import TimeOfDay
from shared.db import Row
from shared.http.types import Day, Instant, View


class DueContactView(View):
    """A planned contact, and what became of it.

    `planned_on` is the plan's day; `due_on` another one when that is a public holiday or a free eve, or when it was moved.
    """

    case: UUID = Field(examples=[CASE])
    person: UUID = Field(examples=[PERSON])
    unit: str = Field(examples=["stockholm"])
    support_person: Officer | None
    contact_with: e.PlannedWith = Field(examples=["person"])
    channel: e.Channel = Field(examples=["visit"])
    planned_on: Day = Field(examples=["2026-02-10"])
    due_on: Day = Field(examples=["2026-02-10"])
    at: TimeOfDay | None = Field(description="Swedish time / Svensk tid")
    starts_at: Instant | None = Field(description="The same in UTC / Samma i UTC", examples=["2026-02-10T08:30:00Z"])
    state: PlannedState = Field(examples=["planned"])
    contact: UUID | None = Field(description="The contact that was logged / Kontakten som registrerades", examples=[CONTACT])

    @classmethod
    def of(cls, support: Row, entry: Entry) -> Self:
        planned = entry.planned
        return cls(
            case=support["case_id"],
            person=support["person"],
            unit=support["unit"],
            support_person=support["support_person"],
            contact_with=planned.contact_with,
            channel=planned.channel,
            planned_on=planned.planned_on,
            due_on=entry.due_on,
            at=planned.at.isoformat("minutes") if planned.at else None,
            starts_at=entry.instant,
            state=entry.state,
            contact=entry.contact,
        )


WorklistName = Literal[
    "contacts-today",
    "contacts-this-week",
    "tasks-overdue",
    "tasks-today",
    "tasks-this-week",
    "at-risk",
    "statuses-due",
    "plans-without-agreement",
    "plans-needed",
]


class WorklistView(View):
    """A worklist and how long it is; `href` opens exactly its rows."""

    worklist: WorklistName = Field(examples=["contacts-today"])
    count: int = Field(examples=[3])
    href: str = Field(examples=["/followup/v1/planned-contacts?from=2026-03-02&until=2026-03-02"])


class WorklistsView(View):
    """All worklists, as they are today."""

    as_of: Day
    worklists: list[WorklistView]

    @classmethod
    def at(cls, day: date, worklists: list[WorklistView]) -> Self:
        return cls(as_of=day, worklists=worklists)
