"""Opportunities and job analyses as they come in and go out."""

from decimal import Decimal
from typing import Annotated, Any, Self
from uuid import UUID

from pydantic import Field, StringConstraints

from services.placement import events as e
from services.placement.fields import (
    Municipality,
    Occupation,
    OccupationCode,
    OpportunityStatus,
    WeeklyHours,
)
from services.placement.schemas.examples import ANALYSIS, EMPLOYER, OPPORTUNITY
from services.placement.schemas.profiles import Level, Measure
from shared.db import Row
from shared.http.types import Body, Day, Note, View

MOST = 20


class DemandIn(Body):
    """What the job demands in one dimension."""

    dimension: e.Dimension = Field(examples=["physical"])
    level: Level

    def domain(self) -> e.Demand:
        return e.Demand(dimension=self.dimension, level=self.level)


class AdaptationIn(Body):
    """What the employer can adapt, and how far the demand comes down."""

    dimension: e.Dimension = Field(examples=["physical"])
    measure: Measure = Field(examples=["lifting-aid"])
    lowers_to: Level = Field(examples=[1])

    def domain(self) -> e.Adaptation:
        return e.Adaptation(dimension=self.dimension, measure=self.measure, lowers_to=self.lowers_to)


class NeededLanguage(Body):
    """A language that the job needs."""

    language: Annotated[str, StringConstraints(pattern=r"^[a-z]{2}$")] = Field(description="ISO 639-1", examples=["sv"])
    level: Level

    def domain(self) -> e.LanguageLevel:
        return e.LanguageLevel(language=self.language, level=self.level)


class JobIn(Body):
    """What the employer offers. What is left out is not asked for, or not settled yet."""

    workplace: UUID | None = Field(default=None, examples=[None])
    occupation: Occupation
    tasks: Note | None = Field(
        default=None, description="Kept sealed / Förvaras förseglat", examples=["Plocka och packa varor, lasta vagnar."]
    )
    weekly_hours: WeeklyHours
    least_weekly_hours: WeeklyHours | None = Field(
        default=None, description="What the employer can do with; left out: the same / Minsta arbetstid", examples=[20.0]
    )
    shifts: list[e.Shift] = Field(default=[], max_length=MOST, examples=[["day"]])
    licences: list[e.Licence] = Field(default=[], max_length=MOST, examples=[["B"]])
    languages: list[NeededLanguage] = Field(default=[], max_length=MOST)
    places: int = Field(ge=1, le=1000, strict=True, description="Number of places / Antal platser", examples=[2])
    municipality: Municipality
    starts_on: Day | None = Field(default=None, examples=["2026-04-01"])
    until_on: Day | None = Field(default=None, examples=[None])
    sheltered: bool = Field(
        default=False, strict=True, description="Only as sheltered work (OSA) / Bara som skyddat arbete (OSA)", examples=[False]
    )

    def offered(self) -> dict[str, Any]:
        """Fields of a `Job`, but for its workplace's standing and the sealed tasks."""
        least: Decimal = self.weekly_hours if self.least_weekly_hours is None else self.least_weekly_hours
        return {
            "workplace": self.workplace,
            "occupation": self.occupation,
            "weekly_hours": self.weekly_hours,
            "least_weekly_hours": least,
            "shifts": tuple(dict.fromkeys(self.shifts)),
            "licences": tuple(dict.fromkeys(self.licences)),
            "languages": tuple(language.domain() for language in self.languages),
            "places": self.places,
            "municipality": self.municipality,
            "starts_on": self.starts_on,
            "until_on": self.until_on,
            "sheltered": self.sheltered,
        }


class OpportunityIn(JobIn):
    """Places at an employer, with what is known of the job's demands."""

    employer: UUID = Field(examples=[EMPLOYER])
    demands: list[DemandIn] = Field(default=[], max_length=MOST)
    adaptations: list[AdaptationIn] = Field(default=[], max_length=MOST)
    on: Day


class OpportunityCorrectionIn(JobIn):
    """What is offered, all of it, as it is now; and why it was other before."""

    places: int = Field(ge=1, le=1000, strict=True, description="Number of places / Antal platser", examples=[3])
    reason: Note = Field(examples=["Arbetsgivaren har en plats till."])
    on: Day = Field(examples=["2026-03-05"])


class OpportunityClosingIn(Body):
    """Why the opportunity is closed."""

    reason: e.OpportunityClosing = Field(examples=["filled"])
    on: Day = Field(examples=["2026-03-05"])


class OpportunityReopeningIn(Body):
    """Why the opportunity is open again."""

    reason: Note = Field(examples=["Platsen blev ledig igen."])
    on: Day = Field(examples=["2026-03-05"])


class AnalysisIn(Body):
    """What the job demands, and what can be adapted. The latest day's analysis holds."""

    demands: list[DemandIn] = Field(max_length=MOST)
    adaptations: list[AdaptationIn] = Field(default=[], max_length=MOST)
    note: Note | None = Field(default=None, description="Kept sealed / Förvaras förseglat", examples=["Tunga lyft på morgonen."])
    on: Day


class AnalysisRow(View):
    """An analysis of the job: by whom, and what was found."""

    analysis: UUID = Field(examples=[ANALYSIS])
    opportunity: UUID = Field(examples=[OPPORTUNITY])
    demands: list[DemandIn]
    adaptations: list[AdaptationIn]
    by: str = Field(examples=["officer-7"])
    on: Day

    @classmethod
    def of(cls, row: Row, **more: Any) -> Self:
        return cls.model_validate({**dict(row), "by": row["analysed_by"], "on": row["analysed_on"], **more})


class AnalysisView(AnalysisRow):
    """An analysis of the job, with its note."""

    note: str | None = Field(description="Null: none, or erased / Ingen, eller raderad", examples=["Tunga lyft på morgonen."])


class OpportunityView(View):
    """An opportunity: what is offered, what the job demands as last analysed, and the places it has left."""

    opportunity: UUID = Field(examples=[OPPORTUNITY])
    employer: UUID = Field(examples=[EMPLOYER])
    workplace: UUID | None = Field(examples=[None])
    occupation: OccupationCode
    weekly_hours: WeeklyHours
    least_weekly_hours: WeeklyHours
    shifts: list[e.Shift] = Field(examples=[["day"]])
    licences: list[e.Licence] = Field(examples=[["B"]])
    languages: list[NeededLanguage]
    demands: list[DemandIn] = Field(description="Of the latest analysis / Enligt senaste arbetsanalysen")
    adaptations: list[AdaptationIn]
    analysed_on: Day | None = Field(description="Null: not analysed / Inte analyserat", examples=["2026-03-02"])
    analysed_by: str | None = Field(examples=["officer-7"])
    places: int = Field(examples=[2])
    places_left: int = Field(description="Neither filled nor kept / Varken tillsatta eller hållna", examples=[2])
    municipality: Municipality
    starts_on: Day | None = Field(examples=["2026-04-01"])
    until_on: Day | None = Field(examples=[None])
    sheltered: bool = Field(description="Only as OSA / Bara som OSA", examples=[False])
    opened_by: str | None = Field(examples=["officer-7"])
    opened_on: Day
    status: OpportunityStatus = Field(examples=["open"])
    closed_on: Day | None = Field(examples=[None])
    closing_reason: e.OpportunityClosing | None = Field(examples=[None])
    version: int = Field(examples=[1])


class OpportunityPage(OpportunityView):
    """An opportunity, with what is done in the job."""

    tasks: str | None = Field(
        description="Null: not told, or erased / Inte angivna, eller raderade", examples=["Plocka och packa varor."]
    )
