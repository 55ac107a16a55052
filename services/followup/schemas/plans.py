"""Plans as they come in and go out."""

from datetime import time
from typing import Annotated, Any, Literal, Self
from uuid import UUID

from pydantic import Field, StringConstraints

from services.followup import events as e
from services.followup.planned import PlanStatus
from services.followup.projections.plan import STEP
from services.followup.schemas.examples import CASE, INTENSIFICATION, PLAN
from services.followup.schemas.fields import HasNote, PerWeek, Recorder, noted
from shared.db import Row
from shared.http.types import Body, Day, Instant, Note, View

TimeOfDay = Annotated[str, StringConstraints(pattern=r"^([01][0-9]|2[0-3]):[0-5][0-9]$"), Field(examples=["09:30"])]
REASON_TEXT = "Why, in words / Varför, i ord"
BEGIN = [
    {"contact_with": "person", "channel": "visit", "weekday": 2, "every_weeks": 1, "at": "09:30"},
    {"contact_with": "employer", "channel": "phone", "weekday": 4, "every_weeks": 2, "at": None},
]
THINNER = [{"contact_with": "person", "channel": "phone", "weekday": 2, "every_weeks": 2, "at": None}]
STEPS = [{"applies_from": "2026-02-09", "contacts": BEGIN}, {"applies_from": "2026-05-04", "contacts": THINNER}]
AGREEMENTS = [{"party": party, "on": "2026-02-04"} for party in ("person", "employer", "support-person")]


class PlannedContactIn(Body):
    """A contact on a weekday (Monday is 1), every so many weeks; on a free day it moves to the next working day."""

    contact_with: e.PlannedWith = Field(examples=["person"])
    channel: e.Channel = Field(examples=["visit"])
    weekday: int = Field(ge=1, le=7, description="1 is Monday / 1 är måndag", examples=[2])
    every_weeks: int = Field(ge=1, le=52, examples=[1])
    at: TimeOfDay | None = Field(default=None, description="Swedish time / Svensk tid")

    def contact(self) -> e.PlannedContact:
        return e.PlannedContact(
            contact_with=self.contact_with,
            channel=self.channel,
            weekday=self.weekday,
            every_weeks=self.every_weeks,
            at=time.fromisoformat(self.at) if self.at else None,
        )


class StepIn(Body):
    """The contacts planned from a day until the next step."""

    applies_from: Day = Field(examples=["2026-02-09"])
    contacts: list[PlannedContactIn] = Field(max_length=20, examples=[BEGIN])

    def step(self) -> e.TaperStep:
        return e.TaperStep(applies_from=self.applies_from, contacts=tuple(contact.contact() for contact in self.contacts))


class AgreementIn(Body):
    """That a party agrees, and since when."""

    party: e.Party = Field(examples=["employer"])
    on: Day = Field(examples=["2026-02-04"])


class PlanIn(Body):
    """A plan with its steps, the later ones thinner; it is agreed when person, employer and support person have said so.

    A plan that takes another's place names it in `revises`, with a reason. A follow-up that is shorter or longer than the unit's
    practice needs a reason too; it is the same for every kind of employer.
    """

    kind: e.PlanKind = Field(examples=["introduction"])
    steps: list[StepIn] = Field(min_length=1, max_length=24, examples=[STEPS])
    until: Day = Field(description="Last day / Sista dag", examples=["2026-07-31"])
    revises: UUID | None = Field(default=None, examples=[None])
    reason: e.RevisionReason | None = Field(default=None, description="Kind of reason / Slag av skäl", examples=[None])
    reason_text: Note | None = Field(default=None, description=REASON_TEXT, examples=[None])
    note: Note | None = Field(default=None, examples=["Börja med halva dagar."])
    agreements: list[AgreementIn] = Field(
        default=[], max_length=3, description="Those there are already / De som redan finns", examples=[AGREEMENTS]
    )
    on: Day = Field(description="Date proposed / Datum för förslaget", examples=["2026-02-04"])


class PlannedContactView(View):
    """A planned contact."""

    contact_with: e.PlannedWith = Field(examples=["person"])
    channel: e.Channel = Field(examples=["visit"])
    weekday: int = Field(examples=[2])
    every_weeks: int = Field(examples=[1])
    at: TimeOfDay | None = Field(examples=["09:30"])


