"""What a unit has set."""

from typing import Self

from pydantic import Field

from services.followup.schemas.fields import Recorder
from shared.db import Row
from shared.http.types import Body, Day, Instant, View


class FollowUpLengthIn(Body):
    """How long follow-up is at the unit, for employments that begin from `on`: the same for every employer."""

    at_least_months: int = Field(ge=1, le=120, examples=[12])
    at_most_months: int = Field(ge=1, le=120, description="Longer needs a reason / Längre kräver skäl", examples=[24])
    on: Day = Field(examples=["2027-07-01"])


class FollowUpLengthView(View):
    """A setting, which holds until the next."""

    unit: str = Field(examples=["stockholm"])
    at_least_months: int = Field(examples=[12])
    at_most_months: int = Field(examples=[24])
    on: Day = Field(examples=["2027-07-01"])
    recorded_at: Instant
    recorded_by: Recorder

    @classmethod
    def of(cls, row: Row) -> Self:
        return cls.model_validate(dict(row))
