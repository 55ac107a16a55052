"""Referrals as they come in and go out."""

from uuid import UUID

from pydantic import Field

from services.intake import events as e
from services.intake.schemas.fields import PERSON, REFERRAL, Agency, ReferralStatus, Unit, Who
from shared.http.types import Body, Day, Note, View


class PlannedJobIn(Body):
    """A job that is planned or has just begun."""

    starts_on: Day | None = Field(default=None, examples=["2026-04-01"])
    already_begun: bool = Field(default=False, examples=[False])


class PlannedJobView(View):
    """A job that is planned or has just begun."""

    starts_on: Day | None = Field(examples=["2026-04-01"])
    already_begun: bool = Field(examples=[False])


class ReferralIn(Body):
    """A referral to receive."""

    person: UUID = Field(examples=[PERSON])
    source: e.ReferralSource = Field(description="Who refers / Anvisande part", examples=["municipality"])
    agency: Agency | None = None
    source_unit: Unit | None = Field(default=None, description="Its unit / Dess enhet", examples=["arbetsmarknadsenheten"])
    unit: Unit
    channel: e.Channel = Field(description="How it came / Hur den kom in", examples=["digital"])
    reasons: list[e.ReferralReason] = Field(
        default=[], max_length=8, description="Why / Skäl till anvisningen", examples=[["find-work", "introduction-at-work"]]
    )
    planned_job: PlannedJobIn | None = Field(default=None, examples=[{"starts_on": "2026-04-01", "already_begun": False}])
    note: Note | None = Field(default=None, examples=["Vill arbeta i butik."])
    on: Day = Field(description="Date received / Mottagen", examples=["2026-03-02"])


class ReferralView(View):
    """A referral and where it stands."""

    referral: UUID = Field(examples=[REFERRAL])
    person: Who
    source: e.ReferralSource = Field(examples=["municipality"])
    agency: str | None = Field(description="Organisation number / Organisationsnummer", examples=["202100-2114"])
    source_unit: str | None = Field(examples=["arbetsmarknadsenheten"])
    unit: Unit
    channel: e.Channel = Field(examples=["digital"])
    reasons: list[e.ReferralReason] = Field(examples=[["find-work"]])
    planned_job: PlannedJobView | None
    received_on: Day
    status: ReferralStatus = Field(examples=["open"])
    proposed_by: str | None = Field(description="The partner who sent it / Aktören som lämnade den", examples=[None])
    return_reasons: list[e.ReturnReason] | None = Field(examples=[None])
    requirements: list[e.Requirement] | None = Field(
        description="What would make it acceptable / Vad som skulle göra den godtagbar", examples=[None]
    )
    changed_on: Day
    version: int = Field(examples=[1])


class ReferralDetail(ReferralView):
    """A referral with its note, and the words it was returned with."""

    note: str | None = Field(examples=["Vill arbeta i butik."])
    advice: str | None = Field(examples=[None])
    requirements_note: str | None = Field(examples=[None])


class ReturnIn(Body):
    """Why the referral goes back: all reasons at once."""

    reasons: list[e.ReturnReason] = Field(min_length=1, max_length=6, examples=[["incomplete"]])
    requirements: list[e.Requirement] = Field(
        default=[],
        max_length=10,
        description="What would make it acceptable; a partner reads these / Vad som skulle göra den godtagbar",
        examples=[["capacity-investigation"]],
    )
    advice: Note | None = Field(default=None, description="Advice / Råd", examples=["Börja med arbetsträning."])
    requirements_note: Note | None = Field(
        default=None, description="What would make it acceptable, in words / Vad som behövs", examples=["Bifoga utredning."]
    )
    on: Day


class OnDate(Body):
    """When it happened."""

    on: Day
