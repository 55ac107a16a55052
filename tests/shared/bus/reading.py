"""How the tests publish and read: small, and with the positions kept outside the bus, as services keep them."""

import asyncio
import secrets
from collections.abc import AsyncIterator, Iterable, Mapping, Sequence
from contextlib import asynccontextmanager
from typing import Self

from shared.bus import Bus, Message, Partition, Received, Topic

SOON = 40.0
WAIT = 0.3


def a_topic(*, partitions: int = 6, readers: tuple[str, ...] = ("cases",)) -> Topic:
    """A topic that no other test uses, nor its groups."""
    mark = secrets.token_hex(4)
    return Topic(f"test.{mark}", partitions, tuple(f"{reader}-{mark}" for reader in readers))


def messages(topic: Topic, keys: int = 12, each: int = 5, start: int = 0) -> list[Message]:
    """`each` messages for every key, mixed; the value tells key and number, so that order can be seen."""
    return [
        Message(topic=topic.name, key=f"case-{key}", value=f"case-{key}:{number}".encode())
        for number in range(start, start + each)
        for key in range(keys)
    ]


def values(received: Iterable[Message | Received]) -> list[str]:
    return [(message.value or b"").decode() for message in received]


def first_seen_by_key(received: Iterable[Received]) -> dict[str, list[int]]:
    """Per key the numbers in the order in which each was first seen: what is left when duplicates are dropped."""
    seen: dict[str, list[int]] = {}
    for value in values(received):
        key, number = value.split(":")
        numbers = seen.setdefault(key, [])
        if int(number) not in numbers:
            numbers.append(int(number))
    return seen


def in_order(keys: int, each: int) -> dict[str, list[int]]:
    return {f"case-{key}": list(range(each)) for key in range(keys)}


class Reader:
    """One member of a group. Members of one group are given the same `saved`, as they share a database."""

    def __init__(self, bus: Bus, topic: Topic, *, group: int = 0, saved: dict[Partition, int] | None = None) -> None:
        self.saved: dict[Partition, int] = {} if saved is None else saved
        self.handled: list[Received] = []
        self.consumer = bus.consumer(topic.readers[group], [topic.name], self._positions)

    async def __aenter__(self) -> Self:
        await self.consumer.start()
        return self

    async def __aexit__(self, *_: object) -> None:
        await self.consumer.stop()

    async def take(self, *, limit: int = 500) -> list[Received]:
        """The next batch that is not empty."""
        async with asyncio.timeout(SOON):
            while True:
                if batch := await self.consumer.batch(wait=WAIT, limit=limit):
                    return batch

    async def keep(self, batch: Sequence[Received]) -> None:
        self.handled += batch
        self.saved |= {(message.topic, message.partition): message.offset + 1 for message in batch}
        await self.consumer.done(batch)

    async def read(self, wanted: Iterable[str]) -> list[Received]:
        """Handle batches until every wanted value has been handled (by this member)."""
        missing = set(wanted) - set(values(self.handled))
        async with asyncio.timeout(SOON):
            while missing:
                batch = await self.consumer.batch(wait=WAIT)
                await self.keep(batch)
                missing -= set(values(batch))
        return self.handled

    async def _positions(self, partitions: Sequence[Partition]) -> Mapping[Partition, int]:
        return {partition: self.saved[partition] for partition in partitions if partition in self.saved}


async def read_together(readers: Sequence[Reader], wanted: Iterable[str]) -> None:
    """Several members read side by side until all that is wanted has been handled by one or another."""
    missing = set(wanted)

    async def one(reader: Reader) -> None:
        while missing:
            batch = await reader.consumer.batch(wait=WAIT)
            await reader.keep(batch)
            missing.difference_update(values(batch))

    async with asyncio.timeout(SOON):
        await asyncio.gather(*(one(reader) for reader in readers))


@asynccontextmanager
async def publishing(bus: Bus, sent: Sequence[Message]) -> AsyncIterator[None]:
    """Publish while the body reads: on the local bus `publish` returns only when the groups have handled all."""
    task = asyncio.create_task(bus.publish(sent))
    try:
        yield
        async with asyncio.timeout(SOON):
            await task
    finally:
        task.cancel()
        await asyncio.gather(task, return_exceptions=True)
