"""Both adapters, each behind the same fixture."""

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager

import pytest

from deploy.kafka import Broker
from shared.bus import Bus, Topic
from shared.bus.kafka import KafkaBus, Timing, create_topics
from shared.bus.local import LocalBus

QUICK = Timing(delivery=30.0, request=8.0, heartbeat=0.1, session=6.0)

BusFor = Callable[..., Awaitable[Bus]]
KafkaFor = Callable[..., Awaitable[KafkaBus]]


@asynccontextmanager
async def kafka_buses(broker: Broker) -> AsyncIterator[KafkaFor]:
    made: list[KafkaBus] = []

    async def make(*topics: Topic, timing: Timing = QUICK) -> KafkaBus:
        await create_topics(broker.bootstrap, topics)
        bus = KafkaBus(broker.bootstrap, "test", timing=timing)
        await bus.start()
        made.append(bus)
        return bus

    yield make
    await asyncio.gather(*(bus.stop() for bus in made))


@asynccontextmanager
async def local_buses() -> AsyncIterator[BusFor]:
    made: list[LocalBus] = []

    async def make(*topics: Topic) -> LocalBus:
        bus = LocalBus(topics)
        await bus.start()
        made.append(bus)
        return bus

    yield make
    await asyncio.gather(*(bus.stop() for bus in made))


@pytest.fixture
async def kafka_for(broker: Broker) -> AsyncIterator[KafkaFor]:
    """Makes a started KafkaBus on which the given topics exist."""
    async with kafka_buses(broker) as make:
        yield make


@pytest.fixture(params=["local", "kafka"])
async def bus_for(request: pytest.FixtureRequest) -> AsyncIterator[BusFor]:
    """Makes a started bus of either kind, on which the given topics exist."""
    # the broker is asked for by name, so that the local half runs without starting it
    buses = kafka_buses(request.getfixturevalue("broker")) if request.param == "kafka" else local_buses()
    async with buses as make:
        yield make
