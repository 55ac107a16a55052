"""A service: what it is (`Definition`), and what runs (`Service`)."""

import asyncio
import contextlib
import gc
from collections.abc import AsyncIterator, Awaitable, Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import timedelta
from typing import Any

import httpx
import structlog
from fastapi import APIRouter

from shared import logging, migrations, projections
from shared.auth import token_verifier
from shared.bus import Bus, Topic
from shared.clock import Clock
from shared.codec import Codec
from shared.contracts.catalogue import PUBLISHED
from shared.db import TRANSIENT, Database, Tx
from shared.errors import VersionConflict
from shared.eventstore import EventStore, Log, Meta, Project
from shared.http import idempotency
from shared.inbox import Delivery
from shared.projections import ReadModel
from shared.relay import Publisher, Relay
from shared.settings import Settings
from shared.subscriptions import React, Subscription
from shared.vault import Vault

HOUSEKEEPING = timedelta(hours=1)
ANSWERS_KEPT = timedelta(days=1)
SELDOM = (200_000, 50, 1_000)
"""How seldom the collector looks for cycles. A figure makes hundreds of thousands of objects and no cycle: with Python's own
thresholds half of its time went to looking."""

log = structlog.get_logger()

Chore = Callable[["Service"], Awaitable[None]]
"""What a service does by itself once an hour, in transactions of its own. Twice is once, also at the same time elsewhere."""

Reaction = Callable[[Log, Delivery], Awaitable[None]]
"""A published event of another service → own commands, in the delivery's transaction."""


@dataclass(frozen=True, kw_only=True)
class Definition:
    """Everything the kernel has to know of a service. What it does not have stays empty.

    `topic` is where it publishes; `reads` which topics it follows. Of those either `react` handles each delivery through the
    service's own log, or `absorb` takes them a batch at a time. `chores` are done once an hour.
    """

    name: str
    title: str
    description_sv: str
    description_en: str
    routers: tuple[APIRouter, ...] = ()
    codec: Codec = field(default_factory=lambda: Codec(()))
    project: Project | None = None
    publisher: Publisher | None = None
    topic: Topic | None = None
    reads: tuple[Topic, ...] = ()
    react: Reaction | None = None
    absorb: React | None = None
    read_model: Callable[[EventStore], ReadModel[Any]] | None = None
    chores: tuple[Chore, ...] = ()


async def _no_projection(_tx: Tx, _events: Sequence[Any]) -> None:
    """A service without read models of its own events."""


class Service:
    """One running service: its database, log, relay and subscriptions. Found at `app.state.service`."""

    def __init__(self, definition: Definition, settings: Settings, *, bus: Bus, clock: Clock) -> None:
        self.definition = definition
        self.name = definition.name
        self.settings = settings
        self.bus = bus
        self.clock = clock
        self.database = Database(settings.database_url, size=settings.pool_size)
        self.store = EventStore(definition.codec)
        self.project: Project = definition.project or _no_projection
        self.vault = Vault(definition.name, settings.master_key_bytes)
        self._web = httpx.AsyncClient()
        self.tokens = token_verifier(settings, self._web)
        self.relay = self._relay()
        self.subscriptions = self._subscriptions()

    def _relay(self) -> Relay | None:
        if self.definition.publisher is None or self.definition.topic is None:
            return None
        return Relay(
            self.database, self.store, self.definition.publisher, self.bus, service=self.name, topic=self.definition.topic.name
        )

    def _subscriptions(self) -> list[Subscription]:
        react = self._reaction()
        if react is None:
            return []
        contracts = {contract.type: contract for topic in self.definition.reads for contract in PUBLISHED[topic]}
        return [
            Subscription(
                self.name,
                topics=self.definition.reads,
                contracts=contracts,
                react=react,
                database=self.database,
                bus=self.bus,
                clock=self.clock,
            )
        ]

    def _reaction(self) -> React | None:
        react = self.definition.react
        if react is None:
            return self.definition.absorb

        async def each(tx: Tx, deliveries: Sequence[Delivery]) -> None:
            for delivery in deliveries:
                with logging.bound_correlation(delivery.correlation):
                    log.info("reacting", type=delivery.contract.type, stream=delivery.stream, version=delivery.version)
                    await react(self.reacting(tx, delivery), delivery)

        return each

    def log(self, tx: Tx, *, by: str, correlation: str, causation: str | None = None) -> Log:
        """The service's event log within this transaction; what is appended is recorded now, by `by`."""
        meta = Meta(by=by, recorded_at=self.clock.now(), correlation=correlation, causation=causation)
        return Log(self.store, tx, meta, self.project, self.wake)

    def reacting(self, tx: Tx, delivery: Delivery) -> Log:
        """The log for a reaction: by the service itself, because of that event."""
        return self.log(tx, by=f"service:{self.name}", correlation=delivery.correlation, causation=str(delivery.event_id))

    def wake(self) -> None:
        """Something was appended: the relay looks at once."""
        if self.relay is not None:
            self.relay.wake()

    async def prepare(self, progress: projections.Progress | None = None) -> None:
        """Migrate the database and bring the read models up to date, as owner. Once per release, before anything runs."""
        await migrations.migrate(self.name, self.settings.owner_url)
        if self.definition.read_model is not None:
            model = self.definition.read_model(self.store)
            role = migrations.app_role(self.name)
            await projections.bring_up_to_date(self.settings.owner_url, model, role=role, progress=progress)

    @contextlib.asynccontextmanager
    async def running(self) -> AsyncIterator["Service"]:
        """Open the database, run relay and subscriptions, and stop them in order: nothing is cancelled in mid-batch."""
        await self.database.open()
        gc.set_threshold(*SELDOM)
        relay = asyncio.create_task(self.relay.run(), name=f"{self.name} relay") if self.relay else None
        housekeeping = asyncio.create_task(self._keep_house(), name=f"{self.name} housekeeping")
        subscribed = [asyncio.create_task(subscription.run(), name=f"{self.name} inbox") for subscription in self.subscriptions]
        try:
            yield self
        finally:
            cancelled = [task for task in (relay, housekeeping) if task is not None]
            for task in cancelled:
                task.cancel()
            await asyncio.gather(*cancelled, return_exceptions=True)
            for subscription in self.subscriptions:
                await subscription.stop()
            await asyncio.gather(*subscribed, return_exceptions=True)
            await self.database.close()
            await self._web.aclose()

    async def _keep_house(self) -> None:
        """Once an hour: forget answers to idempotency keys that are older than a day, and do the service's own chores."""
        while True:
            await asyncio.sleep(HOUSEKEEPING.total_seconds())
            try:
                async with self.database.transaction() as tx:
                    await idempotency.forget(tx, self.clock.now() - ANSWERS_KEPT)
                for chore in self.definition.chores:
                    await chore(self)
            except (*TRANSIENT, VersionConflict) as error:
                log.warning("housekeeping will be tried again", error=type(error).__name__)

    @property
    def tasks(self) -> Mapping[str, str | None]:
        """Background part → its fault at the moment, or None."""
        parts: dict[str, str | None] = {f"subscription {s.name}": s.error for s in self.subscriptions}
        if self.relay is not None:
            parts["relay"] = self.relay.error
        return parts
