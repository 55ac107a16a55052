"""Outcomes of participations in SUS as they come in and go out."""

from datetime import date
from decimal import Decimal
from typing import Self
from uuid import UUID

from pydantic import Field, model_validator
from pydantic_core import PydanticCustomError

from services.intake import events as e
from services.intake import sus_outcome
from services.intake.schemas.fields import CASE, Officer
from shared.db import Row
from shared.http.phrases import add_field_phrase
from shared.http.types import Body, Day, View

BEFORE, AFTER = "2026-03-02", "2026-11-20"


add_field_phrase(
    "extent",
    sv="Ange arbete i timmar per vecka (hours_a_week) och studier i procent (percent).",
    en="State work in hours a week (hours_a_week) and studies in percent (percent).",
)


class OccupiedIn(Body):
    """Work in hours a week, studies in percent of full time."""

    occupation: e.SusOccupation = Field(examples=["work"])
    hours_a_week: Decimal | None = Field(
        default=None, gt=0, le=80, decimal_places=2, description="Of work; 40 hours are 100 % / Arbetstid", examples=["20"]
    )
    percent: int | None = Field(default=None, ge=1, le=100, description="Of studies / Studiernas omfattning", examples=[None])

    @model_validator(mode="after")
    def _one_extent(self) -> Self:
        studies = self.occupation == "studies"
        if (self.hours_a_week is None) != studies or (self.percent is None) == studies:
            raise PydanticCustomError("extent", "hours a week for work, percent for studies")
        return self


class SupportIn(Body):
    """One source of support and its period; give the periods before too, so that the time in public support is right."""

    source: e.SusSource = Field(examples=["activity-grant"])
    percent: int = Field(ge=1, le=100, description="Of full support / Omfattning", examples=[100])
    from_on: Day = Field(description="First day / Första dag", examples=["2025-06-01"])
    until: Day | None = Field(default=None, description="Last day; null: until further notice / Sista dag", examples=[None])


class SituationIn(Body):
    """Occupations and sources of support as they were on a day."""

    on: Day = Field(examples=[BEFORE])
    occupations: list[OccupiedIn] = Field(default=[], max_length=3, examples=[[{"occupation": "work", "hours_a_week": "20"}]])
    support: list[SupportIn] = Field(
        default=[],
        max_length=50,
        examples=[[{"source": "activity-grant", "percent": 50, "from_on": "2025-06-01", "until": None}]],
    )


class SusOutcomeIn(Body):
    """Why the participation ended, and the situation before it (within one week) and after it."""

    reason: e.SusReason = Field(examples=["completed"])
    before: SituationIn
    after: SituationIn = Field(examples=[{"on": AFTER, "occupations": [{"occupation": "work", "hours_a_week": "30"}]}])


class SusOutcomeCorrectionIn(SusOutcomeIn):
    """The whole outcome as it should be, and why."""

    correction: e.SusCorrectionReason = Field(examples=["learned-later"])


class OccupiedView(View):
    """Work or studies in percent of full time."""

    occupation: e.SusOccupation = Field(examples=["work"])
    percent: int = Field(examples=[50])


class SupportView(View):
    """A source of support on the day, in percent of full support."""

    source: e.SusSource = Field(examples=["activity-grant"])
    percent: int = Field(examples=[50])


class SituationView(View):
    """The situation on a day. Gaps of up to a month in public support are ignored."""

    on: Day = Field(examples=[BEFORE])
    occupations: list[OccupiedView]
    support: list[SupportView]
    public_support_since: Day | None = Field(
        description="Unbroken since; null: in none / Oavbruten offentlig försörjning sedan", examples=["2025-06-01"]
    )

    @classmethod
    def of(cls, situation: e.SusSituation) -> Self:
        return cls(
            on=situation.on,
            occupations=[OccupiedView.model_validate(each) for each in situation.occupations],
            support=[SupportView.model_validate(each) for each in sus_outcome.sources_on(situation)],
            public_support_since=sus_outcome.public_support_since(situation),
        )


class SusOutcomeView(View):
    """A participation's outcome as registered in SUS; `correction` is why the one before was not right."""

    case: UUID = Field(examples=[CASE])
    ended_on: Day
    reason: e.SusReason = Field(examples=["completed"])
    before: SituationView
    after: SituationView
    correction: e.SusCorrectionReason | None = Field(examples=[None])
    registered_by: Officer
    registered_on: Day
    version: int = Field(examples=[1])

    @classmethod
    def of(cls, row: Row, outcome: e.SusOutcome) -> Self:
        told = {name: row[name] for name in ("ended_on", "correction", "registered_by", "registered_on", "version")}
        before, after = SituationView.of(outcome.before), SituationView.of(outcome.after)
        return cls.model_validate({**told, "case": row["case_id"], "reason": outcome.reason, "before": before, "after": after})


def situation(body: SituationIn) -> e.SusSituation:
    """The situation as the domain knows it; work in percent of 40 hours a week."""
    return e.SusSituation(
        on=body.on,
        occupations=tuple(e.SusOccupied(occupation=each.occupation, percent=_percent(each)) for each in body.occupations),
        support=tuple(e.SusSupport(**each.model_dump()) for each in body.support),
    )


def _percent(body: OccupiedIn) -> int:
    return sus_outcome.percent_of_full_time(body.hours_a_week) if body.hours_a_week is not None else body.percent or 100


def outcome(body: SusOutcomeIn, ended_on: date) -> e.SusOutcome:
    return e.SusOutcome(reason=body.reason, before=situation(body.before), after=situation(body.after), ended_on=ended_on)
