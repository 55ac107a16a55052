"""What a partner agency sends and sees: its own proposals and how they stand; nothing about health, and no notes."""

from typing import Literal
from uuid import UUID

from pydantic import Field

from services.intake import events as e
from services.intake.schemas.fields import REFERRAL, ReferralStatus, Unit
from services.intake.schemas.persons import PersonIn
from services.intake.schemas.referrals import PlannedJobIn
from shared.http.types import Body, Day, Note, View

PartnerSource = Literal["municipality", "forsakringskassan", "region", "kriminalvarden", "other"]


class ProposalIn(Body):
    """A person whom the agency proposes. The person is always given in full: the answer does not tell who is known already."""

    person: PersonIn
    source: PartnerSource = Field(description="Kind of agency / Slag av aktör", examples=["municipality"])
    source_unit: Unit | None = Field(default=None, description="Its unit / Dess enhet", examples=["arbetsmarknadsenheten"])
    unit: Unit
    reasons: list[e.ReferralReason] = Field(min_length=1, max_length=8, examples=[["find-work"]])
    planned_job: PlannedJobIn | None = Field(default=None, examples=[{"starts_on": "2026-04-01", "already_begun": False}])
    note: Note | None = Field(default=None, description="Read by officers only / Läses bara av handläggare")
    on: Day = Field(examples=["2026-03-02"])


class OwnReferral(View):
    """A referral as the agency that sent it sees it."""

    referral: UUID = Field(examples=[REFERRAL])
    source_unit: str | None = Field(examples=["arbetsmarknadsenheten"])
    unit: Unit
    received_on: Day
    status: ReferralStatus = Field(examples=["proposed"])
    changed_on: Day
    return_reasons: list[e.ReturnReason] | None = Field(examples=[None])
    requirements: list[e.Requirement] | None = Field(
        description="What would make it acceptable / Vad som skulle göra den godtagbar", examples=[None]
    )
    version: int = Field(examples=[1])


class OwnChanges(View):
    """Referrals that have changed, as they are now, in the order of their latest change. `next` is where to go on."""

    items: list[OwnReferral]
    next: str = Field(description="Give it as `since` next time / Anges som `since` nästa gång", examples=["1.745.12"])
