"""Employments, narrowed to units before anything else."""

from collections.abc import Sequence
from typing import Any
from uuid import UUID

import sqlalchemy as sa

from services.placement.projections.employment import employments
from services.placement.projections.search import searches
from shared.auth import Principal
from shared.db import Prepared, Row, Tx
from shared.protection import shown_to
from shared.tables import ID, Found, equal, found, in_units, page

# An employment belongs to the unit that has the case now, which its search tells: a case can be handed over.
held = (
    sa.select(*(searches.c.unit if column.name == "unit" else column for column in employments.columns))
    .join_from(employments, searches, searches.c.case_id == employments.c.case_id)
    .subquery("held")
)
EMPLOYMENT = Prepared(sa.select(held).where(held.c.employment == ID))


async def employment(tx: Tx, employment: UUID) -> Row:
    return found("employment", employment, await tx.first(EMPLOYMENT, id=employment))


async def list_employments(tx: Tx, *, officer: Principal, units: Sequence[str], limit: int, offset: int, **wanted: Any) -> Found:
    """Employments of these units, the latest to start first."""
    chosen = [in_units(held.c.unit, units), shown_to(officer, held.c.person), *equal(held, wanted)]
    first_day = sa.func.coalesce(held.c.started_on, held.c.starts_on)
    return await page(tx, held, chosen, [first_day.desc(), held.c.employment], limit, offset)
