"""Statuses as they come in and go out."""

from typing import Self
from uuid import UUID

from pydantic import Field

from services.followup import events as e
from services.followup.schemas.examples import CASE, STATUS
from services.followup.schemas.fields import Recorder
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
