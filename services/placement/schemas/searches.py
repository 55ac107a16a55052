"""Searches as they go out."""

from datetime import date
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
    """The search for a job within a case; it is open as long as the case goes on. Its key is the case's.

    Days are counted up to today, or up to the case's end. Without any contact with an employer its days are null.
    """

    case: UUID = Field(examples=[CASE])
    person: UUID = Field(examples=[PERSON])
    unit: Unit
    support_person: str | None = Field(description="Who has the case / Stödperson", examples=["officer-7"])
    status: SearchStatus = Field(examples=["open"])
    started_on: Day = Field(description="The case's start / Ärendets start")
    days_since_start: int = Field(description="Days since then / Dagar sedan dess", examples=[64])
    last_contact_on: Day | None = Field(description="With an employer about it / Med arbetsgivare", examples=["2026-03-02"])
    days_since_contact: int | None = Field(examples=[8])
    last_face_to_face_on: Day | None = Field(description="A visit / Ett besök", examples=["2026-02-16"])
    days_since_face_to_face: int | None = Field(examples=[22])
    searching_again_since: Day | None = Field(
        description="Last day in the job that was lost, until there is another / Sista dag i det förlorade jobbet",
        examples=[None],
    )
    days_searching_again: int | None = Field(examples=[None])
    paused_on: Day | None = Field(description="Paused since / Uppehåll sedan", examples=[None])
    paused_until: Day | None = Field(description="As expected / Väntat slut på uppehållet", examples=[None])
    ended_on: Day | None = Field(description="The case's end / Ärendets slut", examples=[None])
    version: int = Field(examples=[1])

    @classmethod
    def of(cls, row: Row, today: date) -> Self:
        until = row["ended_on"] or today
        return cls.model_validate(
            {
                **dict(row),
                "case": row["case_id"],
                "days_since_start": (until - row["started_on"]).days,
                "days_since_contact": _days(row["last_contact_on"], until),
                "days_since_face_to_face": _days(row["last_face_to_face_on"], until),
                "days_searching_again": _days(row["searching_again_since"], until),
            }
        )


def _days(since: date | None, until: date) -> int | None:
    return None if since is None else (until - since).days
