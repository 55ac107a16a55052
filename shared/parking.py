"""Messages that could not be handled, kept with their key: later messages of the key queue behind, everything else goes on.

An operator looks, retries, or skips with a reason. A key parked for a gap frees itself when the missing message comes.
"""

import hashlib
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Literal
from uuid import UUID

from shared.bus import Received
from shared.db import Row, Tx
from shared.errors import NotFound

DDL = (
    """create table parked_keys (
        subscription text not null, key text not null, reason text not null, error text not null,
        since timestamptz not null, attempts integer not null default 0, queued integer not null default 0,
        primary key (subscription, key)
    )""",
    """create table parked (
        id uuid primary key, subscription text not null, key text not null, fingerprint bytea not null,
        topic text not null, message_key text, headers jsonb not null, value bytea, type text,
        state text not null default 'waiting' check (state in ('waiting', 'handled', 'skipped')),
        parked_at timestamptz not null, settled_at timestamptz, settled_by text, settled_reason text,
        unique (subscription, fingerprint)
    )""",
    "create index parked_waiting on parked (subscription, key, id) where state = 'waiting'",
)

Reason = Literal["malformed", "unknown-type", "failed", "gap"]


@dataclass(frozen=True, kw_only=True, slots=True)
class Parked:
    """A waiting message."""

    id: UUID
    received: Received


def parking_key(received: Received) -> str:
    """The message's key; one without a key is parked alone, so that nothing queues behind it."""
    return received.key or f"{received.topic}/{received.partition}/{received.offset}"


async def parked_keys(tx: Tx, subscription: str, keys: set[str]) -> dict[str, str]:
    """Those of `keys` that are parked, with their reason.

    Taken FOR UPDATE: under REPEATABLE READ this fails, to be tried again, when an operator frees the key meanwhile.
    """
    rows = await tx.raw.fetch(
        "select key, reason from parked_keys where subscription = $1 and key = any($2::text[]) order by key for update",
        subscription,
        sorted(keys),
    )
    return {row["key"]: row["reason"] for row in rows}


async def park(tx: Tx, subscription: str, received: Received, *, reason: Reason, error: str, at: datetime, message: UUID) -> None:
    """Park the message and its key."""
    await tx.raw.execute(
        """insert into parked_keys (subscription, key, reason, error, since) values ($1, $2, $3, $4, $5)
           on conflict (subscription, key) do nothing""",
        subscription,
        parking_key(received),
        reason,
        error,
        at,
    )
    await queue(tx, subscription, received, at=at, message=message)


async def queue(tx: Tx, subscription: str, received: Received, *, at: datetime, message: UUID) -> None:
    """Keep the message behind its parked key; the same message again changes nothing."""
    headers = dict(received.headers)
    status = await tx.raw.execute(
        """insert into parked (id, subscription, key, fingerprint, topic, message_key, headers, value, type, parked_at)
           values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10) on conflict (subscription, fingerprint) do nothing""",
        message,
        subscription,
        parking_key(received),
        _fingerprint(received),
        received.topic,
        received.key,
        {name: text.replace("\x00", "�") for name, text in headers.items()},
        received.value,
        headers.get("ce_type", "").replace("\x00", "�") or None,
        at,
    )
    if status == "INSERT 0 1":
        await tx.raw.execute(
            "update parked_keys set queued = queued + 1 where subscription = $1 and key = $2", subscription, parking_key(received)
        )


def _fingerprint(received: Received) -> bytes:
    """The same message redelivered has the same bytes; messages without an event id differ by their place too."""
    place = received.headers.get("ce_id") or f"{received.partition}/{received.offset}"
    parts = (received.topic.encode(), (received.key or "").encode(), place.encode(errors="replace"), received.value or b"")
    return hashlib.sha256(b"\x1f".join(parts)).digest()


async def waiting(tx: Tx, subscription: str, key: str) -> list[Parked]:
    """The key's messages in the order they came."""
    rows = await tx.raw.fetch(
        "select * from parked where subscription = $1 and key = $2 and state = 'waiting' order by id", subscription, key
    )
    return [Parked(id=row["id"], received=_received(row)) for row in rows]


def _received(row: Row) -> Received:
    return Received(
        topic=row["topic"], partition=0, offset=0, key=row["message_key"], value=row["value"], headers=dict(row["headers"])
    )


async def settle(
    tx: Tx, message: UUID, state: Literal["handled", "skipped"], *, at: datetime, by: str, reason: str | None = None
) -> None:
    await tx.raw.execute(
        "update parked set state = $2, settled_at = $3, settled_by = $4, settled_reason = $5 where id = $1",
        message,
        state,
        at,
        by,
        reason,
    )
    await tx.raw.execute(
        """update parked_keys k set queued = queued - 1 from parked p
           where p.id = $1 and k.subscription = p.subscription and k.key = p.key""",
        message,
    )


async def still_parked(tx: Tx, subscription: str, key: str, *, reason: Reason, error: str) -> None:
    """Another attempt failed: say why now."""
    await tx.raw.execute(
        "update parked_keys set attempts = attempts + 1, reason = $3, error = $4 where subscription = $1 and key = $2",
        subscription,
        key,
        reason,
        error,
    )


async def free(tx: Tx, subscription: str, key: str) -> None:
    """Nothing waits any more: the key flows again."""
    await tx.raw.execute("delete from parked_keys where subscription = $1 and key = $2", subscription, key)


async def parked_list(tx: Tx, *, limit: int, offset: int) -> tuple[list[dict[str, Any]], int]:
    """Parked keys, oldest first, each with its first waiting message's id and type; and how many there are."""
    rows = await tx.raw.fetch(
        """select f.id, k.subscription, k.key, k.reason, k.error, k.since, k.attempts, k.queued, f.topic, f.type, f.headers
           from parked_keys k
           cross join lateral (select id, topic, type, headers from parked p where p.subscription = k.subscription
                               and p.key = k.key and p.state = 'waiting' order by id limit 1) f
           order by k.since, k.subscription, k.key limit $1 offset $2""",
        limit,
        offset,
    )
    total: int = await tx.raw.fetchval("select count(*) from parked_keys")
    return [dict(row) for row in rows], total


async def parked_key(tx: Tx, message: UUID) -> tuple[str, str]:
    """(subscription, key) of a waiting message. Raises NotFound."""
    row = await tx.raw.fetchrow("select subscription, key from parked where id = $1 and state = 'waiting'", message)
    if row is None:
        raise NotFound("parked message", message)
    return row["subscription"], row["key"]
