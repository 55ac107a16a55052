"""Cases as they come in and go out."""

from typing import Self
from uuid import UUID

from pydantic import Field

from services.intake import events as e
from services.intake.schemas.fields import CASE, PERSON, REFERRAL, CaseStatus, Officer, Unit
from shared.db import Row
from shared.http.types import Body, Day, Note, View


class CaseIn(Body):
    """The granted referral to open a case for."""

    referral: UUID = Field(examples=[REFERRAL])
    on: Day


class CaseView(View):
    """A case and where it stands."""

    case: UUID = Field(examples=[CASE])
    person: UUID = Field(examples=[PERSON])
    referral: UUID = Field(examples=[REFERRAL])
    unit: Unit
    status: CaseStatus = Field(examples=["ongoing"])
    planned_job: bool = Field(examples=[False])
    granted_on: Day
    started_on: Day | None
    support_person: Officer | None
    end_proposed_on: Day | None = Field(examples=[None])
    ended_on: Day | None = Field(examples=[None])
    end_kind: e.EndKind | None = Field(examples=[None])
    exit: e.ExitCategory | None = Field(examples=[None])
    version: int = Field(examples=[2])

    @classmethod
    def of(cls, row: Row) -> Self:
        return cls.model_validate({**dict(row), "case": row["case_id"]})


class StartIn(Body):
    """Day 0 of the 180 days, and who supports the person."""

    support_person: Officer
    on: Day


class StartCorrectionIn(Body):
    """The right start date, and why."""

    reason: Note = Field(examples=["Fel datum registrerades."])
    on: Day


class EndIn(Body):
    """How the case ended. An interruption needs a reason."""

    kind: e.EndKind = Field(examples=["completed"])
    exit: e.ExitCategory = Field(description="Where the person went / Avslutsorsak", examples=["employment"])
    reason: Note | None = Field(default=None, examples=["Anställningen är stabil."])
    on: Day


class ReasonIn(Body):
    """Why."""

    reason: Note = Field(examples=["Avslutades av misstag."])
    on: Day
