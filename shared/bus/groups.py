"""Consumer groups of the local bus: who has which partition, what was given to whom, and what is left to handle."""

import asyncio
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import islice

from shared.bus import Partition, Received, Topic


class Delivery:
    """One call of `publish`: how many (message, group) pairs are left to handle."""

    def __init__(self) -> None:
        self.left = 0
        self._end = asyncio.get_running_loop().create_future()

    def add(self) -> None:
        self.left += 1

    def one_done(self) -> None:
        self.left -= 1
        if self.left == 0 and not self._end.done():
            self._end.set_result(None)

    def fail(self, error: Exception) -> None:
        if not self._end.done():
            self._end.set_exception(error)

    async def handled(self) -> None:
        if self.left:
            await self._end


@dataclass(frozen=True, slots=True, eq=False)
class Entry:
    received: Received
    delivery: Delivery


class Queue:
    """What one group has still to handle of one partition: first the given, then the waiting, in order."""

    def __init__(self) -> None:
        self._given: dict[int, Entry] = {}
        self._waiting: dict[int, Entry] = {}
        self.owner: Member | None = None

    @property
    def waiting(self) -> int:
        return len(self._waiting)

    def put(self, entry: Entry) -> None:
        self._waiting[entry.received.offset] = entry
        if self.owner is not None:
            self.owner.stirred.set()

    def take(self, limit: int) -> list[Received]:
        taken = dict(islice(self._waiting.items(), limit))
        for offset in taken:
            del self._waiting[offset]
        self._given |= taken
        return [entry.received for entry in taken.values()]

    def done(self, offset: int) -> None:
        """Also from a member that has lost the partition: the effect is committed, whoever did it."""
        entry = self._given.pop(offset, None) or self._waiting.pop(offset, None)
        if entry is not None:
            entry.delivery.one_done()

    def withdraw(self, delivery: Delivery) -> None:
        self._waiting = {offset: entry for offset, entry in self._waiting.items() if entry.delivery is not delivery}

    def assign(self, owner: "Member | None") -> None:
        """A new owner gets everything again that the old one had not finished."""
        if owner is self.owner:
            return
        self._waiting = self._given | self._waiting
        self._given = {}
        self.owner = owner


class Member:
    def __init__(self, topics: Mapping[str, Topic]) -> None:
        self.topics = topics
        self.queues: list[Queue] = []
        self.stirred = asyncio.Event()
        self.stopped = False
        self._turn = 0

    def take(self, limit: int) -> list[Received]:
        """From every partition in turn, beginning with another each time: a busy one does not starve the rest."""
        self._turn += 1
        taken: list[Received] = []
        for queue in self._in_turn():
            taken += queue.take(limit - len(taken))
        return taken

    def _in_turn(self) -> Iterator[Queue]:
        first = self._turn % max(len(self.queues), 1)
        yield from self.queues[first:]
        yield from self.queues[:first]


class Group:
    """One consumer group: its members share its partitions, each partition to one member."""

    def __init__(self) -> None:
        self._queues: dict[Partition, Queue] = {}
        self._members: list[Member] = []

    def put(self, partition: Partition, entry: Entry) -> None:
        self._queue(partition).put(entry)

    def withdraw(self, delivery: Delivery) -> None:
        for queue in self._queues.values():
            queue.withdraw(delivery)

    def done(self, batch: Sequence[Received]) -> None:
        for message in batch:
            if queue := self._queues.get((message.topic, message.partition)):
                queue.done(message.offset)

    def join(self, member: Member) -> None:
        for topic in member.topics.values():
            for number in range(topic.partitions):
                self._queue((topic.name, number))
        self._members.append(member)
        self._share()

    def leave(self, member: Member) -> None:
        member.stopped = True
        member.stirred.set()
        if member in self._members:
            self._members.remove(member)
            self._share()

    def forget(self) -> None:
        for member in tuple(self._members):
            self.leave(member)
        self._queues.clear()

    def _queue(self, partition: Partition) -> Queue:
        return self._queues.setdefault(partition, Queue())

    def _share(self) -> None:
        for member in self._members:
            member.queues = []
        for (topic, number), queue in sorted(self._queues.items(), key=lambda item: item[0]):
            members = [member for member in self._members if topic in member.topics]
            owner = members[number % len(members)] if members else None
            queue.assign(owner)
            if owner is not None:
                owner.queues.append(queue)
                owner.stirred.set()
