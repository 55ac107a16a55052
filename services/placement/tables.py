"""The tables of placement's read models: what its queries see. `projections` tells how events change them."""

import sqlalchemy as sa

metadata = sa.MetaData()

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

employments = sa.Table(
    "employments",
    metadata,
    sa.Column("employment", sa.Uuid, primary_key=True),
    sa.Column("case_id", sa.Uuid, nullable=False),
    sa.Column("person", sa.Uuid, nullable=False),
    sa.Column("employer", sa.Uuid, nullable=False),
    sa.Column("opportunity", sa.Uuid),
    sa.Column("unit", sa.Text, nullable=False),
    sa.Column("occupation", sa.Text, nullable=False),
    sa.Column("status", sa.Text, nullable=False),
    sa.Column("agreed_on", sa.Date, nullable=False),
    sa.Column("starts_on", sa.Date, nullable=False, comment="as agreed"),
    sa.Column("started_on", sa.Date),
    sa.Column("weekly_hours", sa.Numeric(5, 2), nullable=False),
    sa.Column("form", sa.Text, nullable=False),
    sa.Column("terms_on", sa.Date, comment="the latest change of terms; null: those of the start"),
    sa.Column("ended_on", sa.Date),
    sa.Column("end_reason", sa.Text),
    sa.Column("version", sa.Integer, nullable=False),
    sa.Index("employments_case", "case_id"),
    sa.Index("employments_unit", "unit", "status", "starts_on"),
)
