"""What belongs to an employer: workplaces, gates, contact persons, the contact journal and wishes not to be contacted."""

from typing import Any, Literal, Self
from uuid import UUID

from pydantic import Field

from services.placement import events as e
from services.placement.fields import Municipality
from services.placement.schemas.examples import CASE, CONTACT, CONTACT_PERSON, EMPLOYER, WISH, WORKPLACE
from shared.db import Row
from shared.http.subjects import Unit
from shared.http.types import Body, Day, Note, Text, View

ContactPersonStatus = Literal["here", "left", "erased"]


class WorkplaceIn(Body):
    """Where people work at the employer. Name and address are kept sealed."""

    name: Text = Field(examples=["Centrallagret"])
    address: Text | None = Field(default=None, examples=["Exempelgatan 1, Exempelköping"])
    municipality: Municipality
    on: Day


class DayIn(Body):
    """From which day."""

    on: Day = Field(examples=["2026-03-05"])


class WorkplaceView(View):
    """A workplace."""

    workplace: UUID = Field(examples=[WORKPLACE])
    employer: UUID = Field(examples=[EMPLOYER])
    name: str | None = Field(description="Null: erased / Raderat", examples=["Centrallagret"])
    address: str | None = Field(examples=["Exempelgatan 1, Exempelköping"])
    municipality: Municipality
    added_on: Day
    closed_on: Day | None = Field(examples=[None])


class GateIn(Body):
    """What a source says about the employer (2017:462 43-44 a §§)."""

    gate: e.Gate = Field(examples=["tax-debt"])
    state: e.GateState = Field(description="Clear, or a hit / Utan eller med anmärkning", examples=["clear"])
    source: e.GateSource = Field(examples=["skatteverket"])
    on: Day


class GateView(GateIn, View):
    """What was recorded of a gate, when and by whom."""

    recorded_by: str = Field(examples=["officer-7"])

    @classmethod
    def of(cls, row: Row) -> Self:
        told = {name: row[name] for name in ("gate", "state", "source", "recorded_by")}
        return cls.model_validate({**told, "on": row["recorded_on"]})


class ContactPersonIn(Body):
    """Who stands for the employer, and how to reach the person. All of it is kept sealed and can be erased."""

    name: Text = Field(examples=["Exempel Exempelsson"])
    title: Text | None = Field(default=None, examples=["Lagerchef"])
    phone: Text | None = Field(default=None, examples=["070-000 00 00"])
    email: Text | None = Field(default=None, examples=["chef@exempel.example"])
    workplace: UUID | None = Field(default=None, examples=[None])
    on: Day


class ContactPersonRow(View):
    """Who stands for the employer."""

    contact_person: UUID = Field(examples=[CONTACT_PERSON])
    employer: UUID = Field(examples=[EMPLOYER])
    workplace: UUID | None = Field(examples=[None])
    name: str | None = Field(description="Null: erased / Raderat", examples=["Exempel Exempelsson"])
    status: ContactPersonStatus = Field(examples=["here"])
    since: Day


class ContactPersonView(ContactPersonRow):
    """Who stands for the employer, and how to reach the person."""

    title: str | None = Field(examples=["Lagerchef"])
    phone: str | None = Field(examples=["070-000 00 00"])
    email: str | None = Field(examples=["chef@exempel.example"])


class ContactIn(Body):
    """A contact with the employer. With a case only when it was about that case; the note is kept sealed."""

    channel: e.Channel = Field(description="Face to face is a visit / Personligt möte är visit", examples=["visit"])
    initiative: e.Initiative = Field(
        default="authority", description="Who took the contact / Vem som tog kontakten", examples=["authority"]
    )
    purpose: e.ContactPurpose = Field(examples=["find-jobs"])
    outcome: e.ContactOutcome = Field(examples=["interested"])
    next_step: e.NextStep | None = Field(default=None, examples=["analyse-job"])
    next_step_on: Day | None = Field(default=None, examples=["2026-03-16"])
    contact_person: UUID | None = Field(default=None, examples=[None])
    case: UUID | None = Field(default=None, examples=[None])
    note: Note | None = Field(default=None, examples=["Behöver någon till lagret efter sommaren."])
    unit: Unit
    on: Day


class ContactRow(View):
    """A contact in the journal. `case` is shown to officers of that case's unit."""

    contact: UUID = Field(examples=[CONTACT])
    employer: UUID = Field(examples=[EMPLOYER])
    contact_person: UUID | None = Field(examples=[None])
    channel: e.Channel = Field(examples=["visit"])
    initiative: e.Initiative = Field(examples=["authority"])
    purpose: e.ContactPurpose = Field(examples=["find-jobs"])
    outcome: e.ContactOutcome = Field(examples=["interested"])
    next_step: e.NextStep | None = Field(examples=["analyse-job"])
    next_step_on: Day | None = Field(examples=["2026-03-16"])
    case: UUID | None = Field(examples=[CASE])
    unit: str = Field(examples=["stockholm"])
    by: str = Field(description="Who had the contact / Vem som hade kontakten", examples=["officer-7"])
    on: Day
    in_error: bool = Field(description="Registered in error / Felregistrerad", examples=[False])

    @classmethod
    def of(cls, row: Row, case: UUID | None, **more: Any) -> Self:
        told = {"case": case, "by": row["contacted_by"], "on": row["contacted_on"]}
        return cls.model_validate({**dict(row), **told, **more})


class ContactView(ContactRow):
    """A contact, with its note."""

    note: str | None = Field(description="Null: none, or erased / Ingen, eller raderad", examples=["Behöver någon till lagret."])


class ContactRetractionIn(Body):
    """Why there was no such contact."""

    reason: Note = Field(examples=["Registrerad på fel arbetsgivare."])
    on: Day = Field(examples=["2026-03-05"])


class WishIn(Body):
    """The employer wishes not to be contacted: from the day after `on` up to and including `until`."""

    until: Day = Field(examples=["2026-03-31"])
    on: Day


class WishView(View):
    """A wish not to be contacted."""

    wish: UUID = Field(examples=[WISH])
    employer: UUID = Field(examples=[EMPLOYER])
    on: Day
    until: Day = Field(examples=["2026-03-31"])
    registered_by: str = Field(examples=["officer-7"])
    lifted_on: Day | None = Field(examples=[None])
    lifted_by: str | None = Field(examples=[None])

    @classmethod
    def of(cls, row: Row) -> Self:
        return cls.model_validate({**dict(row), "on": row["declined_on"]})
