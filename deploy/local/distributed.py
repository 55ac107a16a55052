"""Each service a process of its own with Kafka between them; the issuer stays in this process.

Imported only for such a run: the packages that bring Kafka need not be installed for the other.
"""

import asyncio
import os
import signal
import socket
import sys
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


@dataclass(frozen=True, kw_only=True)
class ServiceProcess:
    """A running `python -m deploy.serve SERVICE`, with its log file."""

    service: str
    process: ServerProcess

    @classmethod
    def launch(cls, service: str, variables: Mapping[str, str], log: Path) -> "ServiceProcess":
        """Start it with these variables; it ends when this process does, however that ends."""
        process = ServerProcess.launch(
            [sys.executable, "-m", "deploy.serve", service],
            folder=PROJECT,
            log=log,
            stop_signal=signal.SIGTERM,
            env={**os.environ, **variables},
        )
        return cls(service=service, process=process)

    @property
    def running(self) -> bool:
        return self.process.running

    def wait_ready(self, address: str) -> None:
        """Until every part of the service works; ServerFailedError, with the end of its log, when that takes a minute."""
        self.process.wait_ready(lambda: _is_ready(address), seconds=READY_SECONDS)

    def stop(self) -> None:
        self.process.stop()

    def kill(self) -> None:
        self.process.kill()


def _is_ready(address: str) -> bool:
    try:
        return httpx.get(f"{address}/readyz", timeout=5, trust_env=False).status_code == httpx.codes.OK
    except httpx.TransportError:
        return False


@asynccontextmanager
async def distributed(
    place: Place, listener: socket.socket, server: DatabaseServer, keys: Keys, screen: Screen
) -> AsyncIterator[Issuer]:
    """Kafka, the issuer on the listener, and four processes. Gives the issuer; a part that dies is reported on the screen."""
    async with AsyncExitStack() as stack:
        with screen.step("Kafka"):
            broker = await asyncio.to_thread(Broker.start, place.folder / "broker")
            stack.push_async_callback(asyncio.to_thread, broker.stop)
            await create_topics(broker.bootstrap, TOPICS)
        issuing = create_issuer(place.issuer, AUDIENCE, "local", folder=keys.folder)
        await stack.enter_async_context(serving(Beside(mount({}), {"/issuer": issuing}), listener))
        children = []
        for service in SERVICES:
            settings = place.settings(service, server, keys, kafka=broker.bootstrap)
            await prepared(settings, place.database(service), server, bus_of(settings), SystemClock(), screen)
            child = ServiceProcess.launch(service, environment(settings), place.folder / f"{service}.log")
            stack.push_async_callback(asyncio.to_thread, child.stop)
            children.append(child)
        with screen.step("services ready"):
            await asyncio.gather(*(asyncio.to_thread(child.wait_ready, place.address(child.service)) for child in children))
        watching = asyncio.create_task(watch(broker, children, screen), name="watch")
        stack.callback(watching.cancel)
        yield issuing.state.issuer


async def watch(broker: Broker, children: list[ServiceProcess], screen: Screen) -> None:
    """Report every part that ends by itself, once. Nothing is started again: somebody should know why it ended."""
    parts: dict[str, Broker | ServiceProcess] = {"Kafka": broker, **{child.service: child for child in children}}
    logs = {"Kafka": broker.log, **{child.service: child.process.log for child in children}}
    while parts:
        await asyncio.sleep(LOOK_AGAIN)
        for name in [name for name, part in parts.items() if not part.running]:
            screen.say(f"{name} has ended by itself; the end of its log is in {logs[name]}. Stop with Ctrl-C and start again.")
            del parts[name]
