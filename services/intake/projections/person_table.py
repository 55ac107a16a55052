"""The table of persons, as lists and pages show them. `person` tells how events change it."""

import sqlalchemy as sa

from services.intake.projections.tables import metadata

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
