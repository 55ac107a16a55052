"""Searches, narrowed to units before anything else."""

from collections.abc import Sequence
from typing import Any
from uuid import UUID

import sqlalchemy as sa

from services.placement.projections.search import searches
from shared.auth import Principal
from shared.db import Prepared, Row, Tx
from shared.protection import shown_to
from shared.tables import ID, Found, equal, found, in_units, page

SEARCH = Prepared(sa.select(searches).where(searches.c.case_id == ID))


async def search(tx: Tx, case: UUID) -> Row:
    return found("search", case, await tx.first(SEARCH, id=case))


async def list_searches(tx: Tx, *, officer: Principal, units: Sequence[str], limit: int, offset: int, **wanted: Any) -> Found:
    """Searches of these units; who has searched longest comes first."""
    chosen = [in_units(searches.c.unit, units), shown_to(officer, searches.c.person), *equal(searches, wanted)]
    return await page(tx, searches, chosen, [searches.c.started_on, searches.c.case_id], limit, offset)
