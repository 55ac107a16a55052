"""Statuses as they come in and go out."""

from typing import Self
from uuid import UUID

from pydantic import Field

from services.followup import events as e
from services.followup.projections.due import DueKind
from services.followup.schemas.examples import CASE, PERSON, STATUS
from services.followup.schemas.fields import Officer, Recorder
from shared.db import Row
from shared.http.types import Body, Day, Instant, View


class StatusIn(Body):
    """What was so on a day, and who said it. `corrects` names the status that this one replaces."""

    situation: e.Situation = Field(examples=["in-work"])
    source: e.Source = Field(examples=["person"])
    corrects: UUID | None = Field(default=None, examples=[None])
    on: Day = Field(examples=["2026-08-10"])


class StatusView(View):
    """A status; `corrected_by` is the one that replaced it."""

    status: UUID = Field(examples=[STATUS])
    case: UUID = Field(examples=[CASE])
    situation: e.Situation = Field(examples=["in-work"])
    source: e.Source = Field(examples=["person"])
    corrects: UUID | None = Field(examples=[None])
    corrected_by: UUID | None = Field(examples=[None])
    on: Day = Field(examples=["2026-08-10"])
    recorded_at: Instant
    recorded_by: Recorder

    @classmethod
    def of(cls, row: Row) -> Self:
        return cls.model_validate({**dict(row), "case": row["case_id"]})


class StatusDueView(View):
    """A day on which it is asked how it went, and which no status has answered. `about`: the employment, or the case."""

    case: UUID = Field(examples=[CASE])
    person: UUID = Field(examples=[PERSON])
    unit: str = Field(examples=["stockholm"])
    support_person: Officer | None
    kind: DueKind = Field(
        description="Day 180 of the case or of the employment, or 90 days after the end / Dag 180 i ärendet eller anställningen,"
        " eller 90 dagar efter slutet",
        examples=["day-180"],
    )
    about: UUID = Field(examples=[CASE])
    on: Day = Field(description="The day that is asked about / Dagen det gäller", examples=["2026-07-11"])

    @classmethod
    def of(cls, row: Row) -> Self:
        return cls.model_validate({**dict(row), "case": row["case_id"]})
