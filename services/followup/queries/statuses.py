"""Statuses of a case."""

from collections.abc import Sequence
from datetime import date
from uuid import UUID

import sqlalchemy as sa

from services.followup.projections.due import status_days
from services.followup.projections.status import statuses
from services.followup.projections.support import supports
from services.followup.queries.of_case import one_of_case
from shared.auth import Principal
from shared.db import Row, Tx
from shared.protection import shown_to
from shared.tables import Found, found, in_units, page

STATUS = one_of_case(statuses, "status")


async def status(tx: Tx, case: UUID, status: UUID) -> Row:
    return found("status", status, await tx.first(STATUS, case=case, id=status))


async def list_statuses(tx: Tx, case: UUID, *, limit: int, offset: int) -> tuple[list[Row], int]:
    """What was established, the latest day first; what has been corrected says by what."""
    order = [statuses.c.on.desc(), statuses.c.recorded_at.desc(), statuses.c.status.desc()]
    return await page(tx, statuses, [statuses.c.case_id == case], order, limit, offset)


DUE = (
    sa.select(status_days, supports.c.person, supports.c.unit, supports.c.support_person)
    .join(supports, supports.c.case_id == status_days.c.case_id)
    .where(
        ~sa.exists().where(
            statuses.c.case_id == status_days.c.case_id,
            statuses.c.on >= status_days.c.on,
            statuses.c.corrected_by.is_(None),
        )
    )
    .subquery("due")
)


async def list_due(
    tx: Tx,
    *,
    officer: Principal,
    units: Sequence[str],
    until: date,
    kind: str | None,
    limit: int,
    offset: int,
    owner: str | None = None,
) -> Found:
    """Days up to and with `until` that no status of that day or later answers, the oldest first. "Unknown" is an answer."""
    chosen = [in_units(DUE.c.unit, units), shown_to(officer, DUE.c.person), DUE.c.on <= until]
    if kind is not None:
        chosen.append(DUE.c.kind == kind)
    if owner is not None:
        chosen.append(DUE.c.support_person == owner)
    return await page(tx, DUE, chosen, [DUE.c.on, DUE.c.case_id, DUE.c.kind, DUE.c.about], limit, offset)
