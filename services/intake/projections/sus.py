"""Participations registered in SUS, and their outcomes: as they stand now, and every one that was registered."""

from typing import assert_never

import sqlalchemy as sa
from pydantic import TypeAdapter
from sqlalchemy.dialects.postgresql import JSONB

from services.intake import events as e
from services.intake.projections.tables import inserting, metadata
from shared.db import Prepared, Tx

sus_outcomes = sa.Table(
    "sus_outcomes",
    metadata,
    sa.Column("case_id", sa.Uuid, primary_key=True),
    sa.Column("version", sa.Integer, primary_key=True, autoincrement=False),
    sa.Column("person", sa.Uuid, nullable=False),
    sa.Column("outcome", JSONB, nullable=False),
    sa.Column("ended_on", sa.Date, nullable=False),
    sa.Column("correction", sa.Text, comment="why the one before was not right; null for the first"),
    sa.Column("registered_by", sa.Text, nullable=False),
    sa.Column("registered_on", sa.Date, nullable=False),
)

sus_registrations = sa.Table(
    "sus_registrations",
    metadata,
    sa.Column("case_id", sa.Uuid, primary_key=True),
    sa.Column("person", sa.Uuid, nullable=False),
    sa.Column("registered_by", sa.Text, nullable=False),
    sa.Column("registered_on", sa.Date, nullable=False),
    sa.Column("version", sa.Integer, nullable=False),
    comment="In: what was registered in error is not here",
)

INSERT = inserting(sus_outcomes)
INSERT_IN = inserting(sus_registrations)
DELETE_IN = Prepared(sa.delete(sus_registrations).where(sus_registrations.c.case_id == sa.bindparam("case_id")))
OUTCOME = TypeAdapter(e.SusOutcome)


async def project(tx: Tx, event: e.SusEvent, version: int) -> None:
    match event:
        case e.SusRegistered():
            who = {"registered_by": event.registered_by, "registered_on": event.on}
            await tx.run(INSERT_IN, case_id=event.case, person=event.person, **who, version=version)
        case e.SusRegisteredInError():
            await tx.run(DELETE_IN, case_id=event.case)
        case e.SusOutcomeRegistered() | e.SusOutcomeCorrected():
            await _outcome(tx, event, version)
        case _:
            assert_never(event)


async def _outcome(tx: Tx, event: e.SusOutcomeRegistered | e.SusOutcomeCorrected, version: int) -> None:
    await tx.run(
        INSERT,
        case_id=event.case,
        version=version,
        person=event.person,
        outcome=OUTCOME.dump_python(event.outcome, mode="json"),
        ended_on=event.outcome.ended_on,
        **_said(event),
        registered_on=event.on,
    )


def _said(event: e.SusOutcomeRegistered | e.SusOutcomeCorrected) -> dict[str, str | None]:
    match event:
        case e.SusOutcomeRegistered():
            return {"correction": None, "registered_by": event.registered_by}
        case e.SusOutcomeCorrected():
            return {"correction": event.reason, "registered_by": event.corrected_by}
        case _:
            assert_never(event)
