"""The tables of followup's read models."""

import sqlalchemy as sa
from sqlalchemy.dialects.postgresql import insert

from shared.db import Prepared

metadata = sa.MetaData()

supports = sa.Table(
    "supports",
    metadata,
    sa.Column("case_id", sa.Uuid, primary_key=True),
    sa.Column("person", sa.Uuid, nullable=False),
    sa.Column("unit", sa.Text, nullable=False),
    sa.Column("phase", sa.Text, nullable=False),
    sa.Column("began_on", sa.Date, nullable=False),
    sa.Column("follow_up_on", sa.Date),
    sa.Column("completed_on", sa.Date),
    sa.Column("closed_on", sa.Date),
    sa.Column("version", sa.Integer, nullable=False),
    sa.Index("supports_unit", "unit", "phase", "began_on"),
)

introductions = sa.Table(
    "introductions",
    metadata,
    sa.Column("case_id", sa.Uuid, primary_key=True),
    sa.Column("employment", sa.Uuid, primary_key=True),
    sa.Column("started_on", sa.Date, nullable=False),
    sa.Column("latest_end", sa.Date, nullable=False),
    sa.Column("basis", sa.Text, nullable=False),
    sa.Column("ended_on", sa.Date),
    sa.Column("cause", sa.Text),
    sa.Column("breach", sa.Boolean, nullable=False),
    sa.Column("reason", sa.Text, comment="sealed"),
)

plans = sa.Table(
    "plans",
    metadata,
    sa.Column("plan", sa.Uuid, primary_key=True),
    sa.Column("case_id", sa.Uuid, nullable=False),
    sa.Column("on", sa.Date, nullable=False),
    sa.Column("person_contacts_per_week", sa.Numeric, nullable=False),
    sa.Column("employer_contacts_per_week", sa.Numeric, nullable=False),
    sa.Column("applies_from", sa.Date, nullable=False),
    sa.Column("note", sa.Text, comment="sealed"),
    sa.Column("recorded_at", sa.DateTime(timezone=True), nullable=False),
    sa.Column("recorded_by", sa.Text, nullable=False),
    sa.Index("plans_case", "case_id", "applies_from"),
)

contacts = sa.Table(
    "contacts",
    metadata,
    sa.Column("contact", sa.Uuid, primary_key=True),
    sa.Column("case_id", sa.Uuid, nullable=False),
    sa.Column("on", sa.Date, nullable=False),
    sa.Column("channel", sa.Text, nullable=False),
    sa.Column("contact_with", sa.Text, nullable=False),
    sa.Column("kept", sa.Boolean, nullable=False),
    sa.Column("on_site", sa.Boolean, nullable=False),
    sa.Column("late", sa.Boolean, nullable=False),
    sa.Column("note", sa.Text, comment="sealed"),
    sa.Column("recorded_at", sa.DateTime(timezone=True), nullable=False),
    sa.Column("recorded_by", sa.Text, nullable=False),
    sa.Index("contacts_case", "case_id", "on"),
)

statuses = sa.Table(
    "statuses",
    metadata,
    sa.Column("status", sa.Uuid, primary_key=True),
    sa.Column("case_id", sa.Uuid, nullable=False),
    sa.Column("on", sa.Date, nullable=False),
    sa.Column("situation", sa.Text, nullable=False),
    sa.Column("source", sa.Text, nullable=False),
    sa.Column("corrects", sa.Uuid),
    sa.Column("corrected_by", sa.Uuid),
    sa.Column("recorded_at", sa.DateTime(timezone=True), nullable=False),
    sa.Column("recorded_by", sa.Text, nullable=False),
    sa.Index("statuses_case", "case_id", "on"),
)

INSERT = {
    table.name: Prepared(insert(table).values({column.name: sa.bindparam(column.name) for column in table.columns}))
    for table in metadata.sorted_tables
}
"""Table → the statement that adds one whole row."""
