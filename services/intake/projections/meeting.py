"""Meetings and consultations, as they stand after every correction."""

import sqlalchemy as sa
from sqlalchemy.dialects.postgresql import ARRAY

from services.intake import events as e
from services.intake.projections.tables import inserting, metadata
from shared.db import Tx

meetings = sa.Table(
    "meetings",
    metadata,
    sa.Column("meeting", sa.Uuid, primary_key=True),
    sa.Column("unit", sa.Text, nullable=False),
    sa.Column("kind", sa.Text, nullable=False),
    sa.Column("participants", ARRAY(sa.Text), nullable=False),
    sa.Column("case_id", sa.Uuid),
    sa.Column("held_on", sa.Date, nullable=False),
    sa.Column("in_error", sa.Boolean, nullable=False),
    sa.Column("registered_by", sa.Text, nullable=False),
    sa.Column("version", sa.Integer, nullable=False),
    sa.Index("meetings_unit", "unit", "held_on"),
)

INSERT = inserting(meetings)


async def project(tx: Tx, event: e.MeetingEvent, version: int) -> None:
    match event:
        case e.MeetingHeld():
            fixed = {"meeting": event.meeting, "unit": event.unit, "in_error": False, "registered_by": event.registered_by}
            await tx.run(INSERT, **fixed, **_held(event), version=version)
        case e.MeetingCorrected():
            await _change(tx, event, version, **_held(event))
        case e.MeetingRegisteredInError():
            await _change(tx, event, version, in_error=True)


def _held(event: e.MeetingHeld | e.MeetingCorrected) -> dict[str, object]:
    return {"kind": event.kind, "participants": list(event.participants), "case_id": event.case, "held_on": event.on}


async def _change(tx: Tx, event: e.MeetingEvent, version: int, **values: object) -> None:
    await tx.run(sa.update(meetings).where(meetings.c.meeting == event.meeting).values(version=version, **values))
