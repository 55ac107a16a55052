"""Introductions of a case, with the end that the plan has for them."""

from uuid import UUID

import sqlalchemy as sa

from services.followup.projections.introduction import introductions
from services.followup.projections.plan import plans
from services.followup.queries.of_case import CASE
from shared.db import Prepared, Row, Tx
from shared.tables import ID, found

PLANNED_END = (
    sa.select(plans.c.until)
    .where(
        plans.c.case_id == introductions.c.case_id,
        plans.c.kind == "introduction",
        plans.c.status == "agreed",
        plans.c.until >= introductions.c.started_on,
        plans.c.applies_from <= sa.func.coalesce(introductions.c.ended_on, sa.literal_column("'infinity'::date", sa.Date)),
    )
    .order_by(plans.c.until.desc())
    .limit(1)
    .scalar_subquery()
    .label("planned_end")
)
PLANNED = sa.select(introductions, PLANNED_END)
INTRODUCTION = Prepared(PLANNED.where(introductions.c.case_id == CASE, introductions.c.introduction == ID))


async def introduction(tx: Tx, case: UUID, introduction: UUID) -> Row:
    return found("introduction", introduction, await tx.first(INTRODUCTION, case=case, id=introduction))


async def list_introductions(tx: Tx, case: UUID, *, limit: int, offset: int) -> tuple[list[Row], int]:
    """The case's introductions, the last one first."""
    of_case = introductions.c.case_id == case
    order = [introductions.c.started_on.desc(), introductions.c.introduction]
    rows = await tx.all(PLANNED.where(of_case).order_by(*order).limit(limit).offset(offset))
    total: int = await tx.scalar(sa.select(sa.func.count()).select_from(introductions).where(of_case))
    return rows, total
