"""Persons, as lists and pages show them."""

import sqlalchemy as sa

from services.intake import events as e
from services.intake.projections.tables import inserting, metadata
from shared.db import Tx

persons = sa.Table(
    "persons",
    metadata,
    sa.Column("person", sa.Uuid, primary_key=True),
    sa.Column("birth_date", sa.Date, nullable=False),
    sa.Column("sex", sa.Text, nullable=False),
    sa.Column("municipality", sa.Text, nullable=False),
    sa.Column("name", sa.Text, nullable=False, comment="sealed"),
    sa.Column("version", sa.Integer, nullable=False),
)


INSERT = inserting(persons)


async def project(tx: Tx, event: e.PersonEvent, version: int) -> None:
    await tx.run(
        INSERT,
        person=event.person,
        birth_date=event.birth_date,
        sex=event.sex,
        municipality=event.municipality,
        name=event.name.text,
        version=version,
    )
