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
    sa.Column("agency", sa.Text, comment="organisation number"),
    sa.Column("source_unit", sa.Text),
    sa.Column("channel", sa.Text, nullable=False),
    sa.Column("reasons", ARRAY(sa.Text), nullable=False),
    sa.Column("planned_job", JSONB),
    sa.Column("received_on", sa.Date, nullable=False),
    sa.Column("status", sa.Text, nullable=False),
    sa.Column("note", sa.Text, comment="sealed"),
    sa.Column("proposed_by", sa.Text, comment="organisation number of the partner who sent it itself"),
    sa.Column("return_reasons", ARRAY(sa.Text)),
    sa.Column("requirements", ARRAY(sa.Text)),
    sa.Column("advice", sa.Text, comment="sealed"),
    sa.Column("requirements_note", sa.Text, comment="sealed"),
    sa.Column("changed_on", sa.Date, nullable=False),
    sa.Column("version", sa.Integer, nullable=False),
    sa.Index("referrals_unit", "unit", "status", "received_on"),
    sa.Index("referrals_proposed_by", "proposed_by", "received_on"),
)


INSERT = inserting(referrals)


async def project(tx: Tx, event: e.ReferralEvent, version: int) -> None:
    match event:
        case e.ReferralReceived():
            await hold(tx, event.person, referral=event.referral)
            await tx.run(INSERT, **_received(event), version=version)
        case e.ProposalAccepted():
            await _change(tx, event, version, status="open")
        case e.ReferralReopened():
            await hold(tx, event.person, referral=event.referral)
            await _change(tx, event, version, status="open")
        case e.ReferralReturned():
            await _close(tx, event, version, "returned", **_returned(event))
        case e.ReferralWithdrawn():
            await _close(tx, event, version, "withdrawn")
        case e.ReferralDeclined():
            await _close(tx, event, version, "declined")
        case e.ReferralAccepted():
            await _change(tx, event, version, status="accepted")
            await hand_on(tx, event.person, referral=event.referral, case=event.case)


def _received(event: e.ReferralReceived) -> dict[str, Any]:
    job = event.planned_job
    return {
        "referral": event.referral,
        "person": event.person,
        "unit": event.unit,
        "source": event.source,
        "agency": event.agency,
        "source_unit": event.source_unit,
        "channel": event.channel,
        "reasons": list(event.reasons),
        "planned_job": {"starts_on": job.starts_on, "already_begun": job.already_begun} if job else None,
        "received_on": event.on,
        "status": "open" if event.proposed_by is None else "proposed",
        "proposed_by": event.proposed_by,
        "note": event.note.text if event.note else None,
        "return_reasons": None,
        "requirements": None,
        "advice": None,
        "requirements_note": None,
        "changed_on": event.on,
    }


def _returned(event: e.ReferralReturned) -> dict[str, Any]:
    return {
        "return_reasons": list(event.reasons),
        "requirements": list(event.requirements),
        "advice": event.advice.text if event.advice else None,
        "requirements_note": event.requirements_note.text if event.requirements_note else None,
    }


async def _close(
    tx: Tx, event: e.ReferralReturned | e.ReferralWithdrawn | e.ReferralDeclined, version: int, status: str, **values: Any
) -> None:
    await _change(tx, event, version, status=status, **values)
    await release(tx, event.referral)


async def _change(tx: Tx, event: e.ReferralEvent, version: int, **values: Any) -> None:
    changed = {"version": version, "changed_on": event.on, **values}
    await tx.run(sa.update(referrals).where(referrals.c.referral == event.referral).values(**changed))
