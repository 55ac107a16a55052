"""Presentation agreements, and what employers have been told under them. The wording stays in the log, sealed."""

from typing import Any, assert_never
from uuid import UUID

import sqlalchemy as sa
from sqlalchemy.dialects.postgresql import ARRAY

from services.placement import events as e
from services.placement.projections.tables import inserting, metadata, updating
from shared.db import Tx

presentations = sa.Table(
    "presentations",
    metadata,
    sa.Column("agreement", sa.Uuid, primary_key=True),
    sa.Column("case_id", sa.Uuid, nullable=False),
    sa.Column("person", sa.Uuid, nullable=False),
    sa.Column("extent", sa.Text, nullable=False),
    sa.Column("facts", ARRAY(sa.Text), nullable=False),
    sa.Column("wording", sa.Text, comment="sealed"),
    sa.Column("to_all", sa.Boolean, nullable=False),
    sa.Column("employers", ARRAY(sa.Uuid), nullable=False, comment="those named; empty: all"),
    sa.Column("agreed_on", sa.Date, nullable=False),
    sa.Column("until", sa.Date),
    sa.Column("withdrawn_on", sa.Date),
    sa.Column("registered_by", sa.Text, nullable=False),
    sa.Column("registered", sa.Integer, nullable=False, comment="the version it was agreed as: the order of registration"),
    sa.Column("version", sa.Integer, nullable=False),
    sa.Index("presentations_case", "case_id", "agreed_on"),
)

disclosures = sa.Table(
    "disclosures",
    metadata,
    sa.Column("case_id", sa.Uuid, primary_key=True),
    sa.Column("version", sa.Integer, primary_key=True, comment="of the presentation's stream"),
    sa.Column("person", sa.Uuid, nullable=False),
    sa.Column("agreement", sa.Uuid, nullable=False),
    sa.Column("candidacy", sa.Uuid, nullable=False),
    sa.Column("employer", sa.Uuid, nullable=False),
    sa.Column("step", sa.Text, nullable=False),
    sa.Column("facts", ARRAY(sa.Text), nullable=False),
    sa.Column("told_on", sa.Date, nullable=False),
)

AGREE = inserting(presentations)
WITHDRAW = updating(presentations, "withdrawn_on")
TELL = inserting(disclosures)


async def project(tx: Tx, event: e.PresentationEvent, version: int) -> None:
    match event:
        case e.PresentationAgreed():
            await tx.run(AGREE, **_agreed(event), registered=version, version=version)
        case e.PresentationWithdrawn():
            await tx.run(WITHDRAW, key=event.agreement, withdrawn_on=event.on, version=version)
        case e.PresentationUsed():
            await tx.run(TELL, **_told(event), version=version)
        case _:
            assert_never(event)


def _agreed(event: e.PresentationAgreed) -> dict[str, Any]:
    named: list[UUID] = [] if event.to == "all" else list(event.to)
    return {
        "agreement": event.agreement,
        "case_id": event.case,
        "person": event.person,
        "extent": event.extent,
        "facts": list(event.facts),
        "wording": event.wording.text if event.wording else None,
        "to_all": event.to == "all",
        "employers": named,
        "agreed_on": event.on,
        "until": event.until,
        "withdrawn_on": None,
        "registered_by": event.registered_by,
    }


def _told(event: e.PresentationUsed) -> dict[str, Any]:
    return {
        "case_id": event.case,
        "person": event.person,
        "agreement": event.agreement,
        "candidacy": event.candidacy,
        "employer": event.employer,
        "step": event.step,
        "facts": list(event.facts),
        "told_on": event.on,
    }
