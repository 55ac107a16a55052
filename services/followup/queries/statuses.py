"""Statuses of a case."""

from uuid import UUID

from services.followup.projections.status import statuses
from services.followup.queries.of_case import one_of_case
from shared.db import Row, Tx
from shared.tables import found, page

STATUS = one_of_case(statuses, "status")


async def status(tx: Tx, case: UUID, status: UUID) -> Row:
    return found("status", status, await tx.first(STATUS, case=case, id=status))


async def list_statuses(tx: Tx, case: UUID, *, limit: int, offset: int) -> tuple[list[Row], int]:
    """What was established, the latest day first; what has been corrected says by what."""
    order = [statuses.c.on.desc(), statuses.c.recorded_at.desc(), statuses.c.status.desc()]
    return await page(tx, statuses, [statuses.c.case_id == case], order, limit, offset)
