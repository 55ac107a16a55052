"""Profiles as they stand, and who recorded each version when. The texts stay in the log, sealed."""

from dataclasses import asdict
from typing import Any

import sqlalchemy as sa
from sqlalchemy.dialects.postgresql import ARRAY, JSONB, insert

from services.placement import events as e
from services.placement.projections.tables import inserting, metadata
from shared.db import Prepared, Tx

profiles = sa.Table(
    "profiles",
    metadata,
    sa.Column("case_id", sa.Uuid, primary_key=True),
    sa.Column("person", sa.Uuid, nullable=False),
    sa.Column("number", sa.Integer, nullable=False, comment="the version that holds"),
    sa.Column("languages", JSONB, nullable=False, comment="[{language, level}]"),
    sa.Column("licences", ARRAY(sa.Text), nullable=False),
    sa.Column("wished", ARRAY(sa.Text), nullable=False, comment="SSYK"),
    sa.Column("excluded", ARRAY(sa.Text), nullable=False, comment="SSYK"),
    sa.Column("done", ARRAY(sa.Text), nullable=False, comment="SSYK of the merits"),
    sa.Column("hours_from", sa.Numeric(5, 2), nullable=False),
    sa.Column("hours_to", sa.Numeric(5, 2), nullable=False),
    sa.Column("shifts", ARRAY(sa.Text), nullable=False),
    sa.Column("municipality", sa.Text, nullable=False),
    sa.Column("reach", ARRAY(sa.Text), nullable=False),
    sa.Column("abilities", JSONB, nullable=False, comment="[{dimension, level}]"),
    sa.Column("adaptations", ARRAY(sa.Text), nullable=False, comment="measures"),
    sa.Column("motivation", sa.Text, nullable=False),
    sa.Column("recorded_on", sa.Date, nullable=False),
    sa.Column("version", sa.Integer, nullable=False),
)

profile_versions = sa.Table(
    "profile_versions",
    metadata,
    sa.Column("case_id", sa.Uuid, primary_key=True),
    sa.Column("number", sa.Integer, primary_key=True),
    sa.Column("person", sa.Uuid, nullable=False),
    sa.Column("recorded_by", sa.Text, nullable=False),
    sa.Column("recorded_on", sa.Date, nullable=False),
)

_ROW = insert(profiles).values({column.name: sa.bindparam(column.name) for column in profiles.columns})
REPLACE = Prepared(
    _ROW.on_conflict_do_update(
        index_elements=["case_id"],
        set_={column.name: _ROW.excluded[column.name] for column in profiles.columns if not column.primary_key},
    )
)
ADD_VERSION = inserting(profile_versions)


async def project(tx: Tx, event: e.ProfileRecorded, version: int) -> None:
    await tx.run(REPLACE, **_matchable(event), version=version)
    await tx.run(
        ADD_VERSION,
        case_id=event.case,
        number=event.number,
        person=event.person,
        recorded_by=event.recorded_by,
        recorded_on=event.on,
    )


def _matchable(event: e.ProfileRecorded) -> dict[str, Any]:
    """What matching reads, in codes and numbers."""
    return {
        "case_id": event.case,
        "person": event.person,
        "number": event.number,
        "languages": [asdict(known) for known in event.languages],
        "licences": list(event.licences),
        "wished": list(event.wished),
        "excluded": list(event.excluded),
        "done": sorted({merit.occupation for merit in event.merits if merit.occupation is not None}),
        "hours_from": event.hours_from,
        "hours_to": event.hours_to,
        "shifts": list(event.shifts),
        "municipality": event.municipality,
        "reach": list(event.reach),
        "abilities": [asdict(ability) for ability in event.abilities],
        "adaptations": list(event.adaptations),
        "motivation": event.motivation,
        "recorded_on": event.on,
    }
