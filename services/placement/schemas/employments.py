"""Employments as they come in and go out."""

from typing import Self
from uuid import UUID

from pydantic import Field

from services.placement import events as e
from services.placement.fields import (
    EmploymentStatus,
    FormOf,
    Occupation,
    Unit,
    WeeklyHours,
)
from services.placement.schemas.examples import CASE, EMPLOYER, EMPLOYMENT, OPPORTUNITY, PERSON
from shared.db import Row
from shared.http.types import Body, Day, Note, View


class EmploymentIn(Body):
    """An employment that has been agreed; it may lie ahead."""

    case: UUID = Field(examples=[CASE])
    employer: UUID = Field(examples=[EMPLOYER])
    opportunity: UUID | None = Field(
        default=None, description="Whose place is taken, if one / Jobbmöjlighetens plats, om någon", examples=[OPPORTUNITY]
    )
    candidacy: UUID | None = Field(
        default=None, description="The accepted candidacy that led here / Kandidaturen som ledde hit", examples=[None]
    )
    occupation: Occupation
    starts_on: Day = Field(description="First day in work, as agreed / Avtalad första arbetsdag")
    weekly_hours: WeeklyHours
    form: FormOf
    on: Day = Field(description="When it was agreed / När det avtalades", examples=["2026-02-16"])


class StartIn(Body):
    """The employment has started. Hours and form only where they are not those agreed."""

    on: Day = Field(description="First day in work / Första arbetsdag")
    weekly_hours: WeeklyHours | None = None
    form: FormOf | None = None


class TermsIn(Body):
    """Hours, occupation, tasks or form are other from this day on; what is left out stays."""

    on: Day = Field(examples=["2026-03-09"])
    weekly_hours: WeeklyHours | None = Field(default=None, examples=[40.0])
    occupation: Occupation | None = None
    tasks: Note | None = Field(
        default=None, description="What the work consists of now / Arbetsuppgifterna nu", examples=["Packning och leveranser."]
    )
    form: FormOf | None = None


class EndingIn(Body):
    """The employment has ended."""

    on: Day = Field(description="Last day in work / Sista arbetsdag", examples=["2026-03-10"])
    reason: e.EndReason = Field(examples=["fixed-term-over"])


class CorrectionIn(Body):
    """Both dates as they should be, and why. Without `ended_on` the employment goes on."""

    started_on: Day = Field(description="First day in work / Första arbetsdag", examples=["2026-03-03"])
    ended_on: Day | None = Field(default=None, description="Last day in work / Sista arbetsdag", examples=[None])
    reason: Note = Field(examples=["Fel datum registrerades."])


class RetractionIn(Body):
    """Why the employment was registered in error."""

    reason: Note = Field(examples=["Registrerades på fel person."])
    on: Day


class EmploymentView(View):
    """An employment and where it stands. Hours and form are those of the latest terms."""

    employment: UUID = Field(examples=[EMPLOYMENT])
    case: UUID = Field(examples=[CASE])
    person: UUID = Field(examples=[PERSON])
    employer: UUID = Field(examples=[EMPLOYER])
    opportunity: UUID | None = Field(examples=[OPPORTUNITY])
    unit: Unit
    occupation: Occupation
    status: EmploymentStatus = Field(examples=["working"])
    agreed_on: Day
    starts_on: Day = Field(description="As agreed / Enligt avtal")
    started_on: Day | None = Field(description="First day in work / Första arbetsdag")
    weekly_hours: WeeklyHours
    tasks: str | None = Field(
        default=None, description="As changed; not in lists / Efter ändring; inte i listor", examples=[None]
    )
    form: FormOf
    terms_on: Day | None = Field(
        description="Since when, if changed since the start / Sedan när, om ändrat sedan start", examples=[None]
    )
    ended_on: Day | None = Field(description="Last day in work / Sista arbetsdag", examples=[None])
    end_reason: e.EndReason | None = Field(examples=[None])
    version: int = Field(examples=[2])

    @classmethod
    def of(cls, row: Row, tasks: str | None = None) -> Self:
        return cls.model_validate({**dict(row), "case": row["case_id"], "tasks": tasks})
