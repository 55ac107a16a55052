"""What read models share: to add a whole row, to find the one, and a page of many."""

from collections.abc import Mapping, Sequence
from typing import Any, Final
from uuid import UUID

import sqlalchemy as sa
from sqlalchemy.dialects.postgresql import insert

from shared.db import Prepared, Row, Tx
from shared.errors import NotFound

ID: Final = sa.bindparam("id", type_=sa.Uuid)
"""The bind of statements that look one row up."""

Found = tuple[list[Row], int]
"""One page of rows, and how many there are in all."""


def inserting(table: sa.Table) -> Prepared:
    """An insert of one whole row."""
    return Prepared(insert(table).values({column.name: sa.bindparam(column.name) for column in table.columns}))


def found(kind: str, key: UUID | str, row: Row | None) -> Row:
    """The row; NotFound without one."""
    if row is None:
        raise NotFound(kind, key)
    return row


def in_units(column: sa.ColumnElement[str], units: Sequence[str]) -> sa.ColumnElement[bool]:
    """The column names one of these units."""
    return column == sa.any_(sa.literal(list(units), sa.ARRAY(sa.Text)))


def equal(table: sa.FromClause, wanted: Mapping[str, Any]) -> list[sa.ColumnElement[bool]]:
    """Column = value, for the values that are not None."""
    return [table.c[column] == value for column, value in wanted.items() if value is not None]


async def page(
    tx: Tx,
    table: sa.FromClause,
    chosen: Sequence[sa.ColumnElement[bool]],
    order: Sequence[sa.ColumnElement[Any]],
    limit: int,
    offset: int,
) -> Found:
    """One page of the table's chosen rows, in this order."""
    rows = await tx.all(sa.select(table).where(*chosen).order_by(*order).limit(limit).offset(offset))
    total: int = await tx.scalar(sa.select(sa.func.count()).select_from(table).where(*chosen))
    return rows, total
