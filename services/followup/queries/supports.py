"""Supports, narrowed to units before anything else."""

from collections.abc import Sequence
from uuid import UUID

import sqlalchemy as sa

from services.followup.projections.support import supports
from services.followup.queries.of_case import CASE
from shared.auth import Principal
from shared.db import Prepared, Row, Tx
from shared.protection import shown_to
from shared.tables import Found, found, in_units, page

SUPPORT = Prepared(sa.select(supports).where(supports.c.case_id == CASE))


async def support(tx: Tx, case: UUID) -> Row:
    """The case's support. Raises NotFound, also for a case registered in error."""
    return found("support", case, await tx.first(SUPPORT, case=case))


async def list_supports(tx: Tx, *, officer: Principal, units: Sequence[str], phase: str | None, limit: int, offset: int) -> Found:
    """Supports of these units, those that began last first."""
    chosen = [in_units(supports.c.unit, units), shown_to(officer, supports.c.person)]
    if phase is not None:
        chosen.append(supports.c.phase == phase)
    return await page(tx, supports, chosen, [supports.c.began_on.desc(), supports.c.case_id], limit, offset)
