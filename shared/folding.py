"""The quick way through a long log, for a read model whose rows each tell of one stream.

A replay in the order of arrival finds the rows of an event's subject, closes them and puts others in. Read stream by stream the
whole history of a subject is there at once: its rows are put in ready, into tables without indexes, and nothing is looked up.
What was appended since is then replayed in its order.

The place is kept in the schema that is being made, in a table of its own, and goes with it: each batch of streams and its place
are one transaction, so whatever crashes, they agree.
"""

import asyncio
from collections.abc import AsyncGenerator, Awaitable, Callable, Sequence
from contextlib import aclosing
from typing import Generic, NamedTuple, Protocol, TypeVar

import asyncpg

from shared.db import Tx
from shared.eventstore import START, Cursor

T = TypeVar("T")
T_co = TypeVar("T_co", covariant=True)

PARTS, AT_A_TIME, SORTING = 8, 10_000, "64MB"
FIRST, WIDTH = -(2**31), 2**32 // PARTS
"""Streams are read in the order of a number that PostgreSQL makes of their names (`hashtext`), and which lies evenly."""

DDL = "create table folding (era integer not null, txid xid8 not null, position bigint not null, folded bigint not null)"
PLACE = "select era, txid::text::bigint as txid, position, folded from {schema}.folding"
END = """
select l.era, l.txid::text::bigint as txid, l.position
from public.{log} l
where l.era < (select era from public.era) or l.txid < pg_snapshot_xmin(pg_current_snapshot())
order by l.era desc, l.txid desc, l.position desc
limit 1
"""
"""The last entry whose order can no longer change: the feed up to it stays as it is."""

LEFT = "from public.{log} l where (l.era, l.txid, l.position) <= ($1, $2::text::xid8, $3) and hashtext(l.stream) > $4::bigint"
PART = f"""
declare part no scroll cursor with hold for
select hashtext(l.stream), {{columns}} {LEFT} and hashtext(l.stream) <= $5::bigint
order by hashtext(l.stream), l.era, l.txid, l.position
"""


class Whole(NamedTuple, Generic[T_co]):
    """Every entry of some streams, in the log's order for each; `last` is the number of the last of them."""

    last: int
    entries: Sequence[T_co]


class Streams(Protocol[T_co]):
    """A log by stream: the streams whose numbers are higher than `after`, in their order, each as it was at `until`."""

    def __call__(self, connection: asyncpg.Connection, after: int, until: Cursor) -> AsyncGenerator[Whole[T_co], None]: ...


class Folding(NamedTuple, Generic[T]):
    """How a read model is made from whole streams.

    `fold` puts in the rows of streams of which there are none yet. `settle` does once, when all are in and the indexes are made,
    what streams say of each other. Both together give the rows that a replay gives.
    """

    streams: Streams[T]
    fold: Callable[[Tx, Sequence[T]], Awaitable[None]]
    settle: Callable[[Tx], Awaitable[None]]


