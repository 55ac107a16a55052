"""Contacts as they come in and go out."""

from typing import Any, Self
from uuid import UUID

from pydantic import Field

from services.followup import events as e
from services.followup.schemas.examples import CASE, CONTACT
from services.followup.schemas.fields import HasNote, Recorder, noted
from shared.db import Row
from shared.http.types import Body, Day, Instant, Note, View


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
        return cls.model_validate(noted(row, more))


class ContactDetail(ContactView):
    """A contact with its note."""

    note: str | None = Field(examples=["Schemat fungerar."])
