"""Three ways a feed can lie, each stepped by hand with two connections, each with the guard and without it.

Without the guard the failure is there (so the test can fail); with it, the feed is right.
"""

from collections.abc import AsyncIterator
from uuid import UUID

import asyncpg
import pytest

from shared.db import Database, Tx
from shared.errors import VersionConflict
from shared.eventstore import START, Cursor, EventStore
from tests.conftest import KernelUrls
from tests.shared.events import CODEC, Counted, meta

STORE = EventStore(CODEC)
EVENT = Counted(counter=UUID("0195c1de-9d00-7000-8000-000000000001"), amount=1)


@pytest.fixture
async def connections(kernel: KernelUrls) -> AsyncIterator[tuple[asyncpg.Connection, asyncpg.Connection, asyncpg.Connection]]:
    """Two writers and a reader."""
    opened = [await asyncpg.connect(kernel.app) for _ in range(3)]
    yield opened[0], opened[1], opened[2]
    for connection in opened:
        await connection.close()


async def append(connection: asyncpg.Connection, stream: str, expected: int = 0) -> None:
    await STORE.append(Tx(connection), stream, [EVENT], expected=expected, meta=meta())


async def read_all(reader: asyncpg.Connection, sql: str, cursor: int) -> list[tuple[str, int, int]]:
    rows = await reader.fetch(f"select stream, version, position from events where {sql} order by position", cursor)
    return [tuple(row) for row in rows]


async def streams(reader: asyncpg.Connection, cursor: Cursor) -> tuple[list[tuple[str, int]], Cursor]:
    batch = await STORE.feed(reader, cursor)
    last = batch[-1].cursor if batch else cursor
    return [(recorded.stream, recorded.version) for recorded in batch], last or cursor


class TestCommitsOvertakeEachOther:
    """A takes position 1, B takes position 2 and commits first."""

    async def test_position_alone_loses_the_event_that_commits_later(self, connections: tuple[asyncpg.Connection, ...]) -> None:
        a, b, reader = connections
        slow = a.transaction(isolation="repeatable_read")
        await slow.start()
        await append(a, "a")
        async with b.transaction(isolation="repeatable_read"):
            await append(b, "b")
        first = await read_all(reader, "position > $1", 0)
        await slow.commit()
        then = await read_all(reader, "position > $1", first[-1][2])
        assert [stream for stream, _, _ in first + then] == ["b"], "the failure this guards against has gone away"

    async def test_the_feed_waits_below_the_horizon_and_gives_both(self, connections: tuple[asyncpg.Connection, ...]) -> None:
        a, b, reader = connections
        slow = a.transaction(isolation="repeatable_read")
        await slow.start()
        await append(a, "a")
        async with b.transaction(isolation="repeatable_read"):
            await append(b, "b")
        first, cursor = await streams(reader, START)
        await slow.commit()
        then, _ = await streams(reader, cursor)
        assert first == []
        assert then == [("a", 1), ("b", 1)]


class TestTransactionIdAndPositionDisagree:
    """A has the lower transaction id but takes the higher position: B inserts and commits between."""

    HORIZON = "position > $1 and txid < pg_snapshot_xmin(pg_current_snapshot())"

    async def _step(self, a: asyncpg.Connection, b: asyncpg.Connection) -> object:
        """B holds the higher id and the lower position and is still open; A, with the lower id, has committed."""
        first = a.transaction(isolation="repeatable_read")
        await first.start()
        await a.fetchval("select pg_current_xact_id()")
        second = b.transaction(isolation="repeatable_read")
        await second.start()
        await append(b, "b")
        await append(a, "a")
        await first.commit()
        return second

    async def test_a_position_only_cursor_under_the_horizon_still_loses_an_event(
        self, connections: tuple[asyncpg.Connection, ...]
    ) -> None:
        a, b, reader = connections
        second = await self._step(a, b)
        first = await read_all(reader, self.HORIZON, 0)
        await second.commit()  # type: ignore[attr-defined]
        then = await read_all(reader, self.HORIZON, first[-1][2])
        assert [stream for stream, _, _ in first + then] == ["a"], "the failure this guards against has gone away"

    async def test_the_whole_triple_as_cursor_gives_both(self, connections: tuple[asyncpg.Connection, ...]) -> None:
        a, b, reader = connections
        second = await self._step(a, b)
        first, cursor = await streams(reader, START)
        await second.commit()  # type: ignore[attr-defined]
        then, _ = await streams(reader, cursor)
        assert (first, then) == ([("a", 1)], [("b", 1)])


class TestASnapshotYoungerThanItsTransactionId:
    """A takes its transaction id, B appends version 1 and commits, A appends version 2."""

    async def _two_versions(self, a: asyncpg.Connection, b: asyncpg.Connection, isolation: str) -> None:
        async with a.transaction(isolation=isolation):
            await a.fetchval("select pg_current_xact_id()")
            async with b.transaction(isolation="repeatable_read"):
                await append(b, "counter", expected=0)
            await append(a, "counter", expected=1)

    async def test_under_read_committed_the_stream_is_inverted_in_the_feed(
        self, connections: tuple[asyncpg.Connection, ...]
    ) -> None:
        a, b, reader = connections
        await self._two_versions(a, b, "read_committed")
        feed, _ = await streams(reader, START)
        assert feed == [("counter", 2), ("counter", 1)], "the failure this guards against has gone away"

    async def test_under_repeatable_read_the_late_writer_is_refused(self, connections: tuple[asyncpg.Connection, ...]) -> None:
        a, b, reader = connections
        with pytest.raises(VersionConflict):
            await self._two_versions(a, b, "repeatable_read")
        feed, _ = await streams(reader, START)
        assert feed == [("counter", 1)]

    async def test_the_service_s_own_transactions_are_repeatable_read(self, database: Database) -> None:
        async with database.transaction() as tx:
            assert await tx.raw.fetchval("show transaction_isolation") == "repeatable read"
