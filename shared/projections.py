"""Read models: made only from a log, so they can be made anew.

A service's read models are the tables of one `MetaData`, in the database schema `read`. They are not migrated: when their
definition changes they are rebuilt from the log into `read_next`, compared on request, and switched in one transaction.
Reactions never run in a rebuild: it reads the log and writes tables, nothing else.
"""

import gc
import hashlib
from collections.abc import AsyncIterator, Awaitable, Callable, Iterator, Sequence
from contextlib import asynccontextmanager, contextmanager
from dataclasses import dataclass
from typing import Any, Generic, Protocol, TypeVar

import asyncpg
from sqlalchemy import MetaData, Table
from sqlalchemy.schema import CreateIndex, CreateTable

from shared.db import DIALECT, Tx, prepare_connection
from shared.eventstore import START, Cursor

DDL = (
    """create table read_models (
        name text primary key, fingerprint text not null, era integer not null default 0,
        txid xid8 not null default '0', position bigint not null default 0
    )""",
)
LIVE, NEXT = "read", "read_next"
BATCH = 5000


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


Progress = Callable[[int], None]


@dataclass(frozen=True, kw_only=True)
class ReadModel(Generic[T]):
    """The tables, the log they are made from (`log_table` and its `feed`), and how entries change them."""

    metadata: MetaData
    feed: Feed[T]
    project: Callable[[Tx, Sequence[T]], Awaitable[None]]
    log_table: str = "events"

    @property
    def tables(self) -> Sequence[Table]:
        return self.metadata.sorted_tables

    @property
    def ddl(self) -> list[str]:
        """What creates the tables, in the schema first on the search path."""
        creates = [str(CreateTable(table).compile(dialect=DIALECT)) for table in self.tables]
        indexes = [
            str(CreateIndex(index).compile(dialect=DIALECT))
            for table in self.tables
            for index in sorted(table.indexes, key=lambda index: str(index.name))
        ]
        return creates + indexes

    @property
    def fingerprint(self) -> str:
        """Changes when a table does."""
        return hashlib.sha256("\n".join(self.ddl).encode()).hexdigest()


class Rebuild(Generic[T]):
    """One rebuild, with the owner's connection. It can stop at any time and go on where it was: its place is stored with it."""

    def __init__(self, connection: asyncpg.Connection, model: ReadModel[T], *, role: str) -> None:
        self._connection = connection
        self._model = model
        self._role = role

    async def start(self, *, afresh: bool = False) -> None:
        """Make `read_next`, or keep the one under way if the definition is the same."""
        known = await self._connection.fetchval("select fingerprint from read_models where name = $1", NEXT)
        if known == self._model.fingerprint and not afresh:
            return
        async with self._connection.transaction():
            await self._connection.execute(f"drop schema if exists {NEXT} cascade")
            await create_schema(self._connection, self._model, NEXT, role=self._role)

    async def replay(self, progress: Progress | None = None) -> int:
        """Project the log into `read_next` up to its end as it is now; gives the number of entries."""
        done = 0
        with _allocating_freely():
            while moved := await self._step():
                done += moved
                if progress:
                    progress(done)
        return done

    async def _step(self, *, locked: bool = False) -> int:
        async with self._connection.transaction():
            cursor = await self._cursor()
            batch = await self._model.feed(self._connection, cursor, BATCH, locked=locked)
            if batch:
                await self._connection.execute(f"set local search_path = {NEXT}, public")
                await self._model.project(Tx(self._connection), batch)
                await self._remember(batch[-1].cursor or START)
            return len(batch)

    async def _cursor(self) -> Cursor:
        row = await self._connection.fetchrow(
            "select era, txid::text::bigint as txid, position from public.read_models where name = $1", NEXT
        )
        if row is None:
            raise RuntimeError("No rebuild is under way: call start() first.")
        return Cursor(row["era"], row["txid"], row["position"])

    async def _remember(self, cursor: Cursor) -> None:
        await self._connection.execute(
            "update public.read_models set era = $2, txid = $3::text::xid8, position = $4 where name = $1",
            NEXT,
            cursor.era,
            str(cursor.txid),
            cursor.position,
        )

    async def differences(self) -> dict[str, int]:
        """Table → rows that stand in one of live and next but not in the other. Exact only while nothing is appended."""
        found = {}
        for table in self._model.tables:
            found[table.name] = await self._connection.fetchval(
                f"""select count(*) from (
                    (table {LIVE}.{table.name} except all table {NEXT}.{table.name}) union all
                    (table {NEXT}.{table.name} except all table {LIVE}.{table.name})) d"""  # noqa: S608 - our own table names
            )
        return found

    @asynccontextmanager
    async def standstill(self) -> AsyncIterator[None]:
        """Nothing is appended meanwhile: writers wait. The log is replayed to its very end first."""
        async with self._connection.transaction(isolation="read_committed"):
            await self._connection.execute(f"lock table public.{self._model.log_table} in share row exclusive mode")
            while await self._step(locked=True):
                pass
            yield

    async def switch(self) -> None:
        """Make `read_next` the live read model, in one transaction; readers see the old or the new, never a mixture."""
        async with self.standstill():
            await self._connection.execute(f"drop schema if exists {LIVE} cascade")
            await self._connection.execute(f"alter schema {NEXT} rename to {LIVE}")
            await self._connection.execute("delete from public.read_models where name = $1", LIVE)
            await self._connection.execute("update public.read_models set name = $2 where name = $1", NEXT, LIVE)
        # Whoever took a snapshot before this cannot see the new rows: their appends are refused (see `eventstore.CURRENT`).


@contextmanager
def _allocating_freely() -> Iterator[None]:
    """A replay makes millions of objects and no cycles: without the collector it takes little more than half the time."""
    collecting = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if collecting:
            gc.enable()


async def create_schema(connection: asyncpg.Connection, model: ReadModel[Any], schema: str, *, role: str) -> None:
    """The empty tables in `schema`, with the application role's rights."""
    await connection.execute(f"create schema {schema}")
    await connection.execute(f"set local search_path = {schema}, public")
    for statement in model.ddl:
        await connection.execute(statement)
    await connection.execute(f"grant usage on schema {schema} to {role}")
    await connection.execute(f"grant select, insert, update, delete on all tables in schema {schema} to {role}")
    await connection.execute(
        """insert into public.read_models (name, fingerprint) values ($1, $2)
           on conflict (name) do update set fingerprint = excluded.fingerprint, era = 0, txid = '0', position = 0""",
        schema,
        model.fingerprint,
    )


async def bring_up_to_date(url: str, model: ReadModel[Any], *, role: str, progress: Progress | None = None) -> bool:
    """Create the read model, or rebuild it when its definition has changed; gives whether there was anything to do."""
    connection = await asyncpg.connect(url)
    try:
        await prepare_connection(connection)
        live = await connection.fetchval("select fingerprint from read_models where name = $1", LIVE)
        if live == model.fingerprint:
            return False
        rebuild = Rebuild(connection, model, role=role)
        await rebuild.start()
        await rebuild.replay(progress)
        await rebuild.switch()
        return True
    finally:
        await connection.close()
