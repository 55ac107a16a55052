"""The evidence ledger: what was asked of whom, and what came of it."""

from datetime import date
from typing import Any
from uuid import UUID

import sqlalchemy as sa

from services.intake import events as e
from services.intake.projections.case import cases
from services.intake.projections.tables import inserting, metadata
from shared.db import Tx
from shared.eventstore import Recorded

evidence = sa.Table(
    "evidence",
    metadata,
    sa.Column("request", sa.Uuid, primary_key=True),
    sa.Column("referral", sa.Uuid, nullable=False),
    sa.Column("person", sa.Uuid, nullable=False),
    sa.Column("unit", sa.Text, nullable=False),
    sa.Column("kind", sa.Text, nullable=False),
    sa.Column("source", sa.Text, nullable=False, comment="who was asked"),
    sa.Column("source_unit", sa.Text),
    sa.Column("requested_by", sa.Text, nullable=False),
    sa.Column("requested_on", sa.Date, nullable=False),
    sa.Column("due_on", sa.Date, nullable=False),
    sa.Column("status", sa.Text, nullable=False, comment="open, received, waived, lapsed"),
    sa.Column("reminders", sa.Integer, nullable=False),
    sa.Column("last_reminded_on", sa.Date),
    sa.Column("closed_on", sa.Date),
    sa.Column("received_from", sa.Text),
    sa.Column("received_from_unit", sa.Text),
    sa.Column("document_date", sa.Date),
    sa.Column("form", sa.Text),
    sa.Column("reason", sa.Text, comment="sealed; why it was waived"),
    sa.Column("correction_reason", sa.Text, comment="sealed; why the receipt was corrected last, or was an error"),
    sa.Column("corrected_on", sa.Date),
    sa.Column("version", sa.Integer, nullable=False),
    sa.Index("evidence_unit", "unit", "status", "requested_on"),
    sa.Index("evidence_referral", "referral"),
)

INSERT = inserting(evidence)
UNANSWERED = {
    "status": "open",
    "reminders": 0,
    **dict.fromkeys(
        (
            *("last_reminded_on", "closed_on", "received_from", "received_from_unit", "document_date", "form"),
            *("reason", "correction_reason", "corrected_on"),
        ),
        None,
    ),
}
NOTHING_CAME = dict.fromkeys(("received_from", "received_from_unit", "document_date", "form"))


async def project(tx: Tx, event: e.EvidenceEvent, version: int) -> None:
    match event:
        case e.EvidenceRequested():
            await tx.run(INSERT, **_requested(event), version=version)
        case e.EvidenceReminded():
            reminded = {"reminders": evidence.c.reminders + 1, "last_reminded_on": event.on}
            await _change(tx, event, version, status="open", closed_on=None, **reminded)
        case e.EvidenceReceived():
            await _change(tx, event, version, **_received(event))
        case e.EvidenceReceiptCorrected():
            corrected = {"correction_reason": event.reason.text, "corrected_on": event.corrected_on}
            await _change(tx, event, version, **_received(event), **corrected)
        case e.EvidenceReceiptRegisteredInError():
            status = "open" if event.lapsed_on is None else "lapsed"
            corrected = {"correction_reason": event.reason.text, "corrected_on": event.on}
            await _change(tx, event, version, status=status, closed_on=event.lapsed_on, **corrected, **NOTHING_CAME)
        case e.EvidenceWaived():
            await _change(tx, event, version, status="waived", closed_on=event.on, reason=event.reason.text)


def _requested(event: e.EvidenceRequested) -> dict[str, Any]:
    return {
        "request": event.request,
        "referral": event.referral,
        "person": event.person,
        "unit": event.unit,
        "kind": event.kind,
        "source": event.source,
        "source_unit": event.source_unit,
        "requested_by": event.requested_by,
        "requested_on": event.on,
        "due_on": event.due_on,
        **UNANSWERED,
    }


def _received(event: e.EvidenceReceived | e.EvidenceReceiptCorrected) -> dict[str, Any]:
    return {
        "status": "received",
        "closed_on": event.on,
        "received_from": event.source,
        "received_from_unit": event.source_unit,
        "document_date": event.document_date,
        "form": event.form,
    }


async def _change(tx: Tx, event: e.EvidenceEvent, version: int, **values: Any) -> None:
    await tx.run(sa.update(evidence).where(evidence.c.request == event.request).values(version=version, **values))


async def follow(tx: Tx, recorded: Recorded) -> None:
    """The ledger is with the unit that has the case. When the referral or its case is over nobody waits any more."""
    match recorded.event:
        case e.CaseHandedOver() as event:
            theirs = sa.update(evidence).where(evidence.c.referral == _referral_of(event.case))
            await tx.run(theirs.values(unit=event.unit))
        case e.ReferralReturned() | e.ReferralWithdrawn() | e.ReferralDeclined() as event:
            await _lapse(tx, evidence.c.referral == event.referral, event.on)
        case e.CaseEnded() | e.CaseRegisteredInError() as event:
            await _lapse(tx, evidence.c.referral == _referral_of(event.case), event.on)
        case _:
            pass


def _referral_of(case: UUID) -> sa.ScalarSelect[UUID]:
    return sa.select(cases.c.referral).where(cases.c.case_id == case).scalar_subquery()


async def _lapse(tx: Tx, of_it: sa.ColumnElement[bool], on: date) -> None:
    await tx.run(sa.update(evidence).where(of_it, evidence.c.status == "open").values(status="lapsed", closed_on=on))
