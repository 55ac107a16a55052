"""Referrals."""

from collections.abc import Sequence
from uuid import UUID

import sqlalchemy as sa

from services.intake.projections.referral import referrals
from services.intake.queries.found import ID, found, in_units, page
from shared.db import Prepared, Row, Tx

REFERRAL = Prepared(sa.select(referrals).where(referrals.c.referral == ID))
HELD = Prepared(sa.select(referrals).where(referrals.c.referral == ID).with_for_update(read=True))


async def referral(tx: Tx, referral: UUID) -> Row:
    return found("referral", referral, await tx.first(REFERRAL, id=referral))


async def referral_held(tx: Tx, referral: UUID) -> Row:
    """The referral, kept as it is until the transaction ends: who changes it meanwhile makes this one run again."""
    return found("referral", referral, await tx.first(HELD, id=referral))


async def list_referrals(
    tx: Tx, *, shown: sa.ColumnElement[bool], units: Sequence[str], status: str | None, limit: int, offset: int
) -> tuple[list[Row], int]:
    """Referrals of these units: those with a job planned or begun first, then who has waited longest."""
    chosen = [in_units(referrals.c.unit, units), shown]
    if status is not None:
        chosen.append(referrals.c.status == status)
    return await page(
        tx,
        referrals,
        chosen,
        [referrals.c.planned_job.is_(sa.null()), referrals.c.received_on, referrals.c.referral],
        limit,
        offset,
    )
