"""Metrics on a real database: as its subscription, its application and its owner reach it."""

from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager

import asyncpg
import pytest

from services.metrics.app import definition
from services.metrics.projections import read_model
from services.metrics.received import Entry
from services.metrics.subjects import metadata
from shared.bus import Received
from shared.bus.local import LocalBus
from shared.clock import MovableClock
from shared.contracts.catalogue import TOPICS
from shared.db import Database, prepare_connection
from shared.inbox import Delivery
from shared.migrations import app_role
from shared.projections import Rebuild
from shared.service import Service
from shared.settings import Settings
from tests.harness import Databases
from tests.metrics.telling import message

TABLES = tuple(table.name for table in metadata.sorted_tables)
EMPTY = f"truncate received, inbox_versions, inbox_offsets, parked, parked_keys, {', '.join(f'read.{name}' for name in TABLES)}"

Content = dict[str, list[tuple[object, ...]]]


class Metrics:
    """The service without its API: what arrives goes through its subscription."""

    def __init__(self, service: Service, owner: asyncpg.Connection) -> None:
        self.service = service
        self.owner = owner

    @property
    def database(self) -> Database:
        return self.service.database

    async def receive(self, deliveries: Sequence[Delivery], *, at_a_time: int = 500) -> None:
        messages = [message(delivery, offset=offset) for offset, delivery in enumerate(deliveries)]
        for first in range(0, len(messages), at_a_time):
            await self.handle(messages[first : first + at_a_time])

    async def handle(self, messages: Sequence[Received]) -> None:
        [subscription] = self.service.subscriptions
        await subscription.handle(messages)

    async def content(self, schema: str = "read") -> Content:
        """Every row of every table, in one order."""
        return {
            table: sorted((tuple(row) for row in await self.owner.fetch(f"select * from {schema}.{table}")), key=repr)
            for table in TABLES
        }

    async def empty(self) -> None:
        await self.owner.execute(EMPTY)

    def rebuild(self) -> Rebuild[Entry]:
        return Rebuild(self.owner, read_model(self.service.store), role=app_role("metrics"))


@asynccontextmanager
async def opened(settings: Settings, clock: MovableClock) -> AsyncIterator[Metrics]:
    """Metrics on this database."""
    service = Service(definition, settings, bus=LocalBus(TOPICS), clock=clock)
    await service.database.open()
    owner = await asyncpg.connect(settings.migration_url)
    await prepare_connection(owner)
    yield Metrics(service, owner)
    await owner.close()
    await service.database.close()


@pytest.fixture
async def metrics(databases: Databases, clock: MovableClock) -> AsyncIterator[Metrics]:
    async with opened(await databases.of("metrics"), clock) as running:
        yield running
