"""Consents, and those in force: one at a time for each person, purpose, recipient and case; and consents refused."""

from typing import Any

import sqlalchemy as sa
from sqlalchemy.dialects.postgresql import ARRAY

from services.intake import events as e
from services.intake.projections.protection import concealed
from services.intake.projections.tables import inserting, metadata
from services.intake.projections.tasks import tables
from shared.db import Prepared, Tx
from shared.eventstore import Recorded

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
    sa.Column("in_error", sa.Boolean, nullable=False, comment="it was never given"),
    sa.Column("registered_by", sa.Text, nullable=False),
    sa.Column("corrected_by", sa.Text),
    sa.Column("corrected_on", sa.Date),
    sa.Column("correction_reason", sa.Text, comment="sealed"),
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
        postgresql_where=sa.text("withdrawn_on is null and not in_error"),
    ),
)
consent_refusals = sa.Table(
    "consent_refusals",
    metadata,
    sa.Column("consent", sa.Uuid, primary_key=True, comment="that was not given"),
    sa.Column("person", sa.Uuid, nullable=False),
    sa.Column("purpose", sa.Text, nullable=False),
    sa.Column("recipient", sa.Text, comment="organisation number"),
    sa.Column("case_id", sa.Uuid),
    sa.Column("refused_on", sa.Date, nullable=False),
    sa.Column("registered_by", sa.Text, nullable=False),
    sa.Column("version", sa.Integer, nullable=False),
    sa.Index("consent_refusals_person", "person", "refused_on"),
    sa.Index("consent_refusals_case", "case_id"),
)

INSERT = inserting(consents)
REFUSE = inserting(consent_refusals)
UNCORRECTED = {"withdrawn_on": None, "in_error": False, "corrected_by": None, "corrected_on": None, "correction_reason": None}

_CASE = sa.bindparam("case", type_=sa.Uuid)
_ASKED = tables.tasks
UNASK = Prepared(
    sa.delete(_ASKED).where(
        *(_ASKED.c.kind == "sus-consent", _ASKED.c.about == _CASE, _ASKED.c.status == "open"),
        sa.or_(
            sa.exists().where(consents.c.case_id == _CASE, sa.not_(consents.c.in_error)),
            sa.exists().where(consent_refusals.c.case_id == _CASE),
            sa.exists().where(concealed.c.person == _ASKED.c.person),
        ),
    )
)


async def project(tx: Tx, event: e.ConsentEvent, version: int) -> None:
    """A second consent to the same fails on the key: the request is run again, and refused."""
    match event:
        case e.ConsentGiven():
            await tx.run(INSERT, **_given(event), version=version)
        case e.ConsentWithdrawn():
            await _change(tx, event, version, withdrawn_on=event.on)
        case e.ConsentCorrected():
            await _change(tx, event, version, **_corrected(event))
        case e.ConsentRegisteredInError():
            corrected = {"corrected_by": event.registered_by, "corrected_on": event.on, "correction_reason": event.reason.text}
            await _change(tx, event, version, in_error=True, **corrected)
        case e.ConsentRefused():
            await tx.run(REFUSE, **_refused(event), version=version)


async def follow(tx: Tx, recorded: Recorded) -> None:
    """Nobody is asked for a consent to SUS that was given or refused before, or that a protected identity makes needless."""
    match recorded.event:
        case e.CaseStarted() | e.CaseReopened() | e.ConsentRegisteredInError() as event:
            await tx.run(UNASK, case=event.case)
        case _:
            pass


async def _change(tx: Tx, event: e.ConsentEvent, version: int, **values: Any) -> None:
    await tx.run(sa.update(consents).where(consents.c.consent == event.consent).values(version=version, **values))


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
        "registered_by": event.registered_by,
        **UNCORRECTED,
    }


def _corrected(event: e.ConsentCorrected) -> dict[str, Any]:
    return {
        "recipient": event.recipient,
        "scope": list(event.scope),
        "form": event.form,
        "given_on": event.on,
        "withdrawn_on": event.withdrawn_on,
        "corrected_by": event.corrected_by,
        "corrected_on": event.corrected_on,
        "correction_reason": event.reason.text,
    }


def _refused(event: e.ConsentRefused) -> dict[str, Any]:
    return {
        "consent": event.consent,
        "person": event.person,
        "purpose": event.purpose,
        "recipient": event.recipient,
        "case_id": event.case,
        "refused_on": event.on,
        "registered_by": event.registered_by,
    }
