"""Opportunities. About no person, so for every unit."""

from typing import Any
from uuid import UUID

import sqlalchemy as sa

from services.placement.projections.opportunity import opportunities
from shared.db import Prepared, Row, Tx
from shared.tables import ID, Found, equal, found, page

OPPORTUNITY = Prepared(sa.select(opportunities).where(opportunities.c.opportunity == ID))


async def opportunity(tx: Tx, opportunity: UUID) -> Row:
    return found("opportunity", opportunity, await tx.first(OPPORTUNITY, id=opportunity))


async def list_opportunities(tx: Tx, *, limit: int, offset: int, **wanted: Any) -> Found:
    """Opportunities, newest first."""
    order = [opportunities.c.opened_on.desc(), opportunities.c.opportunity]
    return await page(tx, opportunities, equal(opportunities, wanted), order, limit, offset)
