"""Supports as they go out, and the steps of their course."""

from typing import Any, Self
from uuid import UUID

from pydantic import Field

from services.followup import events as e
from services.followup.schemas.examples import CASE, EMPLOYMENT, PERSON
from services.followup.schemas.fields import Hours, Officer
from services.followup.state import Phase
from shared.db import Row
from shared.http.types import Body, Day, Note, View


class SupportView(View):
    """The support of a case and where it stands."""

    case: UUID = Field(examples=[CASE])
    person: UUID = Field(examples=[PERSON])
    unit: str = Field(examples=["stockholm"])
    support_person: Officer | None
    phase: Phase = Field(
        description="waiting: neither introduction nor follow-up is under way / varken introduktion eller uppföljning pågår",
        examples=["follow-up"],
    )
    began_on: Day = Field(description="The case's start / Ärendets start", examples=["2026-01-12"])
    follow_up_on: Day | None = Field(description="Latest start of follow-up / Senaste start", examples=["2026-08-03"])
    completed_on: Day | None = Field(examples=[None])
    ground: e.CompletionGround | None = Field(description="Why it was completed / Varför det slutfördes", examples=[None])
    at_least_until: Day | None = Field(
        description="Practice's earliest end, when it was completed / Tidigaste slut enligt praxis", examples=[None]
    )
    paused_on: Day | None = Field(description="The case is paused since / Ärendet är pausat sedan", examples=[None])
    paused_until: Day | None = Field(description="Expected / Väntat", examples=[None])
    closed_on: Day | None = Field(description="The case's end / Ärendets slut", examples=[None])
    version: int = Field(examples=[6])

    @classmethod
    def of(cls, row: Row, **more: Any) -> Self:
        return cls.model_validate({**dict(row), "case": row["case_id"], **more})


class FollowUpIn(Body):
    """The first day of follow-up."""

    on: Day = Field(examples=["2026-08-03"])


class CompletionIn(Body):
    """The last day of the support, and why it is over; earlier than the unit's practice needs `early_reason`."""

    ground: e.CompletionGround = Field(description="Why it is over / Varför det är klart", examples=["works-independently"])
    early_reason: Note | None = Field(
        default=None, description="Needed when it is early / Krävs om det är tidigt", examples=[None]
    )
    on: Day = Field(examples=["2027-02-02"])


class SupportDetail(SupportView):
    """A support with the reason for an early end."""

    early_reason: str | None = Field(examples=[None])


class EmploymentView(View):
    """An employment as placement tells it."""

    employment: UUID = Field(examples=[EMPLOYMENT])
    case: UUID = Field(examples=[CASE])
    started_on: Day = Field(examples=["2026-02-02"])
    ended_on: Day | None = Field(examples=[None])
    weekly_hours: Hours | None
    hours_since: Day | None = Field(examples=["2026-02-02"])

    @classmethod
    def of(cls, row: Row) -> Self:
        return cls.model_validate({**dict(row), "case": row["case_id"]})
