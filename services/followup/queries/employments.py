"""Employments of a case."""

from uuid import UUID

from services.followup.projections.employment import employments
from shared.db import Row, Tx
from shared.tables import page


async def list_employments(tx: Tx, case: UUID, *, limit: int, offset: int) -> tuple[list[Row], int]:
    """The case's employments, the last one first."""
    order = [employments.c.started_on.desc(), employments.c.employment]
    return await page(tx, employments, [employments.c.case_id == case], order, limit, offset)
