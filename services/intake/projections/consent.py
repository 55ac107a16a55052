"""Consents, and those in force: one at a time for each person, purpose, recipient and case."""

from typing import Any

import sqlalchemy as sa
from sqlalchemy.dialects.postgresql import ARRAY

from services.intake import events as e
from services.intake.projections.tables import inserting, metadata
from shared.db import Tx

consents = sa.Table(
    "consents",
    metadata,
    sa.Column("consent", sa.Uuid, primary_key=True),
    sa.Column("person", sa.Uuid, nullable=False),
    sa.Column("purpose", sa.Text, nullable=False),
    sa.Column("recipient", sa.Text, comment="organisation number"),
    sa.Column("case_id", sa.Uuid),
    sa.Column("scope", ARRAY(sa.Text), nullable=False),
    sa.Column("form", sa.Text, nullable=False),
    sa.Column("given_on", sa.Date, nullable=False),
    sa.Column("withdrawn_on", sa.Date),
    sa.Column("registered_by", sa.Text, nullable=False),
    sa.Column("version", sa.Integer, nullable=False),
    sa.Index("consents_person", "person", "given_on"),
    sa.Index("consents_case", "case_id"),
    sa.Index(
        "consents_one_in_force",
        "person",
        "purpose",
        sa.text("coalesce(recipient, '')"),
        sa.text("coalesce(case_id::text, '')"),
        unique=True,
        postgresql_where=sa.text("withdrawn_on is null"),
    ),
)

INSERT = inserting(consents)


async def project(tx: Tx, event: e.ConsentEvent, version: int) -> None:
    """A second consent to the same fails on the key: the request is run again, and refused."""
    match event:
        case e.ConsentGiven():
            await tx.run(INSERT, **_given(event), version=version)
        case e.ConsentWithdrawn():
            withdrawn = sa.update(consents).where(consents.c.consent == event.consent)
            await tx.run(withdrawn.values(withdrawn_on=event.on, version=version))


def _given(event: e.ConsentGiven) -> dict[str, Any]:
    return {
        "consent": event.consent,
        "person": event.person,
        "purpose": event.purpose,
        "recipient": event.recipient,
        "case_id": event.case,
        "scope": list(event.scope),
        "form": event.form,
        "given_on": event.on,
        "withdrawn_on": None,
        "registered_by": event.registered_by,
    }
