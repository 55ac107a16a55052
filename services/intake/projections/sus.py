"""Outcomes of participations in SUS: as they stand now, and every one that was registered."""

from typing import assert_never

import sqlalchemy as sa
from pydantic import TypeAdapter
from sqlalchemy.dialects.postgresql import JSONB

from services.intake import events as e
from services.intake.projections.tables import inserting, metadata
from shared.db import Tx

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

INSERT = inserting(sus_outcomes)
OUTCOME = TypeAdapter(e.SusOutcome)


async def project(tx: Tx, event: e.SusEvent, version: int) -> None:
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


def _said(event: e.SusEvent) -> dict[str, str | None]:
    match event:
        case e.SusOutcomeRegistered():
            return {"correction": None, "registered_by": event.registered_by}
        case e.SusOutcomeCorrected():
            return {"correction": event.reason, "registered_by": event.corrected_by}
        case _:
            assert_never(event)
