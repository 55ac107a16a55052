"""Opportunities as they come in and go out."""

from uuid import UUID

from pydantic import Field

from services.placement import events as e
from services.placement.fields import (
    Municipality,
    Occupation,
    OpportunityStatus,
    WeeklyHours,
)
from services.placement.schemas.examples import EMPLOYER, OPPORTUNITY
from shared.http.types import Body, Day, View


class OpportunityIn(Body):
    """Places at an employer."""

    employer: UUID = Field(examples=[EMPLOYER])
    occupation: Occupation
    weekly_hours: WeeklyHours
    places: int = Field(ge=1, le=1000, strict=True, description="Number of places / Antal platser", examples=[2])
    municipality: Municipality
    on: Day


class OpportunityClosingIn(Body):
    """Why the opportunity is closed."""

    reason: e.OpportunityClosing = Field(examples=["filled"])
    on: Day


class OpportunityView(View):
    """An opportunity and the places it has left."""

    opportunity: UUID = Field(examples=[OPPORTUNITY])
    employer: UUID = Field(examples=[EMPLOYER])
    occupation: Occupation
    weekly_hours: WeeklyHours
    places: int = Field(examples=[2])
    places_left: int = Field(description="Not filled yet / Inte tillsatta", examples=[2])
    municipality: Municipality
    opened_on: Day
    status: OpportunityStatus = Field(examples=["open"])
    closed_on: Day | None = Field(examples=[None])
    closing_reason: e.OpportunityClosing | None = Field(examples=[None])
    version: int = Field(examples=[1])
