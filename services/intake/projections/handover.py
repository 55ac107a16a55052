"""Handovers, each with its packet and the clock of the first contact."""

from typing import Any

import sqlalchemy as sa
from sqlalchemy.dialects.postgresql import ARRAY, JSONB

from services.intake import events as e
from services.intake.projections.tables import inserting, metadata
from shared.db import Tx

handovers = sa.Table(
    "handovers",
    metadata,
    sa.Column("handover", sa.Uuid, primary_key=True),
    sa.Column("case_id", sa.Uuid, nullable=False),
    sa.Column("person", sa.Uuid, nullable=False),
    sa.Column("on", sa.Date, nullable=False),
    sa.Column("from_unit", sa.Text, nullable=False),
    sa.Column("unit", sa.Text, nullable=False),
    sa.Column("from_support_person", sa.Text, nullable=False),
    sa.Column("support_person", sa.Text, nullable=False),
    sa.Column("reason", sa.Text, nullable=False),
    sa.Column("note", sa.Text, comment="sealed"),
    sa.Column("promises", ARRAY(sa.Text), nullable=False, comment="each sealed"),
    sa.Column("open_clocks", JSONB, nullable=False),
    sa.Column("presentation", sa.Text, nullable=False),
    sa.Column("last_contacts", JSONB, nullable=False),
    sa.Column("informed", JSONB, nullable=False),
    sa.Column("handed_over_by", sa.Text, nullable=False),
    sa.Column("first_contact_by", sa.Date, nullable=False),
    sa.Column("first_contact_on", sa.Date),
    sa.Column("version", sa.Integer, nullable=False, comment="of the case, after the handover"),
    sa.Index("handovers_case", "case_id", "on"),
)

INSERT = inserting(handovers)


async def add(tx: Tx, event: e.CaseHandedOver, version: int) -> None:
    packet = event.packet
    await tx.run(
        INSERT,
        **_parties(event),
        note=event.note.text if event.note else None,
        promises=[promise.text for promise in packet.promises],
        open_clocks=[{"kind": clock.kind, "due_on": clock.due_on} for clock in packet.open_clocks],
        presentation=packet.presentation,
        last_contacts=[{"contact_with": one.contact_with, "channel": one.channel, "on": one.on} for one in packet.last_contacts],
        informed=told(packet.informed),
        first_contact_by=event.first_contact_by,
        first_contact_on=None,
        version=version,
    )


def told(informed: tuple[e.Informed, ...]) -> list[dict[str, Any]]:
    """Who was told, as it is kept in a column."""
    return [{"party": one.party, "on": one.on} for one in informed]


def _parties(event: e.CaseHandedOver) -> dict[str, Any]:
    return {
        "handover": event.handover,
        "case_id": event.case,
        "person": event.person,
        "on": event.on,
        "from_unit": event.from_unit,
        "unit": event.unit,
        "from_support_person": event.from_support_person,
        "support_person": event.support_person,
        "reason": event.reason,
        "handed_over_by": event.handed_over_by,
    }


async def first_contact(tx: Tx, event: e.FirstContactMade) -> None:
    """The first contact after a handover; the one after the start has no handover to stand at."""
    if event.handover is not None:
        this = handovers.c.handover == event.handover
        await tx.run(sa.update(handovers).where(this).values(first_contact_on=event.on))
