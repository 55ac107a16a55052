"""Handovers of a case."""

from uuid import UUID

import sqlalchemy as sa

from services.intake.projections.handover import handovers
from services.intake.queries.found import found
from services.intake.queries.named import named, page_of
from shared.db import Prepared, Row, Tx

HANDOVER = Prepared(
    named(handovers).where(
        handovers.c.case_id == sa.bindparam("case", type_=sa.Uuid), handovers.c.handover == sa.bindparam("id", type_=sa.Uuid)
    )
)


async def handover(tx: Tx, case: UUID, handover: UUID) -> Row:
    return found("handover", handover, await tx.first(HANDOVER, case=case, id=handover))


async def list_handovers(tx: Tx, case: UUID, *, limit: int, offset: int) -> tuple[list[Row], int]:
    """The case's handovers, the last one first."""
    order = [handovers.c.version.desc()]
    return await page_of(tx, named(handovers).where(handovers.c.case_id == case), order, limit, offset)
