"""What the reads share: a row that must be there, and a page of a list."""

from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from typing import Any
from uuid import UUID

import sqlalchemy as sa

from shared.db import Row, Tx
from shared.errors import NotFound

ID = sa.bindparam("id", type_=sa.Uuid)


def found(kind: str, key: UUID | str, row: Row | None) -> Row:
    """The row; NotFound without one."""
    if row is None:
        raise NotFound(kind, key)
    return row


def in_units(column: sa.ColumnElement[str], units: Sequence[str]) -> sa.ColumnElement[bool]:
    """The column names one of these units."""
    return column == sa.any_(sa.literal(list(units), sa.ARRAY(sa.Text)))


@asynccontextmanager
async def reading_only(tx: Tx) -> AsyncIterator[None]:
    """Within, PostgreSQL refuses every write; afterwards the transaction goes on as before."""
    async with tx.savepoint():
        await tx.raw.execute("set transaction read only")
        yield


async def page(
    tx: Tx,
    table: sa.Table,
    chosen: Sequence[sa.ColumnElement[bool]],
    order: Sequence[sa.ColumnElement[Any]],
    limit: int,
    offset: int,
) -> tuple[list[Row], int]:
    """One page of the table's chosen rows, and how many there are in all."""
    rows = await tx.all(sa.select(table).where(*chosen).order_by(*order).limit(limit).offset(offset))
    total: int = await tx.scalar(sa.select(sa.func.count()).select_from(table).where(*chosen))
    return rows, total
