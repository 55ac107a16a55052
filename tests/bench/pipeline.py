"""From a commit in intake to the row in metrics' read model, through a real Kafka, beside a plain producer and consumer.

Intake's relay runs in this process, metrics is a process of its own. First everything at once (how many events a second), then a
steady stream (how long each takes). The peer does the same with the same bytes, on the same broker: aiokafka's idempotent
producer, and a consumer that does nothing with what it reads; no database on either side.
"""

import asyncio
import contextlib
import statistics
import time
from collections.abc import AsyncIterator, Iterable, Sequence
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import dataclass
from itertools import islice
from uuid import UUID

import asyncpg
from aiokafka import AIOKafkaConsumer, AIOKafkaProducer, ConsumerRecord

from deploy.kafka import Broker
from deploy.postgres import Cluster
from services.intake import streams
from services.intake.app import definition
from shared.bus import Topic
from shared.bus.kafka import KafkaBus, create_topics
from shared.clock import SystemClock, stockholm
from shared.contracts.catalogue import INTAKE
from shared.ids import new_id
from shared.service import Service
from shared.settings import Settings
from tests.bench import cases, processes, setting
from tests.harness import Databases

AT_ONCE, A_COMMIT = 3_000, 50
STEADY, A_SECOND = 500, 100
LOOK = 0.002
PATIENCE = 120
PEER = Topic(name="sius.bench-peer.v1", partitions=INTAKE.partitions)

Moments = dict[UUID, float]
"""When something happened to a case (seconds of `time.perf_counter`)."""


@dataclass(frozen=True, kw_only=True)
class Run:
    """One way there: when each case set out and when it arrived."""

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


async def main(cluster: Cluster) -> None:
    databases = Databases(cluster)
    intake, metrics = await databases.of("intake"), await databases.of("metrics")
    async with AsyncExitStack() as stack:
        issuer = await stack.enter_async_context(setting.issuer())
        broker = await stack.enter_async_context(processes.broker())
        await stack.enter_async_context(processes.serving(metrics, issuer, broker))
        pipeline = await stack.enter_async_context(_pipeline(intake, metrics, broker))
        await pipeline.run(1, a_commit=1)  # everybody has joined, connected and compiled
        at_once = await pipeline.run(AT_ONCE, a_commit=A_COMMIT)
        steady = await pipeline.run(STEADY, a_commit=1, every=1 / A_SECOND)
        peer = await stack.enter_async_context(_peer(broker))
        await peer.run(islice(peer.records, 1))
        _say(at_once, steady, await peer.run(peer.records[:AT_ONCE]), await peer.run(peer.records[:STEADY], every=1 / A_SECOND))


def _say(at_once: Run, steady: Run, peer_at_once: Run, peer_steady: Run) -> None:
    print(f"  {AT_ONCE} cases at once      {at_once.rate:6.0f} events/s   producer to consumer {peer_at_once.rate:6.0f} events/s", end="")
    print(f"   {at_once.rate / peer_at_once.rate:4.2f} of the peer")
    for name, delay, of_peer in zip(("median", "90th percentile"), steady.delays, peer_steady.delays, strict=True):
        print(
            f"  {A_SECOND} a second, {name:15} {delay:5.1f} ms   producer to consumer {of_peer:5.1f} ms   {delay / of_peer:4.1f} times the peer"
        )