class Fold(Generic[T]):
    """The streams of a log, folded into the tables of a schema: with the owner's connection, and another to read ahead with.

    (One connection for both will do: then they take turns.)
    """

    def __init__(
        self, connection: asyncpg.Connection, folding: Folding[T], schema: str, *, log: str, reading: asyncpg.Connection | None
    ) -> None:
        self._connection = connection
        self._reading = reading or connection
        self._folding = folding
        self._schema = schema
        self._log = log

    async def begin(self) -> None:
        """Up to where the log is folded is settled here, once."""
        await self._connection.execute(f"set local search_path = {self._schema}, public")
        await self._connection.execute(DDL)
        end = await self._connection.fetchrow(END.format(log=self._log))
        era, txid, position = end or START
        await self._connection.execute(
            "insert into folding values ($1, $2::text::xid8, $3, $4)", era, str(txid), position, FIRST - 1
        )

    async def under_way(self) -> tuple[Cursor, int] | None:
        """Up to where the log is folded, and the last stream that is; None when all are."""
        if await self._connection.fetchval("select to_regclass($1)", f"{self._schema}.folding") is None:
            return None
        era, txid, position, folded = await self._connection.fetchrow(PLACE.format(schema=self._schema))
        return Cursor(era, txid, position), folded

    async def left(self, until: Cursor, after: int) -> int:
        """How many entries the streams after that one have."""
        era, txid, position = until
        count = f"select count(*) {LEFT.format(log=self._log)}"
        left: int = await self._connection.fetchval(count, era, str(txid), position, after)
        return left

    async def run(self, until: Cursor, after: int) -> AsyncGenerator[int, None]:
        """Fold the streams after that one; gives how many entries each batch had."""
        batches = self._folding.streams(self._reading, after, until)
        async with aclosing(batches if self._reading is self._connection else _ahead(batches)) as whole:
            async for batch in whole:
                async with self._connection.transaction():
                    await self._put_in(batch)
                yield len(batch.entries)

    async def _put_in(self, batch: Whole[T]) -> None:
        await self._connection.execute(f"set local search_path = {self._schema}, public")
        await self._folding.fold(Tx(self._connection), batch.entries)
        await self._connection.execute("update folding set folded = $1", batch.last)

    async def finish(self, indexes: Sequence[str], tables: Sequence[str]) -> None:
        """Make the indexes, settle, and forget the place: to be done in the transaction that keeps the cursor."""
        await self._connection.execute(f"set local search_path = {self._schema}, public")
        await self._connection.execute("set local maintenance_work_mem = '128MB'")
        for index in indexes:
            await self._connection.execute(index)
        await self._folding.settle(Tx(self._connection))
        await self._connection.execute(f"analyze {', '.join(tables)}")
        await self._connection.execute("drop table folding")


async def _ahead(batches: AsyncGenerator[Whole[T], None]) -> AsyncGenerator[Whole[T], None]:
    """The same; each is read while the one before it is dealt with."""
    async with aclosing(batches):
        reading = asyncio.ensure_future(anext(batches, None))
        try:
            while (batch := await reading) is not None:
                reading = asyncio.ensure_future(anext(batches, None))
                yield batch
        finally:
            reading.cancel()
            await asyncio.gather(reading, return_exceptions=True)


async def by_stream(
    connection: asyncpg.Connection, log: str, columns: str, after: int, until: Cursor
) -> AsyncGenerator[list[asyncpg.Record], None]:
    """These columns of a log in the order of `Streams`, each row led by its stream's number; no stream is divided.

    The log is gone through several times, and each time a part of it is sorted: nobody waits until all of it is.
    """
    query = PART.format(log=log, columns=columns)
    await connection.execute(f"set work_mem = '{SORTING}'")
    for end in (FIRST - 1 + WIDTH * part for part in range(1, PARTS + 1)):
        if end > after:
            async with aclosing(_part(connection, query, until, max(after, end - WIDTH), end)) as batches:
                async for rows in batches:
                    yield rows
    await connection.execute("reset work_mem")


async def _part(
    connection: asyncpg.Connection, query: str, until: Cursor, after: int, end: int
) -> AsyncGenerator[list[asyncpg.Record], None]:
    await connection.execute(query, until.era, str(until.txid), until.position, after, end)
    try:
        begun: list[asyncpg.Record] = []
        while found := await connection.fetch(f"fetch {AT_A_TIME} from part"):
            rows = begun + found
            whole = _before_last(rows)
            begun = rows[whole:]
            if whole:
                yield rows[:whole]
        if begun:
            yield begun
    finally:
        await connection.execute("close part")


def _before_last(rows: Sequence[asyncpg.Record]) -> int:
    """How many rows there are before those of the last stream, which may not be whole."""
    last, place = rows[-1][0], len(rows)
    while place and rows[place - 1][0] == last:
        place -= 1
    return place
