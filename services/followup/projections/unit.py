"""How long follow-up is, as units have set it."""

import sqlalchemy as sa
from sqlalchemy.dialects.postgresql import insert

from services.followup import events as e
from services.followup.projections.tables import metadata
from shared.db import Tx
from shared.eventstore import Recorded

follow_up_lengths = sa.Table(
    "follow_up_lengths",
    metadata,
    sa.Column("unit", sa.Text, primary_key=True),
    sa.Column("on", sa.Date, primary_key=True),
    sa.Column("at_least_months", sa.Integer, nullable=False),
    sa.Column("at_most_months", sa.Integer, nullable=False),
    sa.Column("recorded_at", sa.DateTime(timezone=True), nullable=False),
    sa.Column("recorded_by", sa.Text, nullable=False),
)


async def project(tx: Tx, event: e.FollowUpLengthSet, recorded: Recorded) -> None:
    """What is set for the same day again replaces what was."""
    values = {
        "at_least_months": event.at_least_months,
        "at_most_months": event.at_most_months,
        "recorded_at": recorded.recorded_at,
        "recorded_by": recorded.by,
    }
    new = insert(follow_up_lengths).values(unit=event.unit, on=event.on, **values)
    await tx.run(new.on_conflict_do_update(index_elements=["unit", "on"], set_=values))
