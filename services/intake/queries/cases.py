"""Cases."""

from collections.abc import Callable, Sequence
from typing import Any
from uuid import UUID

import sqlalchemy as sa

from services.intake.projections.case import cases
from services.intake.projections.planning import plannings
from services.intake.queries.found import ID, found, in_units
from services.intake.queries.named import named, page_of
from services.intake.queries.planning import queue
from shared.db import Prepared, Row, Tx

PRIORITY = (
    plannings.c.prioritised_on,
    plannings.c.prioritised_by,
    plannings.c.priority_why.is_not(None).label("priority_reasoned"),
)


def _with_priority(*more: sa.ColumnElement[Any]) -> sa.Select[Any]:
    return named(cases, *PRIORITY, *more).outerjoin(plannings, plannings.c.case_id == cases.c.case_id)


CASE = Prepared(_with_priority().where(cases.c.case_id == ID))


async def case(tx: Tx, case: UUID) -> Row:
    return found("case", case, await tx.first(CASE, id=case))


async def list_cases(
    tx: Tx,
    *,
    shown: Callable[[sa.ColumnElement[UUID]], sa.ColumnElement[bool]],
    units: Sequence[str],
    status: str | None,
    proposed: bool | None = None,
    limit: int,
    offset: int,
) -> tuple[list[Row], int]:
    """Cases of these units; `proposed`: with or without a late registration to answer.

    Those that wait come first, in the order of their unit's waiting list and with their place on it.
    """
    waiting = queue(units, shown)
    wanted = _with_priority(waiting.c.place).outerjoin(waiting, waiting.c.case_id == cases.c.case_id)
    wanted = wanted.where(in_units(cases.c.unit, units), shown(cases.c.person))
    if status is not None:
        wanted = wanted.where(cases.c.status == status)
    if proposed is not None:
        wanted = wanted.where(cases.c.proposal.is_not(sa.null()) if proposed else cases.c.proposal.is_(sa.null()))
    order = [waiting.c.place, cases.c.planned_job.desc(), cases.c.granted_on, cases.c.case_id]
    return await page_of(tx, wanted, order, limit, offset)
