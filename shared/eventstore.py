"""The event store on PostgreSQL: append at an expected version, read a stream, and a feed that never loses an event.

The feed is ordered by (era, txid, position) and read only below the snapshot's xmin horizon, with the whole triple as
cursor. `position` alone loses events when commits overtake each other, and still does under an xmin horizon; and without
REPEATABLE READ in the appending transaction a stream's order can invert. docs/decisions/0002 tells why; the three tests in
tests/shared/test_feed_failures.py show each.
"""

from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, NamedTuple
from uuid import UUID

import asyncpg
import orjson

from shared.codec import Codec
from shared.db import Tx
from shared.errors import VersionConflict
from shared.ids import uuid7

DDL = (
    "create table era (one boolean primary key default true check (one), era integer not null)",
    "insert into era (era) values (1)",
    """create table events (
        era integer not null,
        txid xid8 not null default pg_current_xact_id(),
        position bigint generated always as identity,
        stream text not null,
        version integer not null check (version > 0),
        event_id uuid not null,
        type text not null,
        schema integer not null,
        "on" date,
        recorded_at timestamptz not null,
        data jsonb not null,
        meta jsonb not null,
        primary key (stream, version)
    )""",
    "create unique index events_feed on events (era, txid, position)",
    "comment on table events is 'Append-only: the application role may select and insert, nothing else'",
)

CURRENT = "(select oid from pg_namespace where nspname = 'read') is not distinct from to_regnamespace('read')::oid"
"""Whether this transaction sees the read models that are live.

A transaction whose snapshot is older than a switch of read models would change rows that it cannot see, that is, none. The table
of schemas is read as the snapshot has it; the function looks past the snapshot. They differ after a switch, and never otherwise:
nothing has to be kept in step, so no crash can get it out of step.
"""

APPEND = f"""
insert into events (era, stream, version, event_id, type, schema, "on", recorded_at, data, meta)
select e.era, $1, $2, $3, $4, $5, $6, $7, $8::text::jsonb, $9::text::jsonb
from era e
where {CURRENT} and $2 = 1 + (select coalesce(max(version), 0) from events where stream = $1)
returning version
"""  # noqa: S608 - a constant

READ = "select version, type, schema, data::text as data from events where stream = $1 order by version"

# Columns by their table's name: a bare txid would be the select list's, which no index is in the order of.
FEED = """
select era, txid::text::bigint as txid, position, stream, version, event_id, type, schema, "on", recorded_at,
       data::text as data, meta
from events
where (events.era, events.txid, events.position) > ($1, $2::text::xid8, $3)
  and ($5 or events.era < (select era from era) or events.txid < pg_snapshot_xmin(pg_current_snapshot()))
order by events.era, events.txid, events.position
limit $4
"""


class Cursor(NamedTuple):
    """A place in the feed: everything up to and including it has been read."""

    era: int
    txid: int
    position: int


START = Cursor(0, 0, 0)


@dataclass(frozen=True, kw_only=True, slots=True)
class Meta:
    """Who appended, when it was recorded (UTC), and what it belongs to."""

    by: str
    recorded_at: datetime
    correlation: str
    causation: str | None = None


@dataclass(frozen=True, kw_only=True, slots=True)
class Recorded:
    """An event as it stands in the log. `cursor` is its place in the feed (None for one just appended)."""

    event: Any
    stream: str
    version: int
    event_id: UUID
    on: date | None
    recorded_at: datetime
    by: str
    correlation: str
    causation: str | None
    cursor: Cursor | None = None


