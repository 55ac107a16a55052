"""The event store's contract, on real PostgreSQL."""

import asyncio
from datetime import UTC, date, datetime
from uuid import UUID

import asyncpg
import pytest

from shared.codec import UnknownEvent
from shared.db import Database, Tx
from shared.errors import VersionConflict
from shared.eventstore import START, EventStore, begin_era
from tests.shared.events import CODEC, NOON, Counted, Reset, meta

STORE = EventStore(CODEC)
ONE = UUID("0195c1de-9d00-7000-8000-000000000001")


def counted(amount: int, on: date | None = None) -> Counted:
    return Counted(counter=ONE, amount=amount, on=on)


async def append(database: Database, stream: str, *amounts: int, expected: int = 0) -> None:
    async with database.transaction() as tx:
        await STORE.append(tx, stream, [counted(amount) for amount in amounts], expected=expected, meta=meta())


async def test_a_stream_that_does_not_exist_is_empty_at_version_0(tx: Tx) -> None:
    assert await STORE.read(tx, "counter-1") == ([], 0)


async def test_what_is_appended_is_read_back_in_order(database: Database) -> None:
    await append(database, "counter-1", 1, 2)
    await append(database, "counter-1", 3, expected=2)
    async with database.transaction() as tx:
        assert await STORE.read(tx, "counter-1") == ([counted(1), counted(2), counted(3)], 3)


async def test_appending_says_what_was_recorded(tx: Tx) -> None:
    event = counted(1, date(2026, 2, 1))
    [recorded] = await STORE.append(tx, "counter-1", [event], expected=0, meta=meta())
    assert (recorded.event, recorded.stream, recorded.version) == (event, "counter-1", 1)
    assert (recorded.on, recorded.recorded_at, recorded.by) == (date(2026, 2, 1), NOON, "officer-1")


@pytest.mark.parametrize("expected", [0, 1, 3])
async def test_another_version_than_expected_is_a_conflict(database: Database, expected: int) -> None:
    await append(database, "counter-1", 1, 2)
    with pytest.raises(VersionConflict):
        await append(database, "counter-1", 9, expected=expected)
    async with database.transaction() as tx:
        assert (await STORE.read(tx, "counter-1"))[1] == 2


async def test_of_two_writers_at_once_one_wins_and_nothing_is_lost(database: Database) -> None:
    results = await asyncio.gather(*(append(database, "counter-1", n) for n in range(8)), return_exceptions=True)
    assert [type(result) for result in results].count(type(None)) == 1
    assert {type(result) for result in results} == {type(None), VersionConflict}


async def test_a_rolled_back_append_leaves_nothing(database: Database) -> None:
    with pytest.raises(RuntimeError, match="changed my mind"):
        async with database.transaction() as tx:
            await STORE.append(tx, "counter-1", [counted(1)], expected=0, meta=meta())
            raise RuntimeError("changed my mind")
    async with database.transaction() as tx:
        assert (await STORE.read(tx, "counter-1"))[1] == 0


@pytest.mark.parametrize(
    "statement", ["update events set type = 'x'", "delete from events", "truncate events", "update era set era = 9"]
)
async def test_the_application_may_not_change_what_is_written(database: Database, statement: str) -> None:
    await append(database, "counter-1", 1)
    async with database.connection() as connection:
        with pytest.raises(asyncpg.InsufficientPrivilegeError):
            await connection.execute(statement)


async def test_the_feed_gives_every_event_once_in_batches(database: Database) -> None:
    for number in range(5):
        await append(database, f"counter-{number}", number, number)
    seen, cursor = [], START
    async with database.connection() as connection:
        while batch := await STORE.feed(connection, cursor, limit=3):
            seen += [(recorded.stream, recorded.version) for recorded in batch]
            cursor = batch[-1].cursor or START
    assert seen == [(f"counter-{number}", version) for number in range(5) for version in (1, 2)]


async def test_the_feed_carries_who_when_and_why(database: Database) -> None:
    await append(database, "counter-1", 1)
    async with database.connection() as connection:
        [recorded] = await STORE.feed(connection)
    assert (recorded.by, recorded.correlation, recorded.causation, recorded.recorded_at) == ("officer-1", "corr-1", None, NOON)


async def test_after_a_restore_new_events_come_after_the_old_ones_whatever_their_transaction_ids(
    database: Database, owner: asyncpg.Connection
) -> None:
    """The new cluster's ids begin low: as if what is stored had been written by a much later transaction."""
    await append(database, "counter-old", 1)
    await owner.execute("update events set txid = '9999999999'")
    await begin_era(owner)
    await append(database, "counter-new", 1)
    async with database.connection() as connection:
        feed = await STORE.feed(connection)
    assert [recorded.stream for recorded in feed] == ["counter-old", "counter-new"]


async def test_an_event_of_an_older_schema_is_lifted_on_reading(database: Database, owner: asyncpg.Connection) -> None:
    await append(database, "counter-1", 1)
    await owner.execute("update events set type = 'Reset', schema = 1, data = data - 'amount'")
    async with database.transaction() as tx:
        assert await STORE.read(tx, "counter-1") == ([Reset(counter=ONE, why="not stated")], 1)


@pytest.mark.parametrize("change", ["type = 'Renamed'", "schema = 7", "schema = 0"])
async def test_an_unknown_event_is_refused_loudly(database: Database, owner: asyncpg.Connection, change: str) -> None:
    await append(database, "counter-1", 1)
    await owner.execute(f"update events set {change}")
    async with database.transaction() as tx:
        with pytest.raises(UnknownEvent):
            await STORE.read(tx, "counter-1")


async def test_an_event_that_the_codec_does_not_list_cannot_be_written(tx: Tx) -> None:
    with pytest.raises(UnknownEvent, match="datetime is not one of"):
        await STORE.append(tx, "counter-1", [datetime(2026, 1, 1, tzinfo=UTC)], expected=0, meta=meta())


async def test_who_read_before_the_read_models_were_switched_may_not_append_after(
    database: Database, owner: asyncpg.Connection
) -> None:
    """Its snapshot does not show the new tables' rows: updating them would change nothing, silently."""
    with pytest.raises(VersionConflict):
        async with database.transaction() as tx:
            await STORE.read(tx, "counter-1")
            await owner.execute("drop schema read cascade; create schema read")
            await STORE.append(tx, "counter-1", [counted(1)], expected=0, meta=meta())
    await append(database, "counter-1", 1)
