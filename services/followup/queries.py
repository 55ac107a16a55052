"""Reads of followup's tables. Every list is narrowed to units, or to one case, before anything else."""

from collections.abc import Sequence
from uuid import UUID

import sqlalchemy as sa

from services.followup.tables import contacts, introductions, plans, statuses, supports
from shared.auth import Principal
from shared.db import Prepared, Row, Tx
from shared.errors import NotFound
from shared.protection import shown_to

_CASE = sa.bindparam("case", type_=sa.Uuid)
_ID = sa.bindparam("id", type_=sa.Uuid)


def _one_of_case(table: sa.Table, key: str) -> Prepared:
    return Prepared(sa.select(table).where(table.c.case_id == _CASE, table.c[key] == _ID))


SUPPORT = Prepared(sa.select(supports).where(supports.c.case_id == _CASE))
INTRODUCTION = _one_of_case(introductions, "employment")
PLAN = _one_of_case(plans, "plan")
CONTACT = _one_of_case(contacts, "contact")
STATUS = _one_of_case(statuses, "status")


async def support(tx: Tx, case: UUID) -> Row:
    """The case's support. Raises NotFound, also for a case registered in error."""
    return _found("support", case, await tx.first(SUPPORT, case=case))


async def introduction(tx: Tx, case: UUID, employment: UUID) -> Row:
    return _found("introduction", employment, await tx.first(INTRODUCTION, case=case, id=employment))


async def plan(tx: Tx, case: UUID, plan: UUID) -> Row:
    return _found("plan", plan, await tx.first(PLAN, case=case, id=plan))


async def contact(tx: Tx, case: UUID, contact: UUID) -> Row:
    return _found("contact", contact, await tx.first(CONTACT, case=case, id=contact))


async def status(tx: Tx, case: UUID, status: UUID) -> Row:
    return _found("status", status, await tx.first(STATUS, case=case, id=status))


def _found(kind: str, key: UUID, row: Row | None) -> Row:
    if row is None:
        raise NotFound(kind, key)
    return row


async def list_supports(
    tx: Tx, *, officer: Principal, units: Sequence[str], phase: str | None, limit: int, offset: int
) -> tuple[list[Row], int]:
    """Supports of these units, those that began last first."""
    chosen = [supports.c.unit == sa.any_(sa.literal(list(units), sa.ARRAY(sa.Text))), shown_to(officer, supports.c.person)]
    if phase is not None:
        chosen.append(supports.c.phase == phase)
    return await _page(tx, supports, chosen, [supports.c.began_on.desc(), supports.c.case_id], limit, offset)


async def list_introductions(tx: Tx, case: UUID, *, limit: int, offset: int) -> tuple[list[Row], int]:
    """The case's introductions, the last one first."""
    order = [introductions.c.started_on.desc(), introductions.c.employment]
    return await _page(tx, introductions, [introductions.c.case_id == case], order, limit, offset)


async def list_plans(tx: Tx, case: UUID, *, limit: int, offset: int) -> tuple[list[Row], int]:
    """The case's plans, the one that applies last first."""
    order = [plans.c.applies_from.desc(), plans.c.recorded_at.desc(), plans.c.plan.desc()]
    return await _page(tx, plans, [plans.c.case_id == case], order, limit, offset)


async def list_contacts(tx: Tx, case: UUID, *, limit: int, offset: int) -> tuple[list[Row], int]:
    """The case's contacts, the last one first."""
    order = [contacts.c.on.desc(), contacts.c.recorded_at.desc(), contacts.c.contact.desc()]
    return await _page(tx, contacts, [contacts.c.case_id == case], order, limit, offset)


async def list_statuses(tx: Tx, case: UUID, *, limit: int, offset: int) -> tuple[list[Row], int]:
    """What was established, the latest day first; what has been corrected says by what."""
    order = [statuses.c.on.desc(), statuses.c.recorded_at.desc(), statuses.c.status.desc()]
    return await _page(tx, statuses, [statuses.c.case_id == case], order, limit, offset)


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
