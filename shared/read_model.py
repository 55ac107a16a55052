"""What a read model is: tables made from a log, by a definition whose fingerprint is kept with them."""

import hashlib
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass
from typing import Any, Generic, Protocol, TypeVar

import asyncpg
from sqlalchemy import MetaData, Table
from sqlalchemy.schema import CreateIndex, CreateTable

from shared.db import DIALECT, Tx
from shared.eventstore import Cursor
from shared.folding import Folding

DDL = (
    """create table read_models (
        name text primary key, fingerprint text not null, era integer not null default 0,
        txid xid8 not null default '0', position bigint not null default 0
    )""",
)


class Placed(Protocol):
    """An entry of a log, with its place."""

    @property
    def cursor(self) -> Cursor | None: ...


T = TypeVar("T", bound=Placed)
Entry_co = TypeVar("Entry_co", bound=Placed, covariant=True)


class Feed(Protocol[Entry_co]):
    """A log in order: `EventStore.feed`, or another log that promises the same."""

    def __call__(
        self, connection: asyncpg.Connection, after: Cursor, limit: int, *, locked: bool
    ) -> Awaitable[Sequence[Entry_co]]: ...


@dataclass(frozen=True, kw_only=True)
class ReadModel(Generic[T]):
    """The tables, the log they are made from (`log_table` and its `feed`), and how entries change them.

    `folding` is the quick way of a rebuild to the same rows, where there is one.
    """

    metadata: MetaData
    feed: Feed[T]
    project: Callable[[Tx, Sequence[T]], Awaitable[None]]
    log_table: str = "events"
    folding: Folding[T] | None = None

    @property
    def tables(self) -> Sequence[Table]:
        return self.metadata.sorted_tables

    @property
    def ddl(self) -> list[str]:
        """What creates the tables, in the schema first on the search path."""
        return self.creates + self.indexes

    @property
    def creates(self) -> list[str]:
        return [str(CreateTable(table).compile(dialect=DIALECT)) for table in self.tables]

    @property
    def indexes(self) -> list[str]:
        return [
            str(CreateIndex(index).compile(dialect=DIALECT))
            for table in self.tables
            for index in sorted(table.indexes, key=lambda index: str(index.name))
        ]

    @property
    def fingerprint(self) -> str:
        """Changes when a table does."""
        return hashlib.sha256("\n".join(self.ddl).encode()).hexdigest()


async def create_schema(
    connection: asyncpg.Connection, model: ReadModel[Any], schema: str, *, role: str, indexed: bool = True
) -> None:
    """The empty tables in `schema`, with the application role's rights."""
    await connection.execute(f"create schema {schema}")
    await connection.execute(f"set local search_path = {schema}, public")
    for statement in model.ddl if indexed else model.creates:
        await connection.execute(statement)
    await connection.execute(f"grant usage on schema {schema} to {role}")
    await connection.execute(f"grant select, insert, update, delete on all tables in schema {schema} to {role}")
    await connection.execute(
        """insert into public.read_models (name, fingerprint) values ($1, $2)
           on conflict (name) do update set fingerprint = excluded.fingerprint, era = 0, txid = '0', position = 0""",
        schema,
        model.fingerprint,
    )
