"""Handovers: who got the case, and what has been done so that nothing is lost."""

from typing import Any, assert_never

import sqlalchemy as sa

from services.followup import events as e
from services.followup.projections.tables import inserting, metadata
from shared.db import Tx
from shared.eventstore import Recorded

handovers = sa.Table(
    "handovers",
    metadata,
    sa.Column("handover", sa.Uuid, primary_key=True),
    sa.Column("case_id", sa.Uuid, nullable=False),
    sa.Column("on", sa.Date, nullable=False),
    sa.Column("unit", sa.Text, nullable=False),
    sa.Column("from_support_person", sa.Text),
    sa.Column("support_person", sa.Text),
    sa.Column("first_contact_by", sa.Date, comment="none where it was recorded before there was a clock"),
    sa.Column("acknowledged_on", sa.Date),
    sa.Column("person_informed_on", sa.Date),
    sa.Column("employer_informed_on", sa.Date),
    sa.Column("version", sa.Integer, nullable=False, comment="of the support, after the handover"),
    sa.Index("handovers_case", "case_id", "version"),
)

INSERT = inserting(handovers)


async def add(tx: Tx, event: e.SupportHandedOver, recorded: Recorded) -> None:
    await tx.run(
        INSERT,
        handover=event.handover,
        case_id=event.case,
        on=event.on,
        unit=event.unit,
        from_support_person=event.from_support_person,
        support_person=event.support_person,
        first_contact_by=event.first_contact_by,
        acknowledged_on=None,
        person_informed_on=None,
        employer_informed_on=None,
        version=recorded.version,
    )


async def project(tx: Tx, event: e.HandoverEvent, _recorded: Recorded) -> None:
    await tx.run(sa.update(handovers).where(handovers.c.handover == event.handover).values(**_told(event)))


def _told(event: e.HandoverEvent) -> dict[str, Any]:
    match event:
        case e.PacketAcknowledged():
            return {"acknowledged_on": event.on}
        case e.PersonInformed():
            return {"person_informed_on": event.on}
        case e.EmployerInformed():
            return {"employer_informed_on": event.on}
        case _:
            assert_never(event)
