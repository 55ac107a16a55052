"""Handovers as they come in and go out."""

from typing import Self
from uuid import UUID

from pydantic import Field

from services.intake import events as e
from services.intake.schemas.course import InformedIn
from services.intake.schemas.fields import CASE, Officer, Unit, Who
from shared.db import Row
from shared.http.types import Body, Day, Note, View

HANDOVER = "0195c1de-9d00-7000-8000-0000000000af"
PARTIES: tuple[e.InformedParty, ...] = ("person", "employer", "partner")


class OpenClockIn(Body):
    """A time limit that runs on."""

    kind: e.OpenClockKind = Field(examples=["action-plan"])
    due_on: Day = Field(examples=["2026-04-01"])


class LastContactIn(Body):
    """When somebody was last in touch, and how."""

    contact_with: e.ContactParty = Field(examples=["person"])
    channel: e.ContactChannel = Field(examples=["phone"])
    on: Day


class HandoverIn(Body):
    """Who gets the case, why, and what that one needs to know so that nothing promised is lost."""

    unit: Unit
    support_person: Officer
    reason: e.HandoverReason = Field(description="Kind of reason / Slag av skäl", examples=["leave"])
    note: Note | None = Field(default=None, examples=["Har bäst kontakt på förmiddagen."])
    promises: list[Note] = Field(
        default=[], max_length=20, description="What was promised / Löften", examples=[["Följer med på första arbetsdagen."]]
    )
    open_clocks: list[OpenClockIn] = Field(
        default=[], max_length=20, examples=[[{"kind": "action-plan", "due_on": "2026-04-01"}]]
    )
    presentation: e.Presentation = Field(
        description="What employers may be told, as far as is known here / Vad arbetsgivare får veta",
        examples=["adaptation-only"],
    )
    last_contacts: list[LastContactIn] = Field(
        default=[], max_length=20, examples=[[{"contact_with": "person", "channel": "phone", "on": "2026-03-02"}]]
    )
    informed: list[InformedIn] = Field(
        default=[], max_length=3, description="Who was told / Informerade", examples=[[{"party": "person", "on": "2026-03-02"}]]
    )
    on: Day


class InformedView(View):
    """Who was told, and when."""

    party: e.InformedParty = Field(examples=["person"])
    on: Day


class OpenClockView(View):
    """A time limit that runs on."""

    kind: e.OpenClockKind = Field(examples=["action-plan"])
    due_on: Day = Field(examples=["2026-04-01"])


class LastContactView(View):
    """When somebody was last in touch, and how."""

    contact_with: e.ContactParty = Field(examples=["person"])
    channel: e.ContactChannel = Field(examples=["phone"])
    on: Day


class HandoverView(View):
    """A handover and the clock of the first contact."""

    handover: UUID = Field(examples=[HANDOVER])
    case: UUID = Field(examples=[CASE])
    person: Who
    from_unit: Unit
    unit: Unit
    from_support_person: Officer
    support_person: Officer
    reason: e.HandoverReason = Field(examples=["leave"])
    handed_over_by: Officer
    on: Day
    first_contact_by: Day = Field(description="Last day of the clock / Sista dag", examples=["2026-03-09"])
    first_contact_on: Day | None = Field(examples=[None])

    @classmethod
    def of(cls, row: Row, **texts: object) -> Self:
        told = {one["party"] for one in row["informed"]}
        not_told = [party for party in PARTIES if party not in told]
        return cls.model_validate({**dict(row), "case": row["case_id"], "not_informed": not_told, **texts})


class HandoverDetail(HandoverView):
    """A handover with its packet. Texts are null when the person has been erased."""

    note: str | None = Field(examples=["Har bäst kontakt på förmiddagen."])
    promises: list[str | None] = Field(examples=[["Följer med på första arbetsdagen."]])
    open_clocks: list[OpenClockView]
    presentation: e.Presentation = Field(examples=["adaptation-only"])
    last_contacts: list[LastContactView]
    informed: list[InformedView]
    not_informed: list[e.InformedParty] = Field(description="Who was not told / Inte informerade", examples=[["employer"]])
