"""The bus inside one process: for the embedded run and for fast tests. Same promises as Kafka, no storage.

Because nothing is stored, `publish` returns only when every group that reads the topic has called `done`: the relay's
checkpoint moves only then. If the process dies, whatever was not done is still before the checkpoint and is published
again. For the same reason positions are never asked: an offset counts messages of this process only, and one that an
earlier process saved names nothing here.
"""

import asyncio
import zlib
from collections.abc import Iterable, Mapping, Sequence

from shared.bus import BusStopped, Message, Partition, Positions, Received, Topic, UnknownTopic
from shared.bus.groups import Delivery, Entry, Group, Member


class LocalBus:
    """Every topic is declared with the groups that read it: `publish` waits for a group that has not joined yet."""

    def __init__(self, topics: Iterable[Topic]) -> None:
        self._topics = {topic.name: topic for topic in topics}
        self._groups = {reader: Group() for topic in self._topics.values() for reader in topic.readers}
        self._ends: dict[Partition, int] = {}
        self._waiting: set[Delivery] = set()
        self._running = False

    async def start(self) -> None:
        self._running = True

    async def stop(self) -> None:
        """Publishers that wait get `BusStopped`; consumers that wait get an empty batch."""
        self._running = False
        for delivery in tuple(self._waiting):
            delivery.fail(BusStopped("the bus was stopped before every group had handled the messages"))
        for group in self._groups.values():
            group.forget()

    async def ready(self) -> bool:
        return self._running

    async def publish(self, messages: Sequence[Message]) -> None:
        """Wait, without limit, until every group of the topic has handled every message."""
        if not self._running:
            raise BusStopped("the bus is not started")
        topics = [self._topic(message.topic) for message in messages]
        delivery = Delivery()
        for topic, message in zip(topics, messages, strict=True):
            self._put(topic, message, delivery)
        self._waiting.add(delivery)
        try:
            await delivery.handled()
        finally:
            self._waiting.discard(delivery)
            self._withdraw(delivery)

    def consumer(self, group: str, topics: Sequence[str], positions: Positions) -> "LocalConsumer":
        """A member-to-be of `group`, which must be declared as a reader of each topic (else ValueError)."""
        del positions
        for name in topics:
            if group not in self._topic(name).readers:
                raise ValueError(f"{group!r} is not declared as a reader of {name!r}: its publisher would not wait for it")
        return LocalConsumer(self, self._groups[group], {name: self._topics[name] for name in topics})

    @property
    def running(self) -> bool:
        return self._running

    def _topic(self, name: str) -> Topic:
        try:
            return self._topics[name]
        except KeyError:
            raise UnknownTopic(name) from None

    def _put(self, topic: Topic, message: Message, delivery: "Delivery") -> None:
        partition = (topic.name, zlib.crc32(message.key.encode()) % topic.partitions)
        offset = self._ends.get(partition, 0)
        self._ends[partition] = offset + 1
        received = Received(
            topic=topic.name,
            partition=partition[1],
            offset=offset,
            key=message.key,
            value=message.value,
            headers=dict(message.headers),
        )
        for reader in topic.readers:
            delivery.add()
            self._groups[reader].put(partition, Entry(received, delivery))

    def _withdraw(self, delivery: "Delivery") -> None:
        """Take back what no group has been given: its publisher has gone and will publish it again."""
        if delivery.left:
            for group in self._groups.values():
                group.withdraw(delivery)


class LocalConsumer:
    """One member of a group of a `LocalBus`."""

    def __init__(self, bus: LocalBus, group: "Group", topics: Mapping[str, Topic]) -> None:
        self._bus = bus
        self._group = group
        self._topics = topics
        self._member: Member | None = None

    async def start(self) -> None:
        if not self._bus.running:
            raise BusStopped("the bus is not started")
        if self._member is None or self._member.stopped:
            self._member = Member(self._topics)
            self._group.join(self._member)

    async def batch(self, *, wait: float, limit: int = 500) -> list[Received]:
        member = self._joined()
        try:
            async with asyncio.timeout(wait):
                while not member.stopped:
                    if messages := member.take(limit):
                        return messages
                    member.stirred.clear()
                    await member.stirred.wait()
        except TimeoutError:
            pass
        return []

    async def done(self, batch: Sequence[Received]) -> None:
        self._group.done(batch)

    async def lag(self) -> int:
        return sum(queue.waiting for queue in self._member.queues) if self._member else 0

    async def stop(self) -> None:
        """Leave the group; what was not `done` goes to the members that stay, or to the next that joins."""
        if self._member is not None:
            self._group.leave(self._member)
            self._member = None

    def _joined(self) -> "Member":
        if self._member is None or self._member.stopped:
            raise BusStopped("the consumer is not started")
        return self._member
