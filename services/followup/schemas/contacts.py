"""Contacts as they come in and go out."""

from typing import Annotated, Any, Self
from uuid import UUID

from pydantic import Field

from services.followup import events as e
from services.followup.schemas.examples import CASE, CONTACT
from services.followup.schemas.fields import HasNote, Officer, Recorder, noted
from shared.db import Row
from shared.http.types import Body, Day, Instant, Note, View

PLANNED_ON = "The plan's day for it / Planens dag för den"
MOVED_TO = "The day it is on instead / Dagen den är på i stället"
Minutes = Annotated[int | None, Field(ge=1, le=1440, description="How long it took / Hur lång tid den tog", examples=[45])]


class ContactIn(Body):
    """A contact that was kept, a no-show, or one that was moved beforehand to another day.

    Without `planned_on` it is what was planned for that very day, if something was. `corrects` names the contact that this one
    replaces.
    """

    channel: e.Channel = Field(examples=["visit"])
    contact_with: e.ContactWith = Field(examples=["both"])
    outcome: e.ContactOutcome = Field(default="kept", examples=["kept"])
    planned_on: Day | None = Field(default=None, description=PLANNED_ON, examples=[None])
    moved_to: Day | None = Field(default=None, description=MOVED_TO, examples=[None])
    minutes: Minutes = None
    on_site: bool = Field(default=False, description="At the workplace / På arbetsplatsen", examples=[True])
    three_party: bool = Field(default=False, description="All three met / Trepartssamtal", examples=[True])
    corrects: UUID | None = Field(default=None, examples=[None])
    reason: Note | None = Field(default=None, description="Why it is corrected / Varför den rättas", examples=[None])
    note: Note | None = Field(default=None, examples=["Schemat fungerar."])
    on: Day = Field(examples=["2026-02-16"])


class RemovalIn(Body):
    """Why there was no such contact."""

    reason: Note | None = Field(default=None, examples=["Registrerad i fel ärende."])


class ContactView(View):
    """A contact. `late`: logged after the support was over. What was corrected or in error is still here, and says so."""

    contact: UUID = Field(examples=[CONTACT])
    case: UUID = Field(examples=[CASE])
    channel: e.Channel = Field(examples=["visit"])
    contact_with: e.ContactWith = Field(examples=["both"])
    outcome: e.ContactOutcome = Field(examples=["kept"])
    planned_on: Day | None = Field(description=PLANNED_ON, examples=["2026-02-16"])
    moved_to: Day | None = Field(description=MOVED_TO, examples=[None])
    minutes: Minutes
    on_site: bool = Field(examples=[True])
    three_party: bool = Field(examples=[True])
    made_by: Officer | None = Field(description="Whose contact it was / Vems kontakt det var")
    late: bool = Field(examples=[False])
    corrects: UUID | None = Field(examples=[None])
    corrected_by: UUID | None = Field(examples=[None])
    in_error: bool = Field(description="There was no such contact / Felregistrerad", examples=[False])
    on: Day = Field(examples=["2026-02-16"])
    has_note: HasNote = Field(examples=[True])
    recorded_at: Instant
    recorded_by: Recorder

    @classmethod
    def of(cls, row: Row, **more: Any) -> Self:
        values = noted(row, {})
        for sealed in ("reason", "error_reason"):
            del values[sealed]
        return cls.model_validate({**values, **more})


class ContactDetail(ContactView):
    """A contact with its note, and why it was corrected or in error."""

    note: str | None = Field(examples=["Schemat fungerar."])
    reason: str | None = Field(examples=[None])
    error_reason: str | None = Field(examples=[None])
