"""Opportunities: what is offered, what the job demands as last analysed, and the places left."""

from collections.abc import Sequence
from dataclasses import asdict
from typing import Any, assert_never

import sqlalchemy as sa
from sqlalchemy.dialects.postgresql import ARRAY, JSONB, insert

from services.placement import events as e
from services.placement.projections.tables import inserting, metadata, updating
from shared.db import Prepared, Tx

opportunities = sa.Table(
    "opportunities",
    metadata,
    sa.Column("opportunity", sa.Uuid, primary_key=True),
    sa.Column("employer", sa.Uuid, nullable=False),
    sa.Column("workplace", sa.Uuid),
    sa.Column("occupation", sa.Text, nullable=False),
    sa.Column("tasks", sa.Text, comment="sealed"),
    sa.Column("weekly_hours", sa.Numeric(5, 2), nullable=False),
    sa.Column("least_weekly_hours", sa.Numeric(5, 2), nullable=False),
    sa.Column("shifts", ARRAY(sa.Text), nullable=False),
    sa.Column("licences", ARRAY(sa.Text), nullable=False),
    sa.Column("languages", JSONB, nullable=False, comment="[{language, level}]"),
    sa.Column("demands", JSONB, nullable=False, comment="[{dimension, level}] of the latest analysis"),
    sa.Column("adaptations", JSONB, nullable=False, comment="[{dimension, measure, lowers_to}]"),
    sa.Column("analysed_on", sa.Date),
    sa.Column("analysed_by", sa.Text),
    sa.Column("places", sa.Integer, nullable=False),
    sa.Column("places_left", sa.Integer, sa.CheckConstraint("places_left between 0 and places"), nullable=False),
    sa.Column("municipality", sa.Text, nullable=False),
    sa.Column("starts_on", sa.Date),
    sa.Column("until_on", sa.Date),
    sa.Column("sheltered", sa.Boolean, nullable=False),
    sa.Column("opened_by", sa.Text),
    sa.Column("opened_on", sa.Date, nullable=False),
    sa.Column("status", sa.Text, nullable=False),
    sa.Column("closed_on", sa.Date),
    sa.Column("closing_reason", sa.Text),
    sa.Column("version", sa.Integer, nullable=False),
    sa.Index("opportunities_employer", "employer"),
    sa.Index("opportunities_place", "municipality", "status"),
    sa.Index("opportunities_opener", "opened_by", "status"),
)

job_analyses = sa.Table(
    "job_analyses",
    metadata,
    sa.Column("analysis", sa.Uuid, primary_key=True),
    sa.Column("opportunity", sa.Uuid, nullable=False),
    sa.Column("employer", sa.Uuid, nullable=False),
    sa.Column("demands", JSONB, nullable=False),
    sa.Column("adaptations", JSONB, nullable=False),
    sa.Column("note", sa.Text, comment="sealed"),
    sa.Column("analysed_by", sa.Text, nullable=False),
    sa.Column("analysed_on", sa.Date, nullable=False),
    sa.Index("job_analyses_opportunity", "opportunity", "analysed_on"),
)

ADD = inserting(opportunities)
OFFERED = (
    *("workplace", "occupation", "tasks", "weekly_hours", "least_weekly_hours", "shifts", "licences", "languages"),
    *("municipality", "starts_on", "until_on", "sheltered", "places"),
)
_WANTED = sa.bindparam("wanted", type_=sa.Integer)
CORRECT = updating(opportunities, *OFFERED, places_left=opportunities.c.places_left + _WANTED - opportunities.c.places)
CLOSE = updating(opportunities, "status", "closed_on", "closing_reason")
FILL = updating(opportunities, places_left=opportunities.c.places_left - 1)
FREE = updating(opportunities, places_left=opportunities.c.places_left + 1)
VERSION = updating(opportunities)
_DAY = sa.bindparam("day", type_=sa.Date)
ANALYSED = Prepared(
    sa.update(opportunities)
    .where(
        opportunities.c.opportunity == sa.bindparam("key", type_=sa.Uuid),
        sa.or_(opportunities.c.analysed_on.is_(None), opportunities.c.analysed_on <= _DAY),
    )
    .values(
        demands=sa.bindparam("demands", type_=JSONB),
        adaptations=sa.bindparam("adaptations", type_=JSONB),
        analysed_by=sa.bindparam("who"),
        analysed_on=_DAY,
    )
)
_EMPLOYER = sa.select(opportunities.c.employer).where(opportunities.c.opportunity == sa.bindparam("opportunity", type_=sa.Uuid))
ADD_ANALYSIS = Prepared(
    insert(job_analyses).values(
        {column.name: sa.bindparam(column.name, type_=column.type) for column in job_analyses.columns}
        | {"employer": _EMPLOYER.scalar_subquery()}
    )
)
REOPENED = {"status": "open", "closed_on": None, "closing_reason": None}


async def project(tx: Tx, event: e.OpportunityEvent, version: int) -> None:
    match event:
        case e.OpportunityOpened():
            await tx.run(ADD, **_new(event), version=version)
        case e.OpportunityCorrected():
            await tx.run(CORRECT, key=event.opportunity, **_offered(event), wanted=event.places, version=version)
        case e.JobAnalysed():
            await _analysed(tx, event, version)
        case e.PlaceFilled() | e.PlaceReserved():
            await tx.run(FILL, key=event.opportunity, version=version)
        case e.PlaceFreed() | e.PlaceReleased():
            await tx.run(FREE, key=event.opportunity, version=version)
        case e.OpportunityClosed():
            closing = {"status": "closed", "closed_on": event.on, "closing_reason": event.reason}
            await tx.run(CLOSE, key=event.opportunity, version=version, **closing)
        case e.OpportunityReopened():
            await tx.run(CLOSE, key=event.opportunity, version=version, **REOPENED)
        case _:
            assert_never(event)


async def _analysed(tx: Tx, event: e.JobAnalysed, version: int) -> None:
    """The analysis of the latest day holds; of several on one day the one registered last."""
    found = {"demands": _plain(event.demands), "adaptations": _plain(event.adaptations)}
    await tx.run(VERSION, key=event.opportunity, version=version)
    await tx.run(ANALYSED, key=event.opportunity, **found, who=event.by, day=event.on)
    await tx.run(
        ADD_ANALYSIS,
        analysis=event.analysis,
        opportunity=event.opportunity,
        **found,
        note=event.note and event.note.text,
        analysed_by=event.by,
        analysed_on=event.on,
    )


def _new(event: e.OpportunityOpened) -> dict[str, Any]:
    return {
        **_offered(event),
        "opportunity": event.opportunity,
        "employer": event.employer,
        "demands": _plain(event.demands),
        "adaptations": _plain(event.adaptations),
        "analysed_on": None,
        "analysed_by": None,
        "places_left": event.places,
        "opened_by": event.opened_by,
        "opened_on": event.on,
        "status": "open",
        "closed_on": None,
        "closing_reason": None,
    }


def _offered(event: e.OpportunityOpened | e.OpportunityCorrected) -> dict[str, Any]:
    return {
        **{name: getattr(event, name) for name in OFFERED},
        "tasks": event.tasks and event.tasks.text,
        "languages": _plain(event.languages),
    }


def _plain(things: Sequence[e.Demand | e.Adaptation | e.LanguageLevel]) -> list[dict[str, Any]]:
    return [asdict(thing) for thing in things]
