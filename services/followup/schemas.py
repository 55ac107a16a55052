"""Bodies and answers of followup's API. Every field carries an example; the examples are posted by a test."""

from decimal import Decimal
from typing import Annotated, Any, Self
from uuid import UUID

from pydantic import Field, PlainSerializer

from services.followup import events as e
from services.followup.state import Phase
from shared.db import Row
from shared.http.types import Body, Day, Instant, Note, View

PERSON, CASE, EMPLOYMENT, PLAN, CONTACT, STATUS = (
    "0195c1de-9d00-7000-8000-0000000000aa",
    "0195c1de-9d00-7000-8000-0000000000ac",
    "0195c1de-9d00-7000-8000-0000000000ad",
    "0195c1de-9d00-7000-8000-0000000000b1",
    "0195c1de-9d00-7000-8000-0000000000b2",
    "0195c1de-9d00-7000-8000-0000000000b3",
)

PerWeek = Annotated[
    Decimal,
    Field(ge=0, le=35, decimal_places=2, description="Contacts a week / Kontakter i veckan", examples=[2]),
    PlainSerializer(float, return_type=float, when_used="json"),
]
Recorder = Annotated[str, Field(description="Who recorded it / Registrerad av", examples=["officer-7"])]
HasNote = Annotated[bool, Field(description="Read one alone to see its note / Läs en för sig för att se anteckningen")]


class SupportView(View):
    """The support of a case and where it stands."""

    case: UUID = Field(examples=[CASE])
    person: UUID = Field(examples=[PERSON])
    unit: str = Field(examples=["stockholm"])
    phase: Phase = Field(
        description="waiting: neither introduction nor follow-up is under way / varken introduktion eller uppföljning pågår",
        examples=["follow-up"],
    )
    began_on: Day = Field(description="The case's start / Ärendets start", examples=["2026-01-12"])
    follow_up_on: Day | None = Field(description="Latest start of follow-up / Senaste start", examples=["2026-08-03"])
    completed_on: Day | None = Field(examples=[None])
    closed_on: Day | None = Field(description="The case's end / Ärendets slut", examples=[None])
    version: int = Field(examples=[6])

    @classmethod
    def of(cls, row: Row) -> Self:
        return cls.model_validate({**dict(row), "case": row["case_id"]})


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


class PlanIn(Body):
    """A plan agreed by all three, and the contacts that it plans from a day on."""

    agreed_by: list[e.Party] = Field(
        min_length=1,
        max_length=3,
        description="All three must agree / Alla tre ska vara överens",
        examples=[["person", "employer", "support-person"]],
    )
    person_contacts_per_week: PerWeek
    employer_contacts_per_week: PerWeek
    applies_from: Day = Field(examples=["2026-02-09"])
    note: Note | None = Field(default=None, examples=["Börja med halva dagar."])
    on: Day = Field(description="Date agreed / Datum för överenskommelsen", examples=["2026-02-04"])


class PlanView(View):
    """A plan. It applies until the next one does."""

    plan: UUID = Field(examples=[PLAN])
    case: UUID = Field(examples=[CASE])
    person_contacts_per_week: PerWeek
    employer_contacts_per_week: PerWeek
    applies_from: Day = Field(examples=["2026-02-09"])
    on: Day = Field(examples=["2026-02-04"])
    has_note: HasNote = Field(examples=[True])
    recorded_at: Instant
    recorded_by: Recorder

    @classmethod
    def of(cls, row: Row, **more: Any) -> Self:
        return cls.model_validate(_noted(row, more))


class PlanDetail(PlanView):
    """A plan with its note."""

    note: str | None = Field(examples=["Börja med halva dagar."])


class ContactIn(Body):
    """A contact that took place, or did not (a no-show: `kept` false)."""

    channel: e.Channel = Field(examples=["visit"])
    contact_with: e.ContactWith = Field(examples=["both"])
    kept: bool = Field(description="False for a no-show / Falskt vid uteblivet", examples=[True])
    on_site: bool = Field(default=False, description="At the workplace / På arbetsplatsen", examples=[True])
    note: Note | None = Field(default=None, examples=["Schemat fungerar."])
    on: Day = Field(examples=["2026-02-16"])


class ContactView(View):
    """A contact. `late`: logged after the support was over."""

    contact: UUID = Field(examples=[CONTACT])
    case: UUID = Field(examples=[CASE])
    channel: e.Channel = Field(examples=["visit"])
    contact_with: e.ContactWith = Field(examples=["both"])
    kept: bool = Field(examples=[True])
    on_site: bool = Field(examples=[True])
    late: bool = Field(examples=[False])
    on: Day = Field(examples=["2026-02-16"])
    has_note: HasNote = Field(examples=[True])
    recorded_at: Instant
    recorded_by: Recorder

    @classmethod
    def of(cls, row: Row, **more: Any) -> Self:
        return cls.model_validate(_noted(row, more))


class ContactDetail(ContactView):
    """A contact with its note."""

    note: str | None = Field(examples=["Schemat fungerar."])


class FollowUpIn(Body):
    """The first day of follow-up."""

    on: Day = Field(examples=["2026-08-03"])


class CompletionIn(Body):
    """The last day of the support."""

    on: Day = Field(examples=["2027-02-01"])


class StatusIn(Body):
    """What was so on a day, and who said it. `corrects` names the status that this one replaces."""

    situation: e.Situation = Field(examples=["in-work"])
    source: e.Source = Field(examples=["person"])
    corrects: UUID | None = Field(default=None, examples=[None])
    on: Day = Field(examples=["2026-08-10"])


class StatusView(View):
    """A status; `corrected_by` is the one that replaced it."""

    status: UUID = Field(examples=[STATUS])
    case: UUID = Field(examples=[CASE])
    situation: e.Situation = Field(examples=["in-work"])
    source: e.Source = Field(examples=["person"])
    corrects: UUID | None = Field(examples=[None])
    corrected_by: UUID | None = Field(examples=[None])
    on: Day = Field(examples=["2026-08-10"])
    recorded_at: Instant
    recorded_by: Recorder

    @classmethod
    def of(cls, row: Row) -> Self:
        return cls.model_validate({**dict(row), "case": row["case_id"]})


def _noted(row: Row, more: dict[str, Any]) -> dict[str, Any]:
    """The row with whether it has a note, and without the note itself unless that is given unsealed."""
    values = {**dict(row), "case": row["case_id"], "has_note": row["note"] is not None}
    del values["note"]
    return {**values, **more}
