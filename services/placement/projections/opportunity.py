"""Opportunities and the places they have left."""

from typing import assert_never

import sqlalchemy as sa

from services.placement import events as e
from services.placement.projections.tables import inserting, metadata, updating
from shared.db import Tx

opportunities = sa.Table(
    "opportunities",
    metadata,
    sa.Column("opportunity", sa.Uuid, primary_key=True),
    sa.Column("employer", sa.Uuid, nullable=False),
    sa.Column("occupation", sa.Text, nullable=False),
    sa.Column("weekly_hours", sa.Numeric(5, 2), nullable=False),
    sa.Column("places", sa.Integer, nullable=False),
    sa.Column("places_left", sa.Integer, sa.CheckConstraint("places_left between 0 and places"), nullable=False),
    sa.Column("municipality", sa.Text, nullable=False),
    sa.Column("opened_on", sa.Date, nullable=False),
    sa.Column("status", sa.Text, nullable=False),
    sa.Column("closed_on", sa.Date),
    sa.Column("closing_reason", sa.Text),
    sa.Column("version", sa.Integer, nullable=False),
    sa.Index("opportunities_employer", "employer"),
    sa.Index("opportunities_place", "municipality", "status"),
)

ADD = inserting(opportunities)
CLOSE = updating(opportunities, "status", "closed_on", "closing_reason")
FILL = updating(opportunities, places_left=opportunities.c.places_left - 1)
FREE = updating(opportunities, places_left=opportunities.c.places_left + 1)


async def project(tx: Tx, event: e.OpportunityEvent, version: int) -> None:
    match event:
        case e.OpportunityOpened():
            await tx.run(
                ADD,
                opportunity=event.opportunity,
                employer=event.employer,
                occupation=event.occupation,
                weekly_hours=event.weekly_hours,
                places=event.places,
                places_left=event.places,
                municipality=event.municipality,
                opened_on=event.on,
                status="open",
                closed_on=None,
                closing_reason=None,
                version=version,
            )
        case e.PlaceFilled():
            await tx.run(FILL, key=event.opportunity, version=version)
        case e.PlaceFreed():
            await tx.run(FREE, key=event.opportunity, version=version)
        case e.OpportunityClosed():
            closing = {"status": "closed", "closed_on": event.on, "closing_reason": event.reason}
            await tx.run(CLOSE, key=event.opportunity, version=version, **closing)
        case _:
            assert_never(event)
