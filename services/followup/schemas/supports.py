"""Supports as they go out, and the steps of their course."""

from typing import Self
from uuid import UUID

from pydantic import Field

from services.followup.schemas.examples import CASE, PERSON
from services.followup.state import Phase
from shared.db import Row
from shared.http.types import Body, Day, View


class SupportView(View):
    """The support of a case and where it stands."""

    case: UUID = Field(examples=[CASE])
    person: UUID = Field(examples=[PERSON])
    unit: str = Field(examples=["stockholm"])
    phase: Phase = Field(
        description="waiting: neither introduction nor follow-up is under way / varken introduktion eller uppföljning pågår",
        examples=["follow-up"],
    )
    began_on: Day = Field(description="The case's start / Ärendets start", examples=["2026-01-12"])
    follow_up_on: Day | None = Field(description="Latest start of follow-up / Senaste start", examples=["2026-08-03"])
    completed_on: Day | None = Field(examples=[None])
    closed_on: Day | None = Field(description="The case's end / Ärendets slut", examples=[None])
    version: int = Field(examples=[6])

    @classmethod
    def of(cls, row: Row) -> Self:
        return cls.model_validate({**dict(row), "case": row["case_id"]})


class FollowUpIn(Body):
    """The first day of follow-up."""

    on: Day = Field(examples=["2026-08-03"])


class CompletionIn(Body):
    """The last day of the support."""

    on: Day = Field(examples=["2027-02-01"])
