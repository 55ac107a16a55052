"""The relay: reads the event log and publishes contracts. The events are the outbox; there is no second table of messages.

One relay per service is active: it holds a session advisory lock on a connection of its own and an epoch that fences it,
so a relay that lost its lock cannot move the checkpoint. What a fenced relay published anyway is a duplicate to readers.
"""

import asyncio
import contextlib
from collections.abc import AsyncIterator, Callable, Sequence
from datetime import UTC

import asyncpg
import structlog

from shared.bus import Bus, Message
from shared.contracts.base import Contract
from shared.db import TRANSIENT, Database, prepare_connection
from shared.eventstore import START, Cursor, EventStore, Recorded

DDL = (
    """create table relay (
        one boolean primary key default true check (one), epoch bigint not null default 0,
        era integer not null default 0, txid xid8 not null default '0', position bigint not null default 0
    )""",
    "insert into relay default values",
    "create table published (stream text primary key, version integer not null)",
)

LOCK = 0x51_05_4E_1A  # any number will do, as long as only relays use it
ACQUIRE = "update relay set epoch = epoch + 1 returning epoch, era, txid::text::bigint as txid, position"
CHECKPOINT = "update relay set era = $2, txid = $3::text::xid8, position = $4 where epoch = $1"
PREVIOUS = "select stream, version from published where stream = any($1::text[])"
REMEMBER = """
insert into published (stream, version) select * from unnest($1::text[], $2::integer[])
on conflict (stream) do update set version = excluded.version
"""

Publisher = Callable[[Recorded], Contract | None]
"""Own event → published contract, or None for what stays inside the service. Pure."""

log = structlog.get_logger()


class Fenced(Exception):  # noqa: N818
    """Another relay took over: this one must stop using its connection."""


class Relay:
    """Publishes one service's events in feed order, checkpointing after acknowledgement."""

    def __init__(
        self, database: Database, store: EventStore, publisher: Publisher, bus: Bus, *, service: str, topic: str
    ) -> None:
        self._database = database
        self._store = store
        self._publisher = publisher
        self._bus = bus
        self._topic = topic
        self._source = f"/sius/{service}"
        self._wake = asyncio.Event()
        self.active = False
        self.error: str | None = None

    def wake(self) -> None:
        """Something was committed: look now instead of at the next poll."""
        self._wake.set()

    async def run(self, *, shortest: float = 0.02, longest: float = 1.0) -> None:
        """Until cancelled. Polls between `shortest` and `longest` seconds apart, adaptively; faults back off and are logged."""
        pause = shortest
        while True:
            try:
                async with self._elected() as (connection, epoch, cursor):
                    await self._relay(connection, epoch, cursor, shortest, longest)
            except (*TRANSIENT, Fenced) as error:
                self.error = type(error).__name__
                log.warning("relay interrupted", error=self.error)
            except Exception as error:  # a poisoned event stops the relay, loudly, and is tried again
                self.error = type(error).__name__
                log.exception("relay failed")
            pause = min(pause * 2, 5.0)
            await asyncio.sleep(pause)

    @contextlib.asynccontextmanager
    async def _elected(self) -> AsyncIterator[tuple[asyncpg.Connection, int, Cursor]]:
        """The lock's connection, the epoch and the checkpoint, once this relay is the active one."""
        connection = await asyncpg.connect(self._database.url)
        try:
            await prepare_connection(connection)
            while not await connection.fetchval("select pg_try_advisory_lock($1)", LOCK):  # noqa: ASYNC110 - a lock, no event
                await asyncio.sleep(1.0)
            row = await connection.fetchrow(ACQUIRE)
            self.active, self.error = True, None
            yield connection, row["epoch"], Cursor(row["era"], row["txid"], row["position"])
        finally:
            self.active = False
            with contextlib.suppress(*TRANSIENT, asyncpg.PostgresError):
                await connection.close(timeout=2)

    async def _relay(self, connection: asyncpg.Connection, epoch: int, cursor: Cursor, shortest: float, longest: float) -> None:
        pause = shortest
        while True:
            self._wake.clear()
            events = await self._store.feed(connection, cursor)
            if events:
                cursor = await self.publish(connection, epoch, events)
                self.error, pause = None, shortest
                await asyncio.sleep(shortest)  # what is committed meanwhile goes in one batch
            else:
                await self._sleep(pause)
                pause = min(pause * 1.5, longest)

    async def _sleep(self, seconds: float) -> None:
        with contextlib.suppress(TimeoutError):
            await asyncio.wait_for(self._wake.wait(), seconds)

    async def publish(self, connection: asyncpg.Connection, epoch: int, events: Sequence[Recorded]) -> Cursor:
        """Publish one batch of the feed and move the checkpoint; raises Fenced when another relay has taken over."""
        contracts = [(recorded, contract) for recorded in events if (contract := self._publisher(recorded)) is not None]
        last = await self._last_published(connection, [recorded.stream for recorded, _ in contracts])
        messages = []
        for recorded, contract in contracts:
            messages.append(self._message(recorded, contract, last.get(recorded.stream, 0)))
            last[recorded.stream] = recorded.version
        if messages:
            await self._bus.publish(messages)
        cursor = events[-1].cursor or START
        async with connection.transaction():
            if last:
                await connection.execute(REMEMBER, list(last), list(last.values()))
            if await connection.execute(CHECKPOINT, epoch, cursor.era, str(cursor.txid), cursor.position) != "UPDATE 1":
                raise Fenced
        return cursor

    async def _last_published(self, connection: asyncpg.Connection, streams: list[str]) -> dict[str, int]:
        if not streams:
            return {}
        return {row["stream"]: row["version"] for row in await connection.fetch(PREVIOUS, streams)}

    def _message(self, recorded: Recorded, contract: Contract, previous: int) -> Message:
        return Message(
            topic=self._topic,
            key=contract.key,
            value=contract.model_dump_json().encode(),
            headers={
                "content-type": "application/json",
                "ce_specversion": "1.0",
                "ce_id": str(recorded.event_id),
                "ce_source": self._source,
                "ce_type": contract.type,
                "ce_time": recorded.recorded_at.astimezone(UTC).isoformat().replace("+00:00", "Z"),
                "ce_subject": recorded.stream,
                "ce_sequence": str(recorded.version),
                "ce_previous": str(previous),
                "ce_correlationid": recorded.correlation,
            },
        )


async def lag(connection: asyncpg.Connection) -> int:
    """Events in the log that the relay has not passed yet."""
    return int(
        await connection.fetchval(
            """select count(*) from events e, relay r
               where (e.era, e.txid, e.position) > (r.era, r.txid, r.position)"""
        )
    )
