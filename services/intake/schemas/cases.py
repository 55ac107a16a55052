"""Cases as they come in and go out."""

from typing import Literal, Self
from uuid import UUID

from pydantic import Field

from services.intake import events as e
from services.intake.schemas.course import PROPOSAL
from services.intake.schemas.fields import CASE, REFERRAL, CaseStatus, Officer, Unit, Who
from services.intake.schemas.handovers import InformedView
from shared.db import Row
from shared.http.types import Body, Code, Day, Instant, View


class CaseIn(Body):
    """The granted referral to open a case for."""

    referral: UUID = Field(examples=[REFERRAL])
    on: Day


class ProposalView(View):
    """A late registration that a second officer has to approve: it has no effect yet."""

    proposal: UUID = Field(examples=[PROPOSAL])
    status: Literal["proposed"] = Field(examples=["proposed"])
    what: e.ChangeKind = Field(examples=["end"])
    on: Day = Field(description="When it was so / När det gällde", examples=["2026-01-12"])
    proposed_by: Officer
    proposed_on: Day


class ProposalDetail(ProposalView):
    """A late registration with what it says and why it comes late; what does not belong to its kind is null."""

    late_reason: str | None = Field(description="Null when erased / Null om raderat", examples=["Registreringen glömdes bort."])
    support_person: Officer | None = Field(default=None, examples=[None])
    instead_of: Day | None = Field(default=None, description="Corrected date / Rättat datum", examples=[None])
    pause_reason: e.PauseReason | None = Field(default=None, examples=[None])
    until: Day | None = Field(default=None, examples=[None])
    kind: e.EndKind | None = Field(default=None, examples=["completed"])
    exit: e.ExitCategory | None = Field(default=None, examples=["studies"])
    form: e.SupportForm | None = Field(default=None, examples=[None])


class PriorityView(View):
    """The manager lets the case go before others. Why is read in the case's planning."""

    on: Day
    by: Officer
    reason_given: bool = Field(description="There is a written reason / Det finns ett skäl", examples=[True])

    @classmethod
    def of(cls, row: Row) -> Self | None:
        if row["prioritised_on"] is None:
            return None
        return cls(on=row["prioritised_on"], by=row["prioritised_by"], reason_given=row["priority_reasoned"])


class CaseView(View):
    """A case and where it stands."""

    case: UUID = Field(examples=[CASE])
    person: Who
    referral: UUID = Field(examples=[REFERRAL])
    unit: Unit
    status: CaseStatus = Field(examples=["ongoing"])
    planned_job: bool = Field(examples=[False])
    priority: PriorityView | None = Field(description="By the manager / Företräde", examples=[None])
    granted_on: Day
    started_on: Day | None
    support_person: Officer | None
    first_contact_on: Day | None = Field(description="By this support person / Stödpersonens första kontakt", examples=[None])
    paused_on: Day | None = Field(examples=[None])
    pause_reason: e.PauseReason | None = Field(examples=[None])
    paused_until: Day | None = Field(description="As expected / Väntat", examples=[None])
    end_proposed_on: Day | None = Field(examples=[None])
    ended_on: Day | None = Field(examples=[None])
    end_kind: e.EndKind | None = Field(examples=[None])
    exit: e.ExitCategory | None = Field(examples=[None])
    exit_form: e.SupportForm | None = Field(examples=[None])
    informed: list[InformedView] | None = Field(description="Told of the end / Informerade om avslutet", examples=[None])
    proposal: ProposalView | None = Field(description="Awaits a second officer / Väntar på godkännande", examples=[None])
    version: int = Field(examples=[2])

    @classmethod
    def of(cls, row: Row) -> Self:
        proposal = row["proposal"] and {**row["proposal"], "status": "proposed"}
        return cls.model_validate({**dict(row), "case": row["case_id"], "proposal": proposal, "priority": PriorityView.of(row)})


class ListedCase(CaseView):
    """A case on a list, with its place among those of its unit that wait."""

    place: int | None = Field(description="On the waiting list / Plats i kön", examples=[None])


class StepView(View):
    """One step in the course of a case: what, from which day, when it was registered, and by whom. No words, no details."""

    version: int = Field(examples=[2])
    what: Code = Field(description="The event / Händelsen", examples=["case-started"])
    on: Day | None
    recorded_at: Instant
    by: str = Field(description="Officer or service / Handläggare eller tjänst", examples=["officer-7"])

    @classmethod
    def of(cls, row: Row) -> Self:
        return cls.model_validate({**dict(row), "what": in_words(row["type"])})


def in_words(name: str) -> str:
    """`CaseStarted` as `case-started`."""
    return "".join(f"-{letter.lower()}" if letter.isupper() else letter for letter in name).lstrip("-")
