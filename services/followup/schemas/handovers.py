"""Handovers as they come in and go out."""

from datetime import date
from typing import Literal, Self
from uuid import UUID

from pydantic import Field

from services.followup.schemas.examples import CASE, HANDOVER
from services.followup.schemas.fields import Officer
from shared.db import Row
from shared.http.types import Body, Day, View


class HandoverView(View):
    """A handover and its clock. `days_without_contact`: from the last kept contact with the person before it to the first after.

    While there is no contact after it, they are counted to today; without one before it, from the handover.
    """

    handover: UUID = Field(examples=[HANDOVER])
    case: UUID = Field(examples=[CASE])
    on: Day = Field(examples=["2026-03-02"])
    unit: str = Field(examples=["stockholm"])
    from_support_person: Officer | None
    support_person: Officer | None
    acknowledged_on: Day | None = Field(description="Packet read / Underlaget läst", examples=["2026-03-02"])
    person_informed_on: Day | None = Field(examples=["2026-03-02"])
    employer_informed_on: Day | None = Field(examples=["2026-03-03"])
    last_contact_on: Day | None = Field(description="Before it / Före överlämningen", examples=["2026-02-24"])
    first_contact_by: Day | None = Field(description="Last day of the clock / Sista dag", examples=["2026-03-09"])
    first_contact_on: Day | None = Field(
        description="By the new support person / Av den nya stödpersonen", examples=["2026-03-05"]
    )
    in_time: bool | None = Field(description="None while the clock runs / Tomt medan tiden går", examples=[True])
    days_without_contact: int = Field(examples=[9])

    @classmethod
    def of(cls, row: Row, today: date) -> Self:
        first, due = row["first_contact_on"], row["first_contact_by"]
        contact, before = row["next_contact_on"] or today, row["last_contact_on"] or row["on"]
        open_still = due is None or (first is None and today <= due)
        in_time = None if open_still else first is not None and first <= due
        values = {
            **dict(row),
            "case": row["case_id"],
            "in_time": in_time,
            "days_without_contact": max(0, (contact - before).days),
        }
        return cls.model_validate(values)


class AcknowledgementIn(Body):
    """The new support person has read what was handed over."""

    on: Day = Field(examples=["2026-03-02"])


class NoticeIn(Body):
    """The person or the employer knows who the new support person is."""

    party: Literal["person", "employer"] = Field(examples=["employer"])
    on: Day = Field(examples=["2026-03-03"])
