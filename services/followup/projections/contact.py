"""Contacts, kept or not."""

from typing import Any

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
    sa.Column("kept", sa.Boolean, nullable=False),
    sa.Column("on_site", sa.Boolean, nullable=False),
    sa.Column("late", sa.Boolean, nullable=False),
    sa.Column("note", sa.Text, comment="sealed"),
    sa.Column("recorded_at", sa.DateTime(timezone=True), nullable=False),
    sa.Column("recorded_by", sa.Text, nullable=False),
    sa.Index("contacts_case", "case_id", "on"),
)

INSERT = inserting(contacts)


async def project(tx: Tx, event: e.ContactLogged, recorded: Recorded) -> None:
    common = {"case_id": event.case, "on": event.on, "recorded_at": recorded.recorded_at, "recorded_by": recorded.by}
    await tx.run(INSERT, **common, **_contact(event))


def _contact(event: e.ContactLogged) -> dict[str, Any]:
    return {
        "contact": event.contact,
        "channel": event.channel,
        "contact_with": event.contact_with,
        "kept": event.kept,
        "on_site": event.on_site,
        "late": event.late,
        "note": event.note.text if event.note else None,
    }
