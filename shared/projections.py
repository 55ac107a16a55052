"""Read models: made only from a log, so they can be made anew.

A service's read models are the tables of one `MetaData`, in the database schema `read`. They are not migrated: when their
definition changes they are rebuilt from the log into `read_next`, compared on request, and switched in one transaction.
Reactions never run in a rebuild: it reads the log and writes tables, nothing else.
"""

import gc
from collections.abc import AsyncGenerator, AsyncIterator, Callable, Iterator
from contextlib import aclosing, asynccontextmanager, contextmanager
from typing import Any, Generic, TypeVar

import asyncpg

from shared.db import Tx, prepare_connection
from shared.eventstore import START, Cursor
from shared.folding import Fold
from shared.read_model import DDL, Placed, ReadModel, create_schema

__all__ = ["DDL", "LIVE", "NEXT", "Progress", "ReadModel", "Rebuild", "bring_up_to_date", "rebuilding"]

LIVE, NEXT = "read", "read_next"
BATCH = 5000

T = TypeVar("T", bound=Placed)

Progress = Callable[[int, int], None]
"""Told how many entries are done, of how many that there were when it began."""


class Rebuild(Generic[T]):
    """One rebuild, with the owner's connection. It can stop at any time and go on where it was: its place is stored with it.

    `reading` is another connection of the owner's, if there is one: a long log is then read ahead while its rows are put in.
    """

    def __init__(
        self, connection: asyncpg.Connection, model: ReadModel[T], *, role: str, reading: asyncpg.Connection | None = None
    ) -> None:
        self._connection = connection
        self._model = model
        self._role = role
        self._fold = Fold(connection, model.folding, NEXT, log=model.log_table, reading=reading) if model.folding else None

    async def is_live(self) -> bool:
        """Whether the live tables are of this definition."""
        live = await self._connection.fetchval("select fingerprint from read_models where name = $1", LIVE)
        return bool(live == self._model.fingerprint)

    async def start(self, *, afresh: bool = False) -> None:
        """Make `read_next`, or keep the one under way if the definition is the same."""
        known = await self._connection.fetchval("select fingerprint from read_models where name = $1", NEXT)
        if known == self._model.fingerprint and not afresh:
            return
        async with self._connection.transaction():
            await self._connection.execute(f"drop schema if exists {NEXT} cascade")
            await create_schema(self._connection, self._model, NEXT, role=self._role, indexed=self._fold is None)
            if self._fold:
                await self._fold.begin()

    async def replay(self, progress: Progress | None = None) -> int:
        """Project the log into `read_next` up to its end as it is now; gives the number of entries."""
        done = 0
        left = await self._left() if progress else 0
        with _allocating_freely():
            async with aclosing(self._moves()) as moves:
                async for moved in moves:
                    done += moved
                    if progress:
                        progress(done, max(done, left))
        return done

    async def _moves(self) -> AsyncGenerator[int, None]:
        """How many entries each move was: first whole streams, if there is a way to fold them, then entry by entry."""
        if self._fold and (place := await self._fold.under_way()):
            async with aclosing(self._fold.run(*place)) as batches:
                async for moved in batches:
                    yield moved
            await self._end_fold(place[0])
        while moved := await self._step():
            yield moved

    async def _end_fold(self, until: Cursor) -> None:
        """Now the tables are what a replay up to there makes them."""
        if self._fold:
            async with self._connection.transaction():
                await self._fold.finish(self._model.indexes, [table.name for table in self._model.tables])
                await self._remember(until)

    async def _left(self) -> int:
        """How many entries of the log are not in `read_next`."""
        if self._fold and (place := await self._fold.under_way()):
            return await self._fold.left(*place)
        cursor = await self._cursor()
        left: int = await self._connection.fetchval(
            f"select count(*) from public.{self._model.log_table} where (era, txid, position) > ($1, $2::text::xid8, $3)",  # noqa: S608
            cursor.era,
            str(cursor.txid),
            cursor.position,
        )
        return left

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
        await self.replay()
        async with self._connection.transaction(isolation="read_committed"):
            await self._connection.execute(f"lock table public.{self._model.log_table} in share row exclusive mode")
            while await self._step(locked=True):
                pass
            yield

    async def switch(self) -> None:
        """Make `read_next` the live read model, in one transaction; readers see the old or the new, never a mixture."""
        await self.replay()
        await self._swept()
        async with self.standstill():
            await self._connection.execute(f"drop schema if exists {LIVE} cascade")
            await self._connection.execute(f"alter schema {NEXT} rename to {LIVE}")
            await self._connection.execute("delete from public.read_models where name = $1", LIVE)
            await self._connection.execute("update public.read_models set name = $2 where name = $1", NEXT, LIVE)
        # Whoever took a snapshot before this cannot see the new rows: their appends are refused (see `eventstore.CURRENT`).

    async def _swept(self) -> None:
        """Only where a vacuum has been, PostgreSQL reads an index in place of the table: nobody should have to wait for that."""
        for table in self._model.tables:
            await self._connection.execute(f"vacuum (index_cleanup off, truncate off) {NEXT}.{table.name}")


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


@asynccontextmanager
async def rebuilding(url: str, model: ReadModel[T], *, role: str) -> AsyncIterator[Rebuild[T]]:
    """A rebuild on connections of its own; `url` is the owner's."""
    connection, reading = await asyncpg.connect(url), await asyncpg.connect(url)
    try:
        await prepare_connection(connection)
        await prepare_connection(reading)
        yield Rebuild(connection, model, role=role, reading=reading)
    finally:
        await reading.close()
        await connection.close()


async def bring_up_to_date(url: str, model: ReadModel[Any], *, role: str, progress: Progress | None = None) -> bool:
    """Create the read model, or rebuild it when its definition has changed; gives whether there was anything to do."""
    async with rebuilding(url, model, role=role) as rebuild:
        if await rebuild.is_live():
            return False
        await rebuild.start()
        await rebuild.replay(progress)
        await rebuild.switch()
        return True
