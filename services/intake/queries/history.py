"""The course of a case, as its own stream has it."""

from uuid import UUID

from services.intake import streams
from shared.db import Row, Tx

TOTAL = "select count(*) from events where stream = $1"
COURSE = """select version, type, "on", recorded_at, meta ->> 'by' as by from events where stream = $1
order by version limit $2 offset $3"""


async def course_of(tx: Tx, case: UUID, *, limit: int, offset: int) -> tuple[list[Row], int]:
    """One page of the case's events, the first one first: nothing of what they say but their day, and how many there are."""
    stream = streams.case(case)
    total: int = await tx.raw.fetchval(TOTAL, stream)
    return list(await tx.raw.fetch(COURSE, stream, limit, offset)), total
