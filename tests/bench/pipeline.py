"""From a commit in intake to the row in metrics' read model, through a real Kafka, beside a plain producer and consumer.

Intake's relay runs in this process, metrics is a process of its own. First many cases in one commit (how many events a second),
then a steady stream of commits (how long each takes; the table is looked at every other millisecond). The peer passes the same
bytes over the same broker: aiokafka's idempotent producer and a consumer that does nothing with them, without a database.
"""

import asyncio
import logging
import time
from collections.abc import AsyncIterator, Sequence
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import dataclass
from uuid import UUID

import asyncpg

from deploy.kafka import Broker
from deploy.postgres import Cluster
from services.intake import streams
from services.intake.app import definition
from shared.bus.kafka import KafkaBus, create_topics
from shared.clock import SystemClock, stockholm
from shared.contracts.catalogue import INTAKE
from shared.eventstore import START, Meta
from shared.ids import new_id
from shared.logging import configure
from shared.service import Service
from shared.settings import Settings
from tests.bench import cases, processes, setting
from tests.bench.passage import PATIENCE, PEER, Moments, Passage, paced, peer, read_all
from tests.harness import Databases

AT_ONCE, STEADY, A_SECOND = 3_000, 500, 100
LOOK = 0.002

ARRIVED = """
select r.era, r.txid::text::bigint as txid, r.position, c.case_id
from received r join cases c on c.case_id = (r.data ->> 'case')::uuid
where (r.era, r.txid, r.position) > ($1, $2::text::xid8, $3)
order by r.era, r.txid, r.position
"""


async def main(cluster: Cluster) -> None:
    configure("bench", "ERROR")
    logging.getLogger("aiokafka").setLevel("ERROR")  # it warns of a broker that has only just started
    databases = Databases(cluster)
    intake, metrics = await databases.of("intake"), await databases.of("metrics")
    async with AsyncExitStack() as stack:
        issuer = await stack.enter_async_context(setting.issuer())
        broker = await stack.enter_async_context(processes.broker())
        await create_topics(broker.bootstrap, [PEER])
        await stack.enter_async_context(processes.serving(metrics, issuer, broker))
        pipeline = await stack.enter_async_context(_pipeline(intake, metrics, broker))
        await pipeline.at_once(1)  # everybody has joined, connected and compiled
        at_once, steady = await pipeline.at_once(AT_ONCE), await pipeline.steady(STEADY)
        plain = await stack.enter_async_context(peer(broker.bootstrap))
        records = await read_all(broker.bootstrap, INTAKE)
        await plain.run(records[:1])
        _say_rate(at_once, await plain.run(records[:AT_ONCE]))
        _say_delay(steady, await plain.run(records[:STEADY], A_SECOND))


def _say_rate(ours: Passage, plain: Passage) -> None:
    print(
        f"  {AT_ONCE} at once   {ours.rate:6.0f} events/s   plain {plain.rate:6.0f} events/s   "
        f"{ours.rate / plain.rate:4.2f} of the plain producer and consumer"
    )


def _say_delay(ours: Passage, plain: Passage) -> None:
    for name, delay, least in zip(("median", "90th percentile"), ours.delays, plain.delays, strict=True):
        print(
            f"  {A_SECOND} a second   {name:15} {delay:6.1f} ms   plain {least:6.1f} ms   "
            f"{delay / least:4.1f} times the plain producer and consumer"
        )


@dataclass(kw_only=True)
class _Pipeline:
    """Intake with its relay, and a look at metrics' tables."""

    intake: Service
    metrics: asyncpg.Connection
    seen: Sequence[int] = START

    async def at_once(self, number: int) -> Passage:
        """So many cases, committed together."""
        arriving = asyncio.create_task(self._arrivals(number))
        started = [new_id() for _ in range(number)]
        await self._commit(started)
        now = time.perf_counter()
        return Passage(left={str(case): now for case in started}, arrived=await asyncio.wait_for(arriving, PATIENCE))

    async def steady(self, number: int) -> Passage:
        """So many cases, each committed by itself."""
        arriving = asyncio.create_task(self._arrivals(number))
        left: Moments = {}
        async for case in paced([new_id() for _ in range(number)], A_SECOND):
            await self._commit([case])
            left[str(case)] = time.perf_counter()
        return Passage(left=left, arrived=await asyncio.wait_for(arriving, PATIENCE))

    async def _commit(self, started: Sequence[UUID]) -> None:
        now = self.intake.clock.now()
        meta = Meta(by="bench", recorded_at=now, correlation="bench-pipeline")
        async with self.intake.database.transaction() as tx:
            for case in started:
                await self.intake.store.append(
                    tx, streams.case(case), [cases.started(case, stockholm(now))], expected=0, meta=meta
                )
            tx.after_commit(self.intake.wake)

    async def _arrivals(self, expected: int) -> Moments:
        arrived: Moments = {}
        while len(arrived) < expected:
            rows = await self.metrics.fetch(ARRIVED, self.seen[0], str(self.seen[1]), self.seen[2])
            now = time.perf_counter()
            arrived |= {str(row["case_id"]): now for row in rows}
            self.seen = rows[-1][:3] if rows else self.seen
            await asyncio.sleep(LOOK)
        return arrived


@asynccontextmanager
async def _pipeline(intake: Settings, metrics: Settings, broker: Broker) -> AsyncIterator[_Pipeline]:
    bus = KafkaBus(broker.bootstrap, "sius-intake")
    await bus.start()
    looking = await asyncpg.connect(metrics.database_url)
    try:
        async with Service(definition, intake, bus=bus, clock=SystemClock()).running() as service:
            yield _Pipeline(intake=service, metrics=looking)
    finally:
        await looking.close()
        await bus.stop()
