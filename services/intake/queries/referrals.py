"""Referrals."""

from collections.abc import Sequence
from uuid import UUID

import sqlalchemy as sa

from services.intake.projections.case import cases
from services.intake.projections.merging import remaining
from services.intake.projections.referral import referrals
from services.intake.queries.feedback import Asked, referred
from services.intake.queries.found import ID, found, in_units
from services.intake.queries.named import named, page_of
from shared.db import Prepared, Row, Tx

WHO = remaining(referrals.c.person).label("who")
CASE_UNIT = (
    sa.select(cases.c.unit)
    .where(cases.c.referral == referrals.c.referral, cases.c.status != "in-error")
    .order_by(cases.c.granted_on.desc(), cases.c.case_id)
    .limit(1)
    .scalar_subquery()
    .label("case_unit")
)
REFERRAL = Prepared(named(referrals, CASE_UNIT).where(referrals.c.referral == ID))
# A lock alone is gone at the commit, unseen by whoever has read before and writes after it: an update is not.
HELD = Prepared(
    sa.update(referrals)
    .where(referrals.c.referral == ID)
    .values(version=referrals.c.version)
    .returning(referrals, WHO, CASE_UNIT)
)


async def referral(tx: Tx, referral: UUID) -> Row:
    """The referral; `case_unit` is the unit that has the case it led to."""
    return found("referral", referral, await tx.first(REFERRAL, id=referral))


async def referral_held(tx: Tx, referral: UUID) -> Row:
    """The referral, which nobody else holds or changes until the commit: of two at once, the later is run again and sees it."""
    return found("referral", referral, await tx.first(HELD, id=referral))


async def list_referrals(
    tx: Tx,
    *,
    shown: sa.ColumnElement[bool],
    units: Sequence[str],
    status: str | None,
    asked: Asked,
    limit: int,
    offset: int,
) -> tuple[list[Row], int]:
    """Referrals of these units: those with a job planned or begun first, then who has waited longest."""
    chosen = [in_units(referrals.c.unit, units), shown, *asked.conditions]
    if asked.of_outcome:
        wanted = [found.referral for found in await referred(tx, units, shown, asked)]
        chosen.append(referrals.c.referral == sa.any_(sa.literal(wanted, sa.ARRAY(sa.Uuid))))
    if status is not None:
        chosen.append(referrals.c.status == status)
    order = [referrals.c.planned_job.is_(sa.null()), referrals.c.received_on, referrals.c.referral]
    return await page_of(tx, named(referrals).where(*chosen), order, limit, offset)
