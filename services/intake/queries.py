"""Reads of intake's tables. Every list is narrowed to units before anything else."""

from collections.abc import Sequence
from uuid import UUID

import sqlalchemy as sa

from services.intake.commands import Engagement
from services.intake.projections.case import cases
from services.intake.projections.eligibility import eligibility
from services.intake.projections.engagement import engagements
from services.intake.projections.person import persons
from services.intake.projections.referral import referrals
from shared.db import Prepared, Row, Tx
from shared.errors import NotFound

_ID = sa.bindparam("id", type_=sa.Uuid)
PERSON = Prepared(sa.select(persons).where(persons.c.person == _ID))
PERSON_UNITS = Prepared(sa.select(referrals.c.unit).where(referrals.c.person == _ID).distinct())
REFERRAL = Prepared(sa.select(referrals).where(referrals.c.referral == _ID))
ELIGIBILITY = Prepared(sa.select(eligibility).where(eligibility.c.referral == _ID))
CASE = Prepared(sa.select(cases).where(cases.c.case_id == _ID))
ENGAGEMENT = Prepared(sa.select(engagements.c.referral, engagements.c.case_id).where(engagements.c.person == _ID))


async def person(tx: Tx, person: UUID) -> Row:
    return _found("person", person, await tx.first(PERSON, id=person))


async def units_of(tx: Tx, person: UUID) -> set[str]:
    """The units that have or had a referral of the person."""
    return {row["unit"] for row in await tx.all(PERSON_UNITS, id=person)}


async def engagement(tx: Tx, person: UUID) -> Engagement | None:
    """What holds the person now."""
    row = await tx.first(ENGAGEMENT, id=person)
    return Engagement(referral=row["referral"], case=row["case_id"]) if row else None


async def referral(tx: Tx, referral: UUID) -> Row:
    return _found("referral", referral, await tx.first(REFERRAL, id=referral))


async def assessment(tx: Tx, referral: UUID) -> Row | None:
    """The latest assessment of the referral and what was decided on it."""
    return await tx.first(ELIGIBILITY, id=referral)


async def case(tx: Tx, case: UUID) -> Row:
    return _found("case", case, await tx.first(CASE, id=case))


def _found(kind: str, key: UUID, row: Row | None) -> Row:
    if row is None:
        raise NotFound(kind, key)
    return row


async def list_referrals(tx: Tx, *, units: Sequence[str], status: str | None, limit: int, offset: int) -> tuple[list[Row], int]:
    """Referrals of these units, oldest first: who has waited longest is looked at first."""
    chosen = [referrals.c.unit == sa.any_(sa.literal(list(units), sa.ARRAY(sa.Text)))]
    if status is not None:
        chosen.append(referrals.c.status == status)
    return await _page(tx, referrals, chosen, [referrals.c.received_on, referrals.c.referral], limit, offset)


async def list_cases(tx: Tx, *, units: Sequence[str], status: str | None, limit: int, offset: int) -> tuple[list[Row], int]:
    """Cases of these units. Waiting cases come in the order of the waiting list: planned employment first, then date granted."""
    chosen = [cases.c.unit == sa.any_(sa.literal(list(units), sa.ARRAY(sa.Text)))]
    if status is not None:
        chosen.append(cases.c.status == status)
    order = [cases.c.planned_job.desc(), cases.c.granted_on, cases.c.case_id]
    return await _page(tx, cases, chosen, order, limit, offset)


async def _page(
    tx: Tx,
    table: sa.Table,
    chosen: Sequence[sa.ColumnElement[bool]],
    order: Sequence[sa.ColumnElement[object]],
    limit: int,
    offset: int,
) -> tuple[list[Row], int]:
    rows = await tx.all(sa.select(table).where(*chosen).order_by(*order).limit(limit).offset(offset))
    total: int = await tx.scalar(sa.select(sa.func.count()).select_from(table).where(*chosen))
    return rows, total
