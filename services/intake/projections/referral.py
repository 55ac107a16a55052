"""Referrals and where they stand."""

from typing import Any

import sqlalchemy as sa
from sqlalchemy.dialects.postgresql import ARRAY, JSONB

from services.intake import events as e
from services.intake.projections.engagement import hand_on, hold, release
from services.intake.projections.tables import inserting, metadata
from shared.db import Tx

referrals = sa.Table(
    "referrals",
    metadata,
    sa.Column("referral", sa.Uuid, primary_key=True),
    sa.Column("person", sa.Uuid, nullable=False),
    sa.Column("unit", sa.Text, nullable=False),
    sa.Column("source", sa.Text, nullable=False),
    sa.Column("source_unit", sa.Text),
    sa.Column("channel", sa.Text, nullable=False),
    sa.Column("planned_job", JSONB),
    sa.Column("received_on", sa.Date, nullable=False),
    sa.Column("status", sa.Text, nullable=False),
    sa.Column("note", sa.Text, comment="sealed"),
    sa.Column("return_reasons", ARRAY(sa.Text)),
    sa.Column("version", sa.Integer, nullable=False),
    sa.Index("referrals_unit", "unit", "status", "received_on"),
)


INSERT = inserting(referrals)


async def project(tx: Tx, event: e.ReferralEvent, version: int) -> None:
    match event:
        case e.ReferralReceived():
            await hold(tx, event.person, referral=event.referral)
            await tx.run(INSERT, **_received(event), version=version)
        case e.ReferralReturned():
            await _close(tx, event, version, "returned", return_reasons=list(event.reasons))
        case e.ReferralWithdrawn():
            await _close(tx, event, version, "withdrawn")
        case e.ReferralDeclined():
            await _close(tx, event, version, "declined")
        case e.ReferralAccepted():
            await _change(tx, event, version, status="accepted")
            await hand_on(tx, event.person, event.case)


def _received(event: e.ReferralReceived) -> dict[str, Any]:
    job = event.planned_job
    return {
        "referral": event.referral,
        "person": event.person,
        "unit": event.unit,
        "source": event.source,
        "source_unit": event.source_unit,
        "channel": event.channel,
        "planned_job": {"starts_on": job.starts_on, "already_begun": job.already_begun} if job else None,
        "received_on": event.on,
        "status": "open",
        "note": event.note.text if event.note else None,
        "return_reasons": None,
    }


async def _close(
    tx: Tx, event: e.ReferralReturned | e.ReferralWithdrawn | e.ReferralDeclined, version: int, status: str, **values: Any
) -> None:
    await _change(tx, event, version, status=status, **values)
    await release(tx, event.person)


async def _change(tx: Tx, event: e.ReferralEvent, version: int, **values: Any) -> None:
    await tx.run(sa.update(referrals).where(referrals.c.referral == event.referral).values(version=version, **values))
