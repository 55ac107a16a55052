"""Introductions as they come in and go out."""

from datetime import date
from typing import Any, Self
from uuid import UUID

from pydantic import Field

from services.followup import events as e
from services.followup.schemas.examples import CASE, EMPLOYMENT
from shared.db import Row
from shared.http.types import Body, Day, Note, View


class IntroductionView(View):
    """Introduction for one employment, or for the work trial before it: `introduction` is the id of either.

    `breach`: it lasts, or lasted, longer than the ordinance allows. The days of all introductions in the case are counted
    together, pauses and the days between them are not.
    """

    case: UUID = Field(examples=[CASE])
    introduction: UUID = Field(examples=[EMPLOYMENT])
    kind: e.IntroductionKind = Field(examples=["employment"])
    employment: UUID | None = Field(description="None at a work trial / Tomt vid arbetsprövning", examples=[EMPLOYMENT])
    started_on: Day = Field(examples=["2026-02-02"])
    counted_from: Day = Field(description="First day of introduction in the case / Första dag i ärendet", examples=["2026-02-02"])
    allowed_days: int = Field(description="Days of introduction allowed / Tillåtna dagar", examples=[182])
    latest_end: Day = Field(description="Last day allowed / Sista tillåtna dag", examples=["2026-08-02"])
    basis: str = Field(description="Where that stands / Var det står", examples=["förordning (2017:462) 11 §"])
    planned_end: Day | None = Field(description="As the plan has it / Enligt planen", examples=["2026-07-31"])
    ended_on: Day | None = Field(examples=["2026-07-31"])
    cause: e.EndCause | None = Field(description="What ended it / Vad som avslutade den", examples=["decided"])
    outcome: e.IntroductionOutcome | None = Field(description="How it went / Hur det gick", examples=["to-follow-up"])
    breach: bool = Field(examples=[False])

    @classmethod
    def of(cls, row: Row, today: date, **more: Any) -> Self:
        breach = row["breach"] or (row["ended_on"] is None and today > row["latest_end"])
        employment = row["introduction"] if row["kind"] == "employment" else None
        return cls.model_validate({**dict(row), "case": row["case_id"], "employment": employment, "breach": breach, **more})


class IntroductionDetail(IntroductionView):
    """An introduction with the reason for a breach."""

    reason: str | None = Field(examples=[None])


class EndingIn(Body):
    """The last day of introduction and how it went. Later than allowed needs `breach_reason`, and is recorded as a breach."""

    outcome: e.IntroductionOutcome = Field(description="How it went / Hur det gick", examples=["to-follow-up"])
    breach_reason: Note | None = Field(
        default=None,
        description="Needed when it ends too late, else not given / Krävs vid för sent slut, annars inte",
        examples=[None],
    )
    on: Day = Field(examples=["2026-07-31"])
