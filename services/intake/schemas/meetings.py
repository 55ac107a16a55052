"""Meetings and consultations as they come in and go out, and their counts."""

from typing import Self
from uuid import UUID

from pydantic import Field

from services.intake import events as e
from services.intake.schemas.fields import CASE, Officer, Unit
from shared.db import Row
from shared.http.types import Body, Day, View

MEETING = "0195c1de-9d00-7000-8000-0000000000af"


class HeldIn(Body):
    """What a meeting was: its kind, who took part, and the case if it was about one."""

    kind: e.MeetingKind = Field(description="Kind / Slag av möte", examples=["network"])
    participants: list[e.AgencyKind] = Field(
        min_length=1, max_length=8, description="Kinds of agency / Slag av aktörer", examples=[["region", "municipality"]]
    )
    case: UUID | None = Field(default=None, description="None when about no case / Inget ärende", examples=[None])
    on: Day

    @property
    def held(self) -> e.Meeting:
        return e.Meeting(kind=self.kind, participants=tuple(dict.fromkeys(self.participants)), case=self.case, on=self.on)


class MeetingIn(HeldIn):
    """A meeting or consultation of a unit."""

    unit: Unit


class MeetingCorrectionIn(HeldIn):
    """The whole of what holds instead, and why."""

    reason: e.MeetingCorrectionReason = Field(description="Why / Skäl", examples=["wrong-date"])


class MeetingRetractionIn(Body):
    """Why the meeting was registered in error."""

    reason: e.MeetingErrorReason = Field(description="Why / Skäl", examples=["registered-twice"])
    on: Day


class MeetingView(View):
    """A meeting or consultation, as it stands after every correction."""

    meeting: UUID = Field(examples=[MEETING])
    unit: Unit
    kind: e.MeetingKind = Field(examples=["sip"])
    participants: list[e.AgencyKind] = Field(examples=[["region", "municipality"]])
    case: UUID | None = Field(examples=[CASE])
    held_on: Day
    in_error: bool = Field(description="Registered in error / Felregistrerat", examples=[False])
    registered_by: Officer
    version: int = Field(examples=[1])

    @classmethod
    def of(cls, row: Row) -> Self:
        return cls.model_validate({**dict(row), "case": row["case_id"]})


class MeetingCount(View):
    """How many meetings of one kind a unit had."""

    unit: Unit
    kind: e.MeetingKind = Field(examples=["sip"])
    meetings: int = Field(examples=[7])
    about_a_case: int = Field(description="Of which about a case / Varav om ett ärende", examples=[7])


class MeetingCounts(View):
    """Meetings of each unit and kind, first and last day included; registered in error never."""

    items: list[MeetingCount]
