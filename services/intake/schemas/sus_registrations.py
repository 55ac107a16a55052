"""A participation registered in SUS when it goes in."""

from typing import Self
from uuid import UUID

from pydantic import Field

from services.intake import events as e
from services.intake.schemas.fields import CASE, Officer
from shared.db import Row
from shared.http.types import Body, Day, View


class SusRegistrationIn(Body):
    """The day when the participation was registered in SUS."""

    on: Day


class SusRetractionIn(Body):
    """Why it was not registered after all, and when that was found out."""

    reason: e.SusRetraction = Field(examples=["other-person"])
    on: Day


class SusRegistered(View):
    """Whether the participation is registered in SUS, and since when; null: it is not."""

    case: UUID = Field(examples=[CASE])
    registered_on: Day | None = Field(examples=["2026-03-09"])
    registered_by: Officer | None = Field(examples=["eva"])
    version: int = Field(examples=[1])

    @classmethod
    def of(cls, row: Row) -> Self:
        return cls.model_validate({**dict(row), "case": row["case_id"]})

    @classmethod
    def none(cls, case: UUID, version: int) -> Self:
        return cls(case=case, registered_on=None, registered_by=None, version=version)
