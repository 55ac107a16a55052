"""Parts as processes of their own: a broker with the topics, and services by `python -m deploy.serve`."""

import asyncio
import tempfile
from collections.abc import AsyncIterator
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import dataclass
from pathlib import Path

from deploy.issuer import Issuer
from deploy.kafka import Broker
from deploy.local.distributed import ServiceProcess
from shared.bus.kafka import create_topics
from shared.contracts.catalogue import TOPICS
from shared.settings import Settings
from tests.bench import setting


@asynccontextmanager
async def broker() -> AsyncIterator[Broker]:
    """A Kafka in a temporary folder, with every topic of the catalogue."""
    with tempfile.TemporaryDirectory() as folder:
        running = await asyncio.to_thread(Broker.start, Path(folder) / "kafka")
        try:
            await create_topics(running.bootstrap, TOPICS)
            yield running
        finally:
            await asyncio.to_thread(running.stop)


@dataclass(frozen=True, kw_only=True)
class Serving:
    """A service that is ready: its process id and the port it answers on."""

    service: str
    process: int
    port: int


@asynccontextmanager
async def serving(settings: Settings, issuer: Issuer, running: Broker) -> AsyncIterator[Serving]:
    """The service on a prepared database, with that broker, once it says that it is ready."""
    port = setting.free_port()
    variables = {
        **setting.environment(settings, issuer),
        "SIUS_BUS": "kafka",
        "SIUS_KAFKA_BOOTSTRAP": running.bootstrap,
        "SIUS_PORT": str(port),
    }
    async with AsyncExitStack() as stack:
        folder = Path(stack.enter_context(tempfile.TemporaryDirectory()))
        child = ServiceProcess.launch(settings.service, variables, folder / "log")
        stack.push_async_callback(asyncio.to_thread, child.stop)
        await asyncio.to_thread(child.wait_ready, f"http://127.0.0.1:{port}/{settings.service}/v1")
        yield Serving(service=settings.service, process=child.process.pid, port=port)