class EventStore:
    """One service's log. Every method works in the caller's transaction or on the caller's connection."""

    def __init__(self, codec: Codec) -> None:
        self._codec = codec

    async def read(self, tx: Tx, stream: str) -> tuple[list[Any], int]:
        """The stream's events from its first, and its version (0 for a stream that does not exist)."""
        rows = await tx.raw.fetch(READ, stream)
        events = [self._codec.decode(row["type"], row["schema"], row["data"]) for row in rows]
        return events, rows[-1]["version"] if rows else 0

    async def append(self, tx: Tx, stream: str, events: Sequence[Any], *, expected: int, meta: Meta) -> list[Recorded]:
        """Append after version `expected`, or raise VersionConflict and leave the transaction to be rolled back."""
        recorded = [_about_to_be(event, stream, version, meta) for version, event in enumerate(events, start=expected + 1)]
        about = _meta_json(meta)
        rows = [self._arguments(entry, about) for entry in recorded]
        try:
            # one round trip, whatever their number; each sees those before it
            written = await (tx.raw.fetch(APPEND, *rows[0]) if len(rows) == 1 else tx.raw.fetchmany(APPEND, rows))
        except (asyncpg.UniqueViolationError, asyncpg.SerializationError) as error:
            raise VersionConflict(stream, expected) from error
        if len(written) != len(recorded):
            raise VersionConflict(stream, expected)
        return recorded

    def _arguments(self, entry: Recorded, about: str) -> tuple[Any, ...]:
        name, schema, data = self._codec.encode(entry.event)
        return (entry.stream, entry.version, entry.event_id, name, schema, entry.on, entry.recorded_at, data, about)

    async def feed(
        self, connection: asyncpg.Connection, after: Cursor = START, limit: int = 500, *, locked: bool = False
    ) -> list[Recorded]:
        """The next events after `after` whose order can no longer change, oldest first.

        `locked` says that the caller holds a lock which keeps everybody from appending: then there is no horizon to mind.
        """
        rows = await connection.fetch(FEED, after.era, str(after.txid), after.position, limit, locked)
        return [self._recorded(row) for row in rows]

    def _recorded(self, row: asyncpg.Record) -> Recorded:
        meta = row["meta"] if isinstance(row["meta"], dict) else orjson.loads(row["meta"])
        return Recorded(
            event=self._codec.decode(row["type"], row["schema"], row["data"]),
            stream=row["stream"],
            version=row["version"],
            event_id=row["event_id"],
            on=row["on"],
            recorded_at=row["recorded_at"],
            by=meta["by"],
            correlation=meta["correlation"],
            causation=meta.get("causation"),
            cursor=Cursor(row["era"], row["txid"], row["position"]),
        )


def _about_to_be(event: Any, stream: str, version: int, meta: Meta) -> Recorded:
    return Recorded(
        event=event,
        stream=stream,
        version=version,
        event_id=uuid7(meta.recorded_at),
        on=getattr(event, "on", None),
        recorded_at=meta.recorded_at,
        by=meta.by,
        correlation=meta.correlation,
        causation=meta.causation,
    )


def _meta_json(meta: Meta) -> str:
    return orjson.dumps({"by": meta.by, "correlation": meta.correlation, "causation": meta.causation}).decode()


async def begin_era(connection: asyncpg.Connection) -> int:
    """Start a new era, after a restore from backup: transaction ids begin anew there and may be lower than those stored."""
    era: int = await connection.fetchval("update era set era = era + 1 returning era")
    return era


Project = Callable[[Tx, Sequence[Recorded]], Awaitable[None]]
"""Changes a service's read models by its own events, in the transaction that appends them."""


class Log:
    """A service's event log within one transaction: what is appended changes the service's read models at once."""

    def __init__(self, store: EventStore, tx: Tx, meta: Meta, project: Project, wake: Callable[[], None]) -> None:
        self.tx = tx
        self.meta = meta
        self._store = store
        self._project = project
        self._wake = wake

    async def read(self, stream: str) -> tuple[list[Any], int]:
        return await self._store.read(self.tx, stream)

    async def append(self, stream: str, events: Sequence[Any], *, expected: int) -> int:
        recorded = await self._store.append(self.tx, stream, events, expected=expected, meta=self.meta)
        await self._project(self.tx, recorded)
        self.tx.after_commit(self._wake)
        return expected + len(recorded)
