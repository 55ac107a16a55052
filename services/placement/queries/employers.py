"""Employers. About no person, so for every unit."""

from typing import Any
from uuid import UUID

import sqlalchemy as sa

from services.placement.projections.employer import employers
from shared.db import Prepared, Row, Tx
from shared.tables import ID, Found, equal, found, page

EMPLOYER = Prepared(sa.select(employers).where(employers.c.employer == ID))


async def employer(tx: Tx, employer: UUID) -> Row:
    return found("employer", employer, await tx.first(EMPLOYER, id=employer))


async def list_employers(tx: Tx, *, name: str | None, limit: int, offset: int, **wanted: Any) -> Found:
    """Employers by name; `name` finds any part of it."""
    chosen = equal(employers, wanted)
    if name is not None:
        chosen.append(employers.c.name.icontains(name, autoescape=True))
    return await page(tx, employers, chosen, [employers.c.name, employers.c.employer], limit, offset)
