"""Contacts, kept or not; what was corrected or found in error says so and stays."""

from typing import Any, assert_never

import sqlalchemy as sa

from services.followup import events as e
from services.followup.projections.tables import inserting, metadata
from shared.db import Tx
from shared.eventstore import Recorded

contacts = sa.Table(
    "contacts",
    metadata,
    sa.Column("contact", sa.Uuid, primary_key=True),
    sa.Column("case_id", sa.Uuid, nullable=False),
    sa.Column("on", sa.Date, nullable=False),
    sa.Column("channel", sa.Text, nullable=False),
    sa.Column("contact_with", sa.Text, nullable=False),
    sa.Column("outcome", sa.Text, nullable=False),
    sa.Column("kept", sa.Boolean, nullable=False, comment="the outcome is kept, and it is neither corrected nor in error"),
    sa.Column("stands", sa.Boolean, nullable=False, comment="neither corrected nor in error"),
    sa.Column("moved_to", sa.Date),
    sa.Column("planned_on", sa.Date, comment="the day that the plan has; null: it was not planned"),
    sa.Column("minutes", sa.Integer),
    sa.Column("on_site", sa.Boolean, nullable=False),
    sa.Column("three_party", sa.Boolean, nullable=False),
    sa.Column("made_by", sa.Text, comment="whose contact it was; null: not told"),
    sa.Column("late", sa.Boolean, nullable=False),
    sa.Column("corrects", sa.Uuid),
    sa.Column("corrected_by", sa.Uuid),
    sa.Column("in_error", sa.Boolean, nullable=False),
    sa.Column("reason", sa.Text, comment="sealed; why it was corrected"),
    sa.Column("error_reason", sa.Text, comment="sealed; why it was in error"),
    sa.Column("note", sa.Text, comment="sealed"),
    sa.Column("recorded_at", sa.DateTime(timezone=True), nullable=False),
    sa.Column("recorded_by", sa.Text, nullable=False),
    sa.Index("contacts_case", "case_id", "on"),
    sa.Index("contacts_planned", "case_id", "planned_on"),
    sa.Index("contacts_moved", "moved_to"),
)

INSERT = inserting(contacts)
FALLEN = {"stands": False, "kept": False}


async def project(tx: Tx, event: e.ContactEvent, recorded: Recorded) -> None:
    match event:
        case e.ContactLogged():
            await _logged(tx, event, recorded)
        case e.ContactFoundInError():
            why = event.reason.text if event.reason else None
            await _update(tx, event.contact, **FALLEN, in_error=True, error_reason=why)
        case e.ThreePartyMeetingHeld():
            await _update(tx, event.contact, three_party=True)
        case _:
            assert_never(event)


async def _logged(tx: Tx, event: e.ContactLogged, recorded: Recorded) -> None:
    common = {"case_id": event.case, "on": event.on, "recorded_at": recorded.recorded_at, "recorded_by": recorded.by}
    await tx.run(INSERT, **common, **_contact(event))
    if event.corrects is not None:
        await _update(tx, event.corrects, **FALLEN, corrected_by=event.contact)


async def _update(tx: Tx, contact: Any, **values: Any) -> None:
    await tx.run(sa.update(contacts).where(contacts.c.contact == contact).values(**values))


def _contact(event: e.ContactLogged) -> dict[str, Any]:
    return {
        "contact": event.contact,
        "channel": event.channel,
        "contact_with": event.contact_with,
        "outcome": event.outcome,
        "kept": event.outcome == "kept",
        "stands": True,
        "moved_to": event.moved_to,
        "planned_on": event.planned_on,
        "minutes": event.minutes,
        "on_site": event.on_site,
        "three_party": False,
        "made_by": event.by,
        "late": event.late,
        "corrects": event.corrects,
        "corrected_by": None,
        "in_error": False,
        "reason": event.reason.text if event.reason else None,
        "error_reason": None,
        "note": event.note.text if event.note else None,
    }
