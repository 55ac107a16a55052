"""Each service a process of its own with Kafka between them; the issuer stays in this process.

Imported only for such a run: the packages that bring Kafka need not be installed for the other.
"""

import asyncio
import os
import signal
import socket
import sys
import time
from collections.abc import AsyncIterator, Mapping
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Final

import httpx

from deploy.clock import Beside
from deploy.issuer import Issuer, create_issuer
from deploy.kafka import Broker
from deploy.local.databases import DatabaseServer
from deploy.local.keys import Keys
from deploy.local.place import AUDIENCE, Place, environment
from deploy.local.prepared import prepared
from deploy.local.screen import Screen
from deploy.postgres.server_process import ServerProcess
from deploy.process import SERVICES, bus_of, serving
from shared.bus.kafka import create_topics
from shared.clock import SystemClock
from shared.contracts.catalogue import TOPICS
from shared.http.mount import mount

PROJECT: Final = Path(__file__).parents[2]
READY_SECONDS: Final = 60.0
LOOK_AGAIN: Final = 0.5


class ServiceProcess:
    """A `python -m deploy.serve SERVICE` with its variables and its log file."""

    def __init__(self, service: str, variables: Mapping[str, str], log: Path) -> None:
        self.service, self.log = service, log
        self._variables = variables
        self.process = self._launched()

    @classmethod
    def launch(cls, service: str, variables: Mapping[str, str], log: Path) -> "ServiceProcess":
        """Start it with these variables; it ends when this process does, however that ends."""
        return cls(service, variables, log)

    def restart(self) -> None:
        """Start it again after its end."""
        self.process = self._launched()

    def _launched(self) -> ServerProcess:
        return ServerProcess.launch(
            [sys.executable, "-m", "deploy.serve", self.service],
            folder=PROJECT,
            log=self.log,
            stop_signal=signal.SIGTERM,
            env={**os.environ, **self._variables},
        )

    @property
    def running(self) -> bool:
        return self.process.running

    def wait_ready(self, address: str) -> None:
        """Until every part of the service works; ServerFailedError, with the end of its log, when that takes a minute."""
        with httpx.Client(trust_env=False, timeout=5) as client:
            self.process.wait_ready(lambda: _is_ready(client, address), seconds=READY_SECONDS)

    def stop(self) -> None:
        self.process.stop()

    def kill(self) -> None:
        self.process.kill()


def _is_ready(client: httpx.Client, address: str) -> bool:
    try:
        ready = client.get(f"{address}/readyz").status_code == httpx.codes.OK
    except httpx.TransportError:
        ready = False
    if not ready:
        time.sleep(LOOK_AGAIN)  # asking at every turn would take the processor from those that are starting
    return ready


@dataclass(frozen=True, kw_only=True)
class Parts:
    """What runs: the broker, the service processes by name, and the issuer."""

    broker: Broker
    services: dict[str, ServiceProcess]
    issuer: Issuer


@asynccontextmanager
async def distributed(
    place: Place, listener: socket.socket, server: DatabaseServer, keys: Keys, screen: Screen
) -> AsyncIterator[Issuer]:
    """Everything of `parts`. Gives the issuer, to make tokens with; a part that dies is reported on the screen."""
    async with parts(place, listener, server, keys, screen) as running:
        watching = asyncio.create_task(watch(running, screen), name="watch")
        try:
            yield running.issuer
        finally:
            watching.cancel()


@asynccontextmanager
async def parts(
    place: Place, listener: socket.socket, server: DatabaseServer, keys: Keys, screen: Screen
) -> AsyncIterator[Parts]:
    """Kafka, the issuer on the listener, and four processes that are ready; stopped the other way round."""
    async with AsyncExitStack() as stack:
        with screen.step("Kafka"):
            broker = await asyncio.to_thread(Broker.start, place.folder / "broker")
            stack.push_async_callback(asyncio.to_thread, broker.stop)
            await create_topics(broker.bootstrap, TOPICS)
        issuing = create_issuer(place.issuer, AUDIENCE, "local", folder=keys.folder, pages=place.origin("metrics"))
        await stack.enter_async_context(serving(Beside(mount({}), {"/issuer": issuing}), listener))
        services: dict[str, ServiceProcess] = {}
        for service in SERVICES:
            settings = place.settings(service, server, keys, kafka=broker.bootstrap)
            await prepared(settings, place.database(service), server, bus_of(settings), SystemClock(), screen)
            services[service] = ServiceProcess.launch(service, environment(settings), place.folder / f"{service}.log")
            stack.push_async_callback(asyncio.to_thread, services[service].stop)
        with screen.step("services ready"):
            await all_ready(place, services)
        yield Parts(broker=broker, services=services, issuer=issuing.state.issuer)


async def all_ready(place: Place, services: Mapping[str, ServiceProcess]) -> None:
    await asyncio.gather(*(asyncio.to_thread(child.wait_ready, place.address(name)) for name, child in services.items()))


async def watch(running: Parts, screen: Screen) -> None:
    """Report every part that ends by itself, once. Nothing is started again: somebody should know why it ended."""
    left: dict[str, Broker | ServiceProcess] = {"Kafka": running.broker, **running.services}
    while left:
        await asyncio.sleep(LOOK_AGAIN)
        for name in [name for name, part in left.items() if not part.running]:
            log = left.pop(name).log
            screen.say(f"{name} has ended by itself; the end of its log is in {log}. Stop with Ctrl-C and start again.")
