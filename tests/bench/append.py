"""Appending events beside a plain insert: as many writers, a connection each, one commit for each event.

An append is what every command ends in: its own REPEATABLE READ transaction, the expected version checked, one event on a stream
of its own. The peer is one insert into a table with a primary key, committed by itself: the least that durable writing costs.
All writers are tasks of this process.
"""

import asyncio
import statistics
import time
from collections.abc import Awaitable, Callable
from uuid import UUID

import asyncpg

from deploy.postgres import Cluster
from services.intake import streams
from services.intake.app import definition
from shared.clock import SystemClock, stockholm
from shared.db import Database
from shared.eventstore import EventStore, Meta
from shared.ids import new_id
from shared.settings import Settings
from tests.bench import cases
from tests.harness import Databases

WRITERS = (1, 4, 16, 64)
SECONDS, ROUNDS = 1.0, 3

Write = Callable[[Database, UUID], Awaitable[None]]

PLAIN = "create table plain (id uuid primary key, stream text not null, data jsonb not null)"
INSERT = "insert into plain values ($1, $2, $3::text::jsonb)"


async def main(cluster: Cluster) -> None:
    settings = await Databases(cluster).of("intake")
    await _make_plain(settings)
    for writers in WRITERS:
        database = Database(settings.database_url, size=writers)
        await database.open()
        try:
            await _compare(database, writers)
        finally:
            await database.close()


async def _make_plain(settings: Settings) -> None:
    connection = await asyncpg.connect(settings.migration_url)
    await connection.execute(PLAIN)
    await connection.execute("grant insert on plain to intake_app")
    await connection.close()


async def _compare(database: Database, writers: int) -> None:
    """Turn by turn, so that both meet the same disk; the middle of the rounds counts."""
    append, insert = _appending(), _inserting()
    for write in (append, insert):
        await _rate(database, write, writers, seconds=0.2)  # opens the connections, prepares the statements
    rounds = [[await _rate(database, write, writers, SECONDS) for write in (append, insert)] for _ in range(ROUNDS)]
    appended, inserted = (statistics.median(rates) for rates in zip(*rounds, strict=True))
    print(
        f"  {writers:2} writers  append {appended:6.0f} events/s   plain insert {inserted:6.0f} rows/s   "
        f"{appended / inserted:4.2f} of the plain insert"
    )


async def _rate(database: Database, write: Write, writers: int, seconds: float) -> float:
    """Writes per second, by all writers together."""
    started = time.perf_counter()
    done = await asyncio.gather(*(_writer(database, write, started + seconds) for _ in range(writers)))
    return sum(done) / (time.perf_counter() - started)


async def _writer(database: Database, write: Write, until: float) -> int:
    done = 0
    while time.perf_counter() < until:
        await write(database, new_id())
        done += 1
    return done


def _appending() -> Write:
    store, clock = EventStore(definition.codec), SystemClock()
    on = stockholm(clock.now())

    async def append(database: Database, case: UUID) -> None:
        meta = Meta(by="bench", recorded_at=clock.now(), correlation=str(case))
        async with database.transaction() as tx:
            await store.append(tx, streams.case(case), [cases.started(case, on)], expected=0, meta=meta)

    return append


def _inserting() -> Write:
    on = stockholm(SystemClock().now())

    async def insert(database: Database, case: UUID) -> None:
        _, _, data = definition.codec.encode(cases.started(case, on))
        async with database.connection() as connection:
            await connection.execute(INSERT, case, streams.case(case), data)

    return insert
