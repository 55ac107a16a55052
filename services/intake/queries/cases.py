"""Cases."""

from collections.abc import Sequence
from uuid import UUID

import sqlalchemy as sa

from services.intake.projections.case import cases
from services.intake.queries.found import ID, found, in_units, page
from shared.db import Prepared, Row, Tx

CASE = Prepared(sa.select(cases).where(cases.c.case_id == ID))


async def case(tx: Tx, case: UUID) -> Row:
    return found("case", case, await tx.first(CASE, id=case))


async def list_cases(
    tx: Tx,
    *,
    shown: sa.ColumnElement[bool],
    units: Sequence[str],
    status: str | None,
    proposed: bool | None = None,
    limit: int,
    offset: int,
) -> tuple[list[Row], int]:
    """Cases of these units; `proposed`: with or without a late registration to answer.

    Waiting cases come in the order of the waiting list: planned employment first, then date
    granted.
    """
    chosen = [in_units(cases.c.unit, units), shown]
    if status is not None:
        chosen.append(cases.c.status == status)
    if proposed is not None:
        chosen.append(cases.c.proposal.is_not(sa.null()) if proposed else cases.c.proposal.is_(sa.null()))
    order = [cases.c.planned_job.desc(), cases.c.granted_on, cases.c.case_id]
    return await page(tx, cases, chosen, order, limit, offset)
