"""Attendance as it comes in and goes out, and what it comes to over weeks."""

from decimal import Decimal
from typing import Annotated, Any, Self
from uuid import UUID

from pydantic import Field, PlainSerializer

from services.followup.progress import Progress, Week
from services.followup.schemas.examples import ATTENDANCE, CASE, EMPLOYMENT
from services.followup.schemas.fields import Recorder
from shared.db import Row
from shared.http.types import Body, Day, Instant, Note, View

HoursIn = Annotated[Decimal, Field(ge=0, le=100, decimal_places=2, examples=[20])]
HoursOut = Annotated[Decimal, PlainSerializer(float, return_type=float, when_used="json"), Field(examples=[20])]
Change = Annotated[Decimal, PlainSerializer(float, return_type=float, when_used="json"), Field(examples=[2.5])]
WEEK = "Its Monday / Veckans måndag"


class AttendanceIn(Body):
    """Scheduled and actual hours in a week, which any of its days names. `corrects` names what this one replaces."""

    week: Day = Field(description="A day of the week / En dag i veckan", examples=["2026-02-16"])
    employment: UUID | None = Field(
        default=None, description="Null: a work trial, or none in particular / Null: arbetsprövning", examples=[EMPLOYMENT]
    )
    scheduled_hours: HoursIn
    actual_hours: HoursIn
    corrects: UUID | None = Field(default=None, examples=[None])
    reason: Note | None = Field(default=None, description="Why it is corrected / Varför den rättas", examples=[None])


class AttendanceView(View):
    """Hours of one week at one employment. What was corrected is still here, and says by what."""

    attendance: UUID = Field(examples=[ATTENDANCE])
    case: UUID = Field(examples=[CASE])
    employment: UUID | None = Field(examples=[EMPLOYMENT])
    week: Day = Field(description=WEEK, examples=["2026-02-16"])
    scheduled_hours: HoursOut
    actual_hours: HoursOut
    corrects: UUID | None = Field(examples=[None])
    corrected_by: UUID | None = Field(examples=[None])
    on: Day = Field(description="When it was told / När det registrerades", examples=["2026-02-23"])
    recorded_at: Instant
    recorded_by: Recorder

    @classmethod
    def of(cls, row: Row, **more: Any) -> Self:
        values = {name: value for name, value in dict(row).items() if name != "reason"}
        return cls.model_validate({**values, "case": row["case_id"], **more})


class AttendanceDetail(AttendanceView):
    """Hours of one week, with why they were corrected."""

    reason: str | None = Field(examples=[None])


class WeekView(View):
    """All hours of a week. `share` is what was worked of what was scheduled; `change` is from the week logged before."""

    week: Day = Field(description=WEEK, examples=["2026-02-16"])
    scheduled_hours: HoursOut
    actual_hours: HoursOut
    share: Change | None
    on_the_line: bool = Field(description="At least the hours of the line / Minst gränsens timmar", examples=[True])
    change: Change | None

    @classmethod
    def of(cls, week: Week) -> Self:
        return cls(
            week=week.week,
            scheduled_hours=week.scheduled,
            actual_hours=week.actual,
            share=round(week.share, 2) if week.share is not None else None,
            on_the_line=week.on_the_line,
            change=week.change,
        )


class ProgressView(View):
    """Attendance over weeks, those that were logged, from the first.

    `stalled`: no week has had more hours than `highest_in` for as many logged weeks as practice says, or more, and less is worked
    than contracted.
    """

    case: UUID = Field(examples=[CASE])
    line: HoursOut = Field(description="Hours a week to reach / Gräns för timmar i veckan", examples=[10])
    contracted_hours: HoursOut | None
    on_the_line_since: Day | None = Field(examples=["2026-02-16"])
    highest_in: Day | None = Field(examples=["2026-03-02"])
    weeks_since: int = Field(description="Weeks logged since then / Registrerade veckor sedan dess", examples=[2])
    stalled: bool = Field(examples=[False])
    weeks: list[WeekView]

    @classmethod
    def of(cls, case: UUID, found: Progress, contracted: Decimal | None) -> Self:
        return cls(
            case=case,
            line=found.line,
            contracted_hours=contracted,
            on_the_line_since=found.on_the_line_since,
            highest_in=found.highest_in,
            weeks_since=found.weeks_since,
            stalled=found.stalled,
            weeks=[WeekView.of(week) for week in found.weeks],
        )
