"""Worklist filters that an officer keeps under a name. Settings, not facts about anybody: a table of their own, no events.

A service's migration makes the table with `DDL`, and grants select, insert, update and delete on it to the application's role.
"""

from typing import Any
from uuid import UUID

from shared.db import Row, Tx
from shared.errors import NotFound
from shared.tasks.refusals import FilterNameTaken

DDL = (
    """create table saved_filters (
        id uuid primary key,
        officer text not null,
        name text not null,
        wanted jsonb not null,
        unique (officer, name)
    )""",
)

LIST = "select id, name, wanted from saved_filters where officer = $1 order by name, id limit $2 offset $3"
COUNT = "select count(*) from saved_filters where officer = $1"
ONE = "select id, name, wanted from saved_filters where officer = $1 and id = $2"
NAMED = "select id from saved_filters where officer = $1 and name = $2"
ADD = "insert into saved_filters (id, officer, name, wanted) values ($1, $2, $3, $4)"
DELETE = "delete from saved_filters where officer = $1 and id = $2 returning id"


async def list_of(tx: Tx, officer: str, *, limit: int, offset: int) -> tuple[list[Row], int]:
    """The officer's filters by name."""
    total: int = await tx.raw.fetchval(COUNT, officer)
    return await tx.raw.fetch(LIST, officer, limit, offset), total


async def one_of(tx: Tx, saved: UUID, officer: str) -> Row:
    """One of the officer's filters. Somebody else's is not found."""
    row: Row | None = await tx.raw.fetchrow(ONE, officer, saved)
    if row is None:
        raise NotFound("saved-filter", saved)
    return row


async def add(tx: Tx, saved: UUID, officer: str, name: str, wanted: dict[str, Any]) -> None:
    """Keep it. Two at once of the same name: the second fails on the key, is run again, and is refused."""
    if await tx.raw.fetchval(NAMED, officer, name) is not None:
        raise FilterNameTaken
    await tx.raw.execute(ADD, saved, officer, name, wanted)


async def delete(tx: Tx, saved: UUID, officer: str) -> None:
    """Forget it. Somebody else's is not found."""
    if await tx.raw.fetchval(DELETE, officer, saved) is None:
        raise NotFound("saved-filter", saved)
