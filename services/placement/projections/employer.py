"""Employers, as they stand."""

from typing import assert_never

import sqlalchemy as sa

from services.placement import events as e
from services.placement.projections.tables import inserting, metadata, updating
from shared.db import Tx

employers = sa.Table(
    "employers",
    metadata,
    sa.Column("employer", sa.Uuid, primary_key=True),
    sa.Column("organisation_number", sa.Text, nullable=False, unique=True),
    sa.Column("name", sa.Text, nullable=False),
    sa.Column("sector", sa.Text, nullable=False),
    sa.Column("municipality", sa.Text, nullable=False),
    sa.Column("sni", sa.Text, nullable=False),
    sa.Column("registered_on", sa.Date, nullable=False),
    sa.Column("status", sa.Text, nullable=False),
    sa.Column("closed_on", sa.Date),
    sa.Column("closing_reason", sa.Text),
    sa.Column("version", sa.Integer, nullable=False),
    sa.Index("employers_place", "municipality", "sector"),
)

ADD = inserting(employers)
CLOSE = updating(employers, "status", "closed_on", "closing_reason")


async def project(tx: Tx, event: e.EmployerEvent, version: int) -> None:
    match event:
        case e.EmployerRegistered():
            await tx.run(
                ADD,
                employer=event.employer,
                organisation_number=event.organisation_number,
                name=event.name,
                sector=event.sector,
                municipality=event.municipality,
                sni=event.sni,
                registered_on=event.on,
                status="open",
                closed_on=None,
                closing_reason=None,
                version=version,
            )
        case e.EmployerClosed():
            closing = {"status": "closed", "closed_on": event.on, "closing_reason": event.reason}
            await tx.run(CLOSE, key=event.employer, version=version, **closing)
        case _:
            assert_never(event)
