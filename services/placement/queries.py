"""Reads of placement's tables. Every list about people is narrowed to units before anything else."""

from collections.abc import Sequence
from typing import Any
from uuid import UUID

import sqlalchemy as sa

from services.placement.tables import employers, employments, opportunities, searches
from shared.auth import Principal
from shared.db import Prepared, Row, Tx
from shared.errors import NotFound
from shared.protection import shown_to

_ID = sa.bindparam("id", type_=sa.Uuid)
EMPLOYER = Prepared(sa.select(employers).where(employers.c.employer == _ID))
OPPORTUNITY = Prepared(sa.select(opportunities).where(opportunities.c.opportunity == _ID))
SEARCH = Prepared(sa.select(searches).where(searches.c.case_id == _ID))

# An employment belongs to the unit that has the case now, which its search tells: a case can be handed over.
held = (
    sa.select(*(searches.c.unit if column.name == "unit" else column for column in employments.columns))
    .join_from(employments, searches, searches.c.case_id == employments.c.case_id)
    .subquery("held")
)
EMPLOYMENT = Prepared(sa.select(held).where(held.c.employment == _ID))

Found = tuple[list[Row], int]
"""One page, and the number of rows in all."""


async def employer(tx: Tx, employer: UUID) -> Row:
    return _found("employer", employer, await tx.first(EMPLOYER, id=employer))


async def opportunity(tx: Tx, opportunity: UUID) -> Row:
    return _found("opportunity", opportunity, await tx.first(OPPORTUNITY, id=opportunity))


async def search(tx: Tx, case: UUID) -> Row:
    return _found("search", case, await tx.first(SEARCH, id=case))


async def employment(tx: Tx, employment: UUID) -> Row:
    return _found("employment", employment, await tx.first(EMPLOYMENT, id=employment))


def _found(kind: str, key: UUID, row: Row | None) -> Row:
    if row is None:
        raise NotFound(kind, key)
    return row


async def list_employers(tx: Tx, *, name: str | None, limit: int, offset: int, **equal: Any) -> Found:
    """Employers by name; `name` finds any part of it."""
    chosen = _equal(employers, equal)
    if name is not None:
        chosen.append(employers.c.name.icontains(name, autoescape=True))
    return await _page(tx, employers, chosen, [employers.c.name, employers.c.employer], limit, offset)


async def list_opportunities(tx: Tx, *, limit: int, offset: int, **equal: Any) -> Found:
    """Opportunities, newest first."""
    order = [opportunities.c.opened_on.desc(), opportunities.c.opportunity]
    return await _page(tx, opportunities, _equal(opportunities, equal), order, limit, offset)


async def list_searches(tx: Tx, *, officer: Principal, units: Sequence[str], limit: int, offset: int, **equal: Any) -> Found:
    """Searches of these units; who has searched longest comes first."""
    chosen = [_of_units(searches, units), shown_to(officer, searches.c.person), *_equal(searches, equal)]
    return await _page(tx, searches, chosen, [searches.c.started_on, searches.c.case_id], limit, offset)


async def list_employments(tx: Tx, *, officer: Principal, units: Sequence[str], limit: int, offset: int, **equal: Any) -> Found:
    """Employments of these units, the latest to start first."""
    chosen = [_of_units(held, units), shown_to(officer, held.c.person), *_equal(held, equal)]
    first_day = sa.func.coalesce(held.c.started_on, held.c.starts_on)
    return await _page(tx, held, chosen, [first_day.desc(), held.c.employment], limit, offset)


def _of_units(table: sa.FromClause, units: Sequence[str]) -> sa.ColumnElement[bool]:
    return table.c.unit == sa.any_(sa.literal(list(units), sa.ARRAY(sa.Text)))


def _equal(table: sa.FromClause, wanted: dict[str, Any]) -> list[sa.ColumnElement[bool]]:
    """Column = value, for the values given."""
    return [table.c[column] == value for column, value in wanted.items() if value is not None]


async def _page(
    tx: Tx,
    table: sa.FromClause,
    chosen: Sequence[sa.ColumnElement[bool]],
    order: Sequence[sa.ColumnElement[Any]],
    limit: int,
    offset: int,
) -> Found:
    rows = await tx.all(sa.select(table).where(*chosen).order_by(*order).limit(limit).offset(offset))
    total: int = await tx.scalar(sa.select(sa.func.count()).select_from(table).where(*chosen))
    return rows, total
