"""Rows about a person, each with who that person is now: rows keep the id that they were registered on (decision 0010)."""

from collections.abc import Sequence
from typing import Any

import sqlalchemy as sa

from services.intake.projections.merging import remaining
from shared.db import Row, Tx

Found = tuple[list[Row], int]


def named(table: sa.Table, *more: sa.ColumnElement[Any]) -> sa.Select[Any]:
    """The table's rows with `who`: the person, or who remains of a merge. `person` is still whose key seals the texts."""
    return sa.select(table, remaining(table.c.person).label("who"), *more)


async def page_of(tx: Tx, wanted: sa.Select[Any], order: Sequence[sa.ColumnElement[Any]], limit: int, offset: int) -> Found:
    """One page of what is selected, in this order, and how many there are in all."""
    rows = await tx.all(wanted.order_by(*order).limit(limit).offset(offset))
    total: int = await tx.scalar(sa.select(sa.func.count()).select_from(wanted.subquery()))
    return rows, total
