"""The log of received events: everything the other services published, once, in the order it came.

It plays the part that the event store plays elsewhere: append-only, and a feed that loses nothing, so that the read model can
be made anew from it without asking anybody to publish again.
"""

from collections.abc import AsyncGenerator, Sequence
from contextlib import aclosing
from datetime import datetime
from typing import Final, NamedTuple
from uuid import UUID

import asyncpg

from shared.codec import UnknownEvent
from shared.contracts.base import Contract
from shared.contracts.catalogue import CONTRACTS
from shared.db import Tx
from shared.errors import VersionConflict
from shared.eventstore import CURRENT, START, Cursor
from shared.folding import Whole, by_stream
from shared.inbox import Delivery

TABLE: Final = "received"

DDL = (
    """create table received (
        era integer not null,
        txid xid8 not null default pg_current_xact_id(),
        position bigint generated always as identity,
        event_id uuid primary key,
        stream text not null,
        version integer not null check (version > 0),
        type text not null,
        recorded_at timestamptz not null,
        data jsonb not null
    )""",
    "create unique index received_feed on received (era, txid, position)",
    "create index received_recorded on received (recorded_at, event_id)",
    "comment on table received is 'Append-only: the application role may select and insert, nothing else'",
)

APPEND = f"""
insert into received (era, event_id, stream, version, type, recorded_at, data)
select (select era from era), n.event_id, n.stream, n.version, n.type, n.recorded_at, n.data::jsonb
from unnest($1::uuid[], $2::text[], $3::integer[], $4::text[], $5::timestamptz[], $6::text[])
     with ordinality as n (event_id, stream, version, type, recorded_at, data, o)
where {CURRENT}
order by n.o
on conflict (event_id) do nothing
returning event_id
"""  # noqa: S608 - a constant

# The columns are qualified in the order: a bare `txid` would be the bigint of the select list, which no index is sorted by.
FEED = """
select era, txid::text::bigint as txid, position, type, recorded_at, data::text as data
from received
where (era, txid, position) > ($1, $2::text::xid8, $3)
  and ($5 or era < (select era from era) or txid < pg_snapshot_xmin(pg_current_snapshot()))
order by received.era, received.txid, received.position
limit $4
"""


class Entry(NamedTuple):
    """A received event: what it says and when it was recorded. `cursor` is its place in the feed (None: just appended)."""

    contract: Contract
    recorded_at: datetime
    cursor: Cursor | None = None


async def append(tx: Tx, deliveries: Sequence[Delivery]) -> list[Entry]:
    """Log the deliveries, in order; gives those that the log did not have.

    Raises VersionConflict, to be tried again, when the read model was switched after this transaction began.
    """
    rows = await tx.raw.fetch(
        APPEND,
        [delivery.event_id for delivery in deliveries],
        [delivery.stream for delivery in deliveries],
        [delivery.version for delivery in deliveries],
        [delivery.contract.type for delivery in deliveries],
        [delivery.recorded_at for delivery in deliveries],
        [delivery.contract.model_dump_json() for delivery in deliveries],
    )
    if len(rows) < len(deliveries) and not await tx.raw.fetchval(f"select {CURRENT}"):
        raise VersionConflict(TABLE, len(deliveries))
    return _new(deliveries, {row["event_id"] for row in rows})


def _new(deliveries: Sequence[Delivery], logged: set[UUID]) -> list[Entry]:
    entries = {
        delivery.event_id: Entry(contract=delivery.contract, recorded_at=delivery.recorded_at)
        for delivery in deliveries
        if delivery.event_id in logged
    }
    return list(entries.values())


async def feed(connection: asyncpg.Connection, after: Cursor = START, limit: int = 5000, *, locked: bool = False) -> list[Entry]:
    """The next entries after `after` whose order can no longer change, oldest first: as `EventStore.feed`."""
    rows = await connection.fetch(FEED, after.era, str(after.txid), after.position, limit, locked)
    return [_entry(row) for row in rows]


async def streams(connection: asyncpg.Connection, after: int, until: Cursor) -> AsyncGenerator[Whole[Entry], None]:
    """The entries by stream, without their places in the feed: see `shared.folding`."""
    async with aclosing(by_stream(connection, TABLE, "type, recorded_at, data::text", after, until)) as batches:
        async for rows in batches:
            yield Whole(rows[-1][0], [Entry(_contract(name, data), recorded_at) for _, name, recorded_at, data in rows])


def _entry(row: asyncpg.Record) -> Entry:
    era, txid, position, name, recorded_at, data = row
    return Entry(_contract(name, data), recorded_at, Cursor(era, txid, position))


def _contract(name: str, data: str) -> Contract:
    contract = CONTRACTS.get(name)
    if contract is None:
        raise UnknownEvent(f"{name} is unknown to this version of the service, which is older than its data.")
    return contract.model_validate_json(data)
