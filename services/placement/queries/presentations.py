"""Presentation agreements of one case, and what employers have been told under them."""

from collections.abc import Sequence
from uuid import UUID

import sqlalchemy as sa

from services.placement.projections.employer import employers
from services.placement.projections.presentation import disclosures, presentations
from shared.db import Prepared, Row, Tx
from shared.tables import ID, Found, found, page

AGREEMENT = Prepared(sa.select(presentations).where(presentations.c.agreement == ID))


async def agreement(tx: Tx, case: UUID, agreement: UUID) -> Row:
    """The agreement, if it is the case's."""
    row = await tx.first(AGREEMENT, id=agreement)
    return found("presentation-agreement", agreement, row if row is not None and row["case_id"] == case else None)


async def list_agreements(tx: Tx, case: UUID, *, limit: int, offset: int) -> Found:
    """The latest first, withdrawn ones too."""
    order = [presentations.c.agreed_on.desc(), presentations.c.version.desc()]
    return await page(tx, presentations, [presentations.c.case_id == case], order, limit, offset)


async def list_disclosures(tx: Tx, case: UUID, *, limit: int, offset: int) -> Found:
    """The latest first."""
    order = [disclosures.c.told_on.desc(), disclosures.c.version.desc()]
    return await page(tx, disclosures, [disclosures.c.case_id == case], order, limit, offset)


async def unregistered(tx: Tx, named: Sequence[UUID]) -> tuple[UUID, ...]:
    """Those of them that are no registered employer."""
    known = await tx.all(sa.select(employers.c.employer).where(employers.c.employer.in_(named)))
    return tuple(sorted(set(named) - {row["employer"] for row in known}))
