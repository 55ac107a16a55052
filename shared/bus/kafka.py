"""The bus on Apache Kafka, through aiokafka.

A service must start, and its commands must work, while Kafka is down. So `start` connects to nothing: the producer
connects at the first `publish`, and again after any failure; what is not published waits in the event store.
"""

import asyncio
import contextlib
import logging
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from aiokafka import AIOKafkaProducer
from aiokafka.client import AIOKafkaClient
from aiokafka.errors import KafkaError

from shared.bus import BusError, BusStopped, Message, Positions, UnknownTopic
from shared.bus.kafka_consumer import KafkaConsumer
from shared.bus.kafka_link import Link, Timing, security_of
from shared.bus.kafka_topics import create_topics

__all__ = ["KafkaBus", "Timing", "create_topics", "security_of"]

log = logging.getLogger(__name__)

BATCH_BYTES = 256 * 1024
RECORD_BYTES = 100
LENGTH_BYTES = 5
CLOSING = 5.0


class KafkaBus:
    """One process's producer, and a maker of consumers.

    `security` goes to aiokafka as it is: security_protocol, ssl_context, sasl_mechanism, ….
    """

    def __init__(
        self, bootstrap: str, client_id: str, *, timing: Timing | None = None, security: Mapping[str, Any] | None = None
    ) -> None:
        self._link = Link(bootstrap=bootstrap, client_id=client_id, timing=timing or Timing(), security=security or {})
        self._producer: AIOKafkaProducer | None = None
        self._one_at_a_time = asyncio.Lock()
        self._closing: set[asyncio.Task[None]] = set()
        self._running = False

    async def start(self) -> None:
        self._running = True

    async def stop(self) -> None:
        """Close the producer. A `publish` under way raises; consumers are stopped by those who made them."""
        self._running = False
        self._discard()
        if self._closing:
            await asyncio.wait(self._closing)

    async def publish(self, messages: Sequence[Message]) -> None:
        """Idempotent, acknowledged by all in-sync replicas, in order per key.

        aiokafka retries what can be retried, for an idempotent producer without end; after `Timing.delivery` the producer
        is thrown away and `BusError` raised. What it had sent may still arrive, and arrives again when the caller tries
        again: every producer sends the same order from the same start, so the first copies are always in order.
        """
        if not messages:
            return
        # One at a time: a producer that fails takes down everything it holds, which must be one caller's only.
        async with self._one_at_a_time:
            try:
                async with asyncio.timeout(self._link.timing.delivery):
                    await self._deliver(messages)
            except BaseException as error:
                self._discard()
                if isinstance(error, KafkaError | OSError | TimeoutError):
                    raise BusError(f"{len(messages)} messages were not all published: {error!r}") from error
                raise

    def consumer(self, group: str, topics: Sequence[str], positions: Positions) -> KafkaConsumer:
        return KafkaConsumer(self._link, group, topics, positions)

    async def ready(self) -> bool:
        client = AIOKafkaClient(**self._link.options(request=self._link.timing.probe))
        try:
            async with asyncio.timeout(self._link.timing.probe):
                await client.bootstrap()
        except (KafkaError, OSError, TimeoutError):
            return False
        else:
            return True
        finally:
            await client.close()

    async def _deliver(self, messages: Sequence[Message]) -> None:
        producer = await self._connected()
        for topic in sorted({message.topic for message in messages}):
            await _require(producer, topic)
        for portion in portions(messages):
            await _send(producer, portion)

    async def _connected(self) -> AIOKafkaProducer:
        if not self._running:
            raise BusStopped("the bus is not started")
        if self._producer is None:
            producer = AIOKafkaProducer(
                # longer than any publish: a batch that aiokafka lets expire by itself leaves a hole in front of the next
                **self._link.options(request=self._link.timing.delivery + 1),
                acks="all",
                enable_idempotence=True,
                max_batch_size=BATCH_BYTES,
            )
            self._producer = producer  # before connecting: whatever happens now, it must be closed
            await producer.start()
        return self._producer

    def _discard(self) -> None:
        if self._producer is not None:
            closing = asyncio.create_task(_close(self._producer))
            self._closing.add(closing)
            closing.add_done_callback(self._closing.discard)
            self._producer = None


def portions(messages: Sequence[Message]) -> Iterator[Sequence[Message]]:
    """Cut so that a portion is one batch per partition.

    If the broker refuses a batch, it would still take the next one of the same partition: nothing may be behind it.
    """
    start = size = 0
    for place, message in enumerate(messages):
        size += _most_bytes(message)
        if size > BATCH_BYTES and place > start:
            yield messages[start:place]
            start, size = place, _most_bytes(message)
    yield messages[start:]


def _most_bytes(message: Message) -> int:
    texts = (message.key, *message.headers.keys(), *message.headers.values())
    return len(message.value) + sum(len(text.encode()) + LENGTH_BYTES for text in texts) + RECORD_BYTES


async def _require(producer: AIOKafkaProducer, topic: str) -> None:
    """Raise at once for an unknown topic, for which aiokafka would wait until its request times out."""
    if producer.client.cluster.partitions_for_topic(topic) is None:
        known = await producer.client.fetch_all_metadata()
        if known.partitions_for_topic(topic) is None:
            raise UnknownTopic(topic)
        await producer.partitions_for(topic)


async def _send(producer: AIOKafkaProducer, portion: Sequence[Message]) -> None:
    """Hand over the whole portion without a pause, so that aiokafka makes one batch of it per partition; wait for all."""
    sent: list[asyncio.Future[object]] = []
    try:
        for message in portion:
            headers = [(name, text.encode()) for name, text in message.headers.items()]
            sent.append(await producer.send(message.topic, value=message.value, key=message.key.encode(), headers=headers))
        await asyncio.gather(*sent)
    finally:
        for future in sent:
            future.cancel()


async def _close(producer: AIOKafkaProducer) -> None:
    """Close without waiting for delivery, as aiokafka's own `stop` would, for ever when the broker is away."""
    with contextlib.suppress(KafkaError, OSError, TimeoutError):
        await asyncio.wait_for(producer._sender.close(), CLOSING)  # noqa: SLF001
    await producer.client.close()
    producer._closed = True  # noqa: SLF001 - else it warns that nobody closed it
