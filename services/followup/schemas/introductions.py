"""Introductions as they come in and go out."""

from typing import Any, Self
from uuid import UUID

from pydantic import Field

from services.followup import events as e
from services.followup.schemas.examples import CASE, EMPLOYMENT
from shared.db import Row
from shared.http.types import Body, Day, Note, View


class IntroductionView(View):
    """Introduction for one employment. `breach`: it lasted longer than the ordinance allows."""

    case: UUID = Field(examples=[CASE])
    employment: UUID = Field(examples=[EMPLOYMENT])
    started_on: Day = Field(examples=["2026-02-02"])
    latest_end: Day = Field(description="Last day allowed / Sista tillåtna dag", examples=["2026-08-02"])
    basis: str = Field(description="Where that stands / Var det står", examples=["förordning (2017:462) 11 §"])
    ended_on: Day | None = Field(examples=["2026-07-31"])
    cause: e.EndCause | None = Field(description="What ended it / Vad som avslutade den", examples=["decided"])
    breach: bool = Field(examples=[False])

    @classmethod
    def of(cls, row: Row, **more: Any) -> Self:
        return cls.model_validate({**dict(row), "case": row["case_id"], **more})


class IntroductionDetail(IntroductionView):
    """An introduction with the reason for a breach."""

    reason: str | None = Field(examples=[None])


class EndingIn(Body):
    """The last day of introduction. Later than allowed needs `breach_reason`, and is recorded as a breach."""

    breach_reason: Note | None = Field(
        default=None,
        description="Needed when it ends too late, else not given / Krävs vid för sent slut, annars inte",
        examples=[None],
    )
    on: Day = Field(examples=["2026-07-31"])
