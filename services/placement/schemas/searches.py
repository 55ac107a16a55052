"""Searches as they go out."""

from typing import Self
from uuid import UUID

from pydantic import Field

from services.placement.fields import (
    SearchStatus,
    Unit,
)
from services.placement.schemas.examples import CASE, PERSON
from shared.db import Row
from shared.http.types import Day, View


class SearchView(View):
    """The search for a job within a case; it is open as long as the case goes on. Its key is the case's."""

    case: UUID = Field(examples=[CASE])
    person: UUID = Field(examples=[PERSON])
    unit: Unit
    status: SearchStatus = Field(examples=["open"])
    started_on: Day = Field(description="The case's start / Ärendets start")
    ended_on: Day | None = Field(description="The case's end / Ärendets slut", examples=[None])
    version: int = Field(examples=[1])

    @classmethod
    def of(cls, row: Row) -> Self:
        return cls.model_validate({**dict(row), "case": row["case_id"]})
