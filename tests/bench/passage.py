"""How long events are under way, and how many pass in a second; and the plain producer and consumer as the measure of it."""

import asyncio
import statistics
import time
from collections.abc import AsyncIterator, Sequence
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import dataclass
from typing import Any

from aiokafka import AIOKafkaConsumer, AIOKafkaProducer, ConsumerRecord, TopicPartition

from shared.bus import Topic
from shared.bus.kafka import BATCH_BYTES
from shared.contracts.catalogue import INTAKE

PATIENCE = 120.0
PEER = Topic(name="sius.bench-peer.v1", partitions=INTAKE.partitions)

Moments = dict[str, float]
"""When something happened to each event, by its case (seconds of `time.perf_counter`)."""


@dataclass(frozen=True, kw_only=True)
class Passage:
    """When each event set out and when it arrived."""

    left: Moments
    arrived: Moments

    @property
    def rate(self) -> float:
        """Events per second, from the first departure to the last arrival."""
        return len(self.left) / (max(self.arrived.values()) - min(self.left.values()))

    @property
    def delays(self) -> tuple[float, float]:
        """Median and 90th percentile, in milliseconds."""
        each = [1000 * (self.arrived[case] - left) for case, left in self.left.items()]
        return statistics.median(each), statistics.quantiles(each, n=10)[-1]


async def paced(items: Sequence[Any], a_second: float | None) -> AsyncIterator[Any]:
    """The items at that rate, or all at once."""
    started = time.perf_counter()
    for place, item in enumerate(items):
        if a_second and (early := started + place / a_second - time.perf_counter()) > 0:
            await asyncio.sleep(early)
        yield item


async def read_all(bootstrap: str, topic: Topic) -> list[ConsumerRecord]:
    """Every record of the topic."""
    async with AIOKafkaConsumer(bootstrap_servers=bootstrap) as consumer:
        partitions = _partitions(topic)
        consumer.assign(partitions)
        await consumer.seek_to_beginning(*partitions)
        missing = sum((await consumer.end_offsets(partitions)).values())
        records: list[ConsumerRecord] = []
        while len(records) < missing:
            records += [record for some in (await consumer.getmany(timeout_ms=200)).values() for record in some]
        return records


@dataclass(frozen=True, kw_only=True)
class Peer:
    """An idempotent producer and a consumer that only looks at the clock; on a topic of their own, with as many partitions."""

    producer: AIOKafkaProducer
    consumer: AIOKafkaConsumer

    async def run(self, records: Sequence[ConsumerRecord], a_second: float | None = None) -> Passage:
        """Send the same keys, values and headers, and receive them."""
        arriving = asyncio.create_task(self._arrivals(len(records)))
        left: Moments = {}
        async for record in paced(records, a_second):
            left[record.key.decode()] = time.perf_counter()
            await self.producer.send(PEER.name, value=record.value, key=record.key, headers=list(record.headers))
        await self.producer.flush()
        return Passage(left=left, arrived=await asyncio.wait_for(arriving, PATIENCE))

    async def _arrivals(self, expected: int) -> Moments:
        arrived: Moments = {}
        while len(arrived) < expected:
            for some in (await self.consumer.getmany(timeout_ms=200)).values():
                now = time.perf_counter()
                arrived |= {record.key.decode(): now for record in some}
        return arrived


@asynccontextmanager
async def peer(bootstrap: str) -> AsyncIterator[Peer]:
    """Connected, and with the service's own size of batches. Its topic is there already."""
    producer = AIOKafkaProducer(bootstrap_servers=bootstrap, acks="all", enable_idempotence=True, max_batch_size=BATCH_BYTES)
    async with AsyncExitStack() as stack:
        await stack.enter_async_context(producer)
        consumer = await stack.enter_async_context(AIOKafkaConsumer(bootstrap_servers=bootstrap))
        consumer.assign(_partitions(PEER))
        await consumer.seek_to_end(*_partitions(PEER))
        yield Peer(producer=producer, consumer=consumer)


def _partitions(topic: Topic) -> list[TopicPartition]:
    return [TopicPartition(topic.name, number) for number in range(topic.partitions)]
