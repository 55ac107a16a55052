"""Employments as placement tells them: their days, and their hours."""

from typing import assert_never

import sqlalchemy as sa
from sqlalchemy.dialects.postgresql import insert

from services.followup import events as e
from services.followup.projections.tables import metadata
from shared.db import Tx

employments = sa.Table(
    "employments",
    metadata,
    sa.Column("case_id", sa.Uuid, primary_key=True),
    sa.Column("employment", sa.Uuid, primary_key=True),
    sa.Column("started_on", sa.Date, nullable=False),
    sa.Column("ended_on", sa.Date),
    sa.Column("weekly_hours", sa.Numeric),
    sa.Column("hours_since", sa.Date),
)


async def project(tx: Tx, event: e.EmploymentNoted | e.EmploymentTermsNoted | e.EmploymentFoundInError) -> None:
    this = (employments.c.case_id == event.case) & (employments.c.employment == event.employment)
    match event:
        case e.EmploymentNoted():
            days = {"started_on": event.on, "ended_on": event.ended_on}
            noted = insert(employments).values(case_id=event.case, employment=event.employment, **days)
            await tx.run(noted.on_conflict_do_update(index_elements=["case_id", "employment"], set_=days))
        case e.EmploymentTermsNoted():
            await tx.run(sa.update(employments).where(this).values(weekly_hours=event.weekly_hours, hours_since=event.on))
        case e.EmploymentFoundInError():
            await tx.run(sa.delete(employments).where(this))
        case _:
            assert_never(event)
