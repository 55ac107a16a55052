"""Plans as they come in and go out."""

from typing import Any, Self
from uuid import UUID

from pydantic import Field

from services.followup import events as e
from services.followup.schemas.examples import CASE, PLAN
from services.followup.schemas.fields import HasNote, PerWeek, Recorder, noted
from shared.db import Row
from shared.http.types import Body, Day, Instant, Note, View


class PlanIn(Body):
    """A plan agreed by all three, and the contacts that it plans from a day on."""

    agreed_by: list[e.Party] = Field(
        min_length=1,
        max_length=3,
        description="All three must agree / Alla tre ska vara överens",
        examples=[["person", "employer", "support-person"]],
    )
    person_contacts_per_week: PerWeek
    employer_contacts_per_week: PerWeek
    applies_from: Day = Field(examples=["2026-02-09"])
    note: Note | None = Field(default=None, examples=["Börja med halva dagar."])
    on: Day = Field(description="Date agreed / Datum för överenskommelsen", examples=["2026-02-04"])


class PlanView(View):
    """A plan. It applies until the next one does."""

    plan: UUID = Field(examples=[PLAN])
    case: UUID = Field(examples=[CASE])
    person_contacts_per_week: PerWeek
    employer_contacts_per_week: PerWeek
    applies_from: Day = Field(examples=["2026-02-09"])
    on: Day = Field(examples=["2026-02-04"])
    has_note: HasNote = Field(examples=[True])
    recorded_at: Instant
    recorded_by: Recorder

    @classmethod
    def of(cls, row: Row, **more: Any) -> Self:
        return cls.model_validate(noted(row, more))


class PlanDetail(PlanView):
    """A plan with its note."""

    note: str | None = Field(examples=["Börja med halva dagar."])