class StepView(View):
    """A step, and what it comes to in a week on average."""

    applies_from: Day = Field(examples=["2026-02-09"])
    contacts: list[PlannedContactView]
    person_contacts_per_week: PerWeek
    employer_contacts_per_week: PerWeek

    @classmethod
    def of(cls, kept: Any) -> Self:
        step = STEP.validate_python(kept)
        contacts = [{**one, "at": one["at"][:5] if one["at"] else None} for one in kept["contacts"]]
        rates = {f"{party}_contacts_per_week": round(step.per_week(party), 2) for party in ("person", "employer")}
        return cls.model_validate({"applies_from": step.applies_from, "contacts": contacts, **rates})


class AgreementView(View):
    """Who has agreed, and when."""

    party: e.Party = Field(examples=["employer"])
    on: Day = Field(examples=["2026-02-04"])


class PlanView(View):
    """A plan. `gives_way_on`: its revision applies from that day."""

    plan: UUID = Field(examples=[PLAN])
    case: UUID = Field(examples=[CASE])
    kind: e.PlanKind | None = Field(description="None in old plans / Tomt i äldre planer", examples=["introduction"])
    status: PlanStatus = Field(examples=["agreed"])
    steps: list[StepView]
    applies_from: Day = Field(examples=["2026-02-09"])
    until: Day | None = Field(examples=["2026-07-31"])
    revises: UUID | None = Field(examples=[None])
    revised_by: UUID | None = Field(examples=[None])
    gives_way_on: Day | None = Field(examples=[None])
    reason: e.RevisionReason | None = Field(examples=[None])
    agreements: list[AgreementView]
    missing: list[e.Party] = Field(description="Who has not agreed / Vem som inte godkänt", examples=[["employer"]])
    proposed_on: Day = Field(examples=["2026-02-04"])
    agreed_on: Day | None = Field(examples=["2026-02-04"])
    has_note: HasNote = Field(examples=[True])
    recorded_at: Instant
    recorded_by: Recorder

    @classmethod
    def of(cls, row: Row, **more: Any) -> Self:
        values = noted(row, more)
        said: dict[str, str] = row["agreements"]
        agreements = [{"party": party, "on": said[party]} for party in PARTIES if party in said]
        missing = [party for party in PARTIES if party not in said]
        steps = [StepView.of(step) for step in row["steps"]]
        return cls.model_validate({**values, "steps": steps, "agreements": agreements, "missing": missing, **more})


class PlanDetail(PlanView):
    """A plan with its note, and the reason in words."""

    note: str | None = Field(examples=["Börja med halva dagar."])
    reason_text: str | None = Field(examples=[None])


class WithdrawalIn(Body):
    """The proposal is taken back."""

    on: Day = Field(examples=["2026-02-04"])


class IntensificationIn(Body):
    """More than is planned, for a time and for a reason. Nobody has to agree first: a relapse cannot wait."""

    applies_from: Day = Field(examples=["2026-03-02"])
    until: Day = Field(examples=["2026-03-29"])
    contacts: list[PlannedContactIn] = Field(
        min_length=1, max_length=20, examples=[[*BEGIN, {**BEGIN[0], "channel": "phone", "weekday": 5}]]
    )
    reason: e.IntensifyReason = Field(description="Kind of reason / Slag av skäl", examples=["relapse"])
    reason_text: Note | None = Field(default=None, description=REASON_TEXT, examples=["Sover dåligt sedan schemat ändrades."])
    on: Day = Field(description="Date decided / Datum för beslutet", examples=["2026-03-02"])

    def step(self) -> e.TaperStep:
        return e.TaperStep(applies_from=self.applies_from, contacts=tuple(contact.contact() for contact in self.contacts))


class IntensificationView(View):
    """What was intensified, and beyond which plan."""

    intensification: UUID = Field(examples=[INTENSIFICATION])
    case: UUID = Field(examples=[CASE])
    plan: UUID = Field(examples=[PLAN])
    step: StepView
    until: Day = Field(examples=["2026-03-29"])
    reason: e.IntensifyReason = Field(examples=["relapse"])
    has_reason_text: bool = Field(examples=[True])
    on: Day = Field(examples=["2026-03-02"])
    recorded_at: Instant
    recorded_by: Recorder

    @classmethod
    def of(cls, row: Row, **more: Any) -> Self:
        values = {**dict(row), "case": row["case_id"], "has_reason_text": row["reason_text"] is not None}
        return cls.model_validate({**values, "step": StepView.of(row["step"]), **more})


class IntensificationDetail(IntensificationView):
    """An intensification with its reason in words."""

    reason_text: str | None = Field(examples=["Sover dåligt sedan schemat ändrades."])


PARTIES: tuple[Literal["person"], Literal["employer"], Literal["support-person"]] = ("person", "employer", "support-person")
