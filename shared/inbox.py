"""What a subscription has seen: offsets and last versions in the consumer's own database, written with the effect.

`version <= last` is a duplicate; `previous > last` is a gap. Both are judged per stream, so they hold whatever the bus's
offsets do (a rebuilt cluster, the in-process bus after a restart).
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from pydantic import ValidationError

from shared.bus import Partition, Received
from shared.contracts.base import Contract
from shared.db import Tx

DDL = (
    """create table inbox_offsets (
        subscription text not null, topic text not null, partition integer not null, next_offset bigint not null,
        primary key (subscription, topic, partition)
    )""",
    """create table inbox_versions (
        subscription text not null, stream text not null, version integer not null, primary key (subscription, stream)
    )""",
)

LAST = "select stream, version from inbox_versions where subscription = $1 and stream = any($2::text[])"
SEEN = """
insert into inbox_versions (subscription, stream, version)
select $1, * from unnest($2::text[], $3::integer[])
on conflict (subscription, stream) do update set version = excluded.version
"""
OFFSETS = """
insert into inbox_offsets (subscription, topic, partition, next_offset)
select $1, * from unnest($2::text[], $3::integer[], $4::bigint[])
on conflict (subscription, topic, partition) do update set next_offset = excluded.next_offset
"""


@dataclass(frozen=True, kw_only=True, slots=True)
class Delivery:
    """A published event as it arrived, decoded. `previous` is the version its stream published before this one (0: none)."""

    contract: Contract
    event_id: UUID
    stream: str
    version: int
    previous: int
    recorded_at: datetime
    correlation: str


class Malformed(Exception):  # noqa: N818
    """The message is not a published event: `reason` is malformed or unknown-type."""

    def __init__(self, reason: str, what: str) -> None:
        super().__init__(what)
        self.reason = reason


def decode(received: Received, contracts: Mapping[str, type[Contract]]) -> Delivery:
    """The message as a delivery. Raises Malformed; the text never repeats the message's content."""
    headers = received.headers
    try:
        contract_type = contracts.get(headers["ce_type"])
        if contract_type is None:
            raise Malformed("unknown-type", "The event type is unknown to this version of the service.")
        return Delivery(
            contract=contract_type.model_validate_json(received.value or b""),
            event_id=UUID(headers["ce_id"]),
            stream=headers["ce_subject"],
            version=int(headers["ce_sequence"]),
            previous=int(headers["ce_previous"]),
            recorded_at=datetime.fromisoformat(headers["ce_time"]),
            correlation=headers.get("ce_correlationid", headers["ce_id"]),
        )
    except KeyError as error:
        raise Malformed("malformed", f"The header {error.args[0]} is missing.") from error
    except ValidationError as error:
        places = sorted({"/".join(map(str, fault["loc"])) or "body" for fault in error.errors(include_input=False)})
        raise Malformed("malformed", f"The body does not fit its contract at: {', '.join(places)}.") from error
    except ValueError as error:
        raise Malformed("malformed", "A header has no valid value.") from error


async def last_versions(tx: Tx, subscription: str, streams: Iterable[str]) -> dict[str, int]:
    """Stream → the last version whose effect is committed."""
    rows = await tx.raw.fetch(LAST, subscription, list(set(streams)))
    return {row["stream"]: row["version"] for row in rows}


async def remember_versions(tx: Tx, subscription: str, versions: Mapping[str, int]) -> None:
    if versions:
        ordered = sorted(versions.items())  # one lock order for everyone
        await tx.raw.execute(SEEN, subscription, [stream for stream, _ in ordered], [version for _, version in ordered])


async def remember_offsets(tx: Tx, subscription: str, batch: Sequence[Received]) -> None:
    ends = {(received.topic, received.partition): received.offset + 1 for received in batch}
    places = sorted(ends)
    await tx.raw.execute(
        OFFSETS,
        subscription,
        [topic for topic, _ in places],
        [partition for _, partition in places],
        [ends[place] for place in places],
    )


async def positions(tx: Tx, subscription: str, partitions: Sequence[Partition]) -> dict[Partition, int]:
    """The next offset to read of each partition that this subscription has read before."""
    rows = await tx.raw.fetch("select topic, partition, next_offset from inbox_offsets where subscription = $1", subscription)
    known = {(row["topic"], row["partition"]): row["next_offset"] for row in rows}
    return {partition: known[partition] for partition in partitions if partition in known}
