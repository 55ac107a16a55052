"""The bus port: what travels between services, and what an adapter must promise.

`KafkaBus` and `LocalBus` pass the same contract suite (tests/shared/bus). Delivery is at least once, in order per key;
effects become exactly once in `shared.subscriptions`.
"""

from collections.abc import Awaitable, Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Protocol

Partition = tuple[str, int]
"""(topic, partition number)"""

Positions = Callable[[Sequence[Partition]], Awaitable[Mapping[Partition, int]]]
"""Asked when partitions are assigned: the next offset to read of each; a partition that is left out is read from its start."""


@dataclass(frozen=True)
class Topic:
    """One topic: how many partitions, and the consumer groups that read it. Retention is unlimited, so it can be replayed.

    The number of partitions never changes: it decides which partition a key is in, and with it the order per key.
    """

    name: str
    partitions: int
    readers: tuple[str, ...] = ()


class BusError(Exception):
    """The bus did not do what was asked; the text says why. May be tried again with the same input."""


class UnknownTopic(BusError):  # noqa: N818 - what is the matter, not that something is
    """No such topic on this bus: it is not in the catalogue, or nobody has created it yet."""

    def __init__(self, topic: str) -> None:
        super().__init__(f"the bus has no topic {topic!r}")
        self.topic = topic


class BusStopped(BusError):  # noqa: N818
    """The bus, or this consumer, was stopped (or never started)."""


@dataclass(frozen=True, kw_only=True)
class Message:
    """One message to publish: `key` decides the partition; headers are CloudEvents attributes (`ce_…`), UTF-8."""

    topic: str
    key: str
    value: bytes
    headers: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, kw_only=True)
class Received:
    """One message as it came. `key`, `value` and headers can be anything that somebody managed to send."""

    topic: str
    partition: int
    offset: int
    key: str | None
    value: bytes | None
    headers: Mapping[str, str] = field(default_factory=dict)


class Consumer(Protocol):
    """One member of a consumer group."""

    async def start(self) -> None:
        """Join the group; returns once joined, or raises `BusError`: then it may be called again."""

    async def batch(self, *, wait: float, limit: int = 500) -> list[Received]:
        """Up to `limit` messages, in order per partition; empty when none came within about `wait` seconds.

        Faults of the bus are logged and mended, and give an empty batch. Raises what `positions` raised, and `BusStopped`.
        May be cancelled: nothing is lost by it.
        """

    async def done(self, batch: Sequence[Received]) -> None:
        """The batch's effects are committed. LocalBus lets its publisher go on; Kafka needs nothing."""

    async def lag(self) -> int:
        """Messages in the assigned partitions that `batch` has not given yet."""

    async def stop(self) -> None:
        """Leave the group."""


class Bus(Protocol):
    """Publish in order, and make consumers. `start` and `stop` are the adapter's own connections."""

    async def start(self) -> None: ...

    async def stop(self) -> None: ...

    async def publish(self, messages: Sequence[Message]) -> None:
        """Publish in the given order per key; returns when all are safe (acknowledged), raises `BusError` otherwise.

        Safe means: on Kafka, acknowledged by all in-sync replicas; on the local bus, handled (or parked) by every group.
        After an error or a cancellation some may have gone out: publish the same again, from the first on.
        """

    def consumer(self, group: str, topics: Sequence[str], positions: Positions) -> Consumer: ...

    async def ready(self) -> bool:
        """Whether the bus answers now; says so within a few seconds."""
