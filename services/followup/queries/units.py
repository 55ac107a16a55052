"""What a unit has set."""

from datetime import date

import sqlalchemy as sa

from services.followup.projections.unit import follow_up_lengths
from services.followup.rules import FollowUpLength, UnitLength
from shared.db import Row, Tx
from shared.tables import found, page


async def list_lengths(tx: Tx, unit: str, *, limit: int, offset: int) -> tuple[list[Row], int]:
    """The lengths of follow-up that the unit has set, the latest first."""
    return await page(tx, follow_up_lengths, [follow_up_lengths.c.unit == unit], [follow_up_lengths.c.on.desc()], limit, offset)


async def length_from(tx: Tx, unit: str, on: date) -> Row:
    """What the unit has set from that day."""
    this = (follow_up_lengths.c.unit == unit) & (follow_up_lengths.c.on == on)
    return found("follow-up-length", unit, await tx.first(sa.select(follow_up_lengths).where(this)))


async def lengths_of(tx: Tx, unit: str) -> tuple[UnitLength, ...]:
    """All of them, as the rules take them."""
    rows = await tx.all(sa.select(follow_up_lengths).where(follow_up_lengths.c.unit == unit))
    return tuple(
        UnitLength(
            version=row["on"],
            length=FollowUpLength(at_least_months=row["at_least_months"], at_most_months=row["at_most_months"]),
        )
        for row in rows
    )
