"""Searches for a job, as the case's course has them."""

from typing import assert_never

import sqlalchemy as sa

from services.placement import events as e
from services.placement.projections.tables import inserting, metadata, updating
from shared.db import Tx

searches = sa.Table(
    "searches",
    metadata,
    sa.Column("case_id", sa.Uuid, primary_key=True),
    sa.Column("person", sa.Uuid, nullable=False),
    sa.Column("unit", sa.Text, nullable=False),
    sa.Column("status", sa.Text, nullable=False),
    sa.Column("started_on", sa.Date, nullable=False),
    sa.Column("ended_on", sa.Date),
    sa.Column("version", sa.Integer, nullable=False),
    sa.Index("searches_unit", "unit", "status", "started_on"),
)

ADD = inserting(searches)
START = updating(searches, "started_on")
UNIT = updating(searches, "unit")
STATUS = updating(searches, "status")
END = updating(searches, "status", "ended_on")


async def project(tx: Tx, event: e.SearchEvent, version: int) -> None:
    match event:
        case e.SearchOpened():
            await tx.run(
                ADD,
                case_id=event.case,
                person=event.person,
                unit=event.unit,
                status="open",
                started_on=event.on,
                ended_on=None,
                version=version,
            )
        case e.SearchStartCorrected():
            await tx.run(START, key=event.case, started_on=event.on, version=version)
        case e.SearchClosed():
            await tx.run(END, key=event.case, status="closed", ended_on=event.on, version=version)
        case e.SearchReopened():
            await tx.run(END, key=event.case, status="open", ended_on=None, version=version)
        case e.SearchCancelled():
            await tx.run(STATUS, key=event.case, status="cancelled", version=version)
        case e.SearchHandedOver():
            await tx.run(UNIT, key=event.case, unit=event.unit, version=version)
        case _:
            assert_never(event)
