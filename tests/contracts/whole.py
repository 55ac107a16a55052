"""All four services as they are served: one port, one process bus, real sockets; on a thread and an event loop of their own."""

import asyncio
from collections.abc import AsyncIterator, Callable, Iterator
from concurrent.futures import CancelledError, Future, ThreadPoolExecutor
from contextlib import AbstractAsyncContextManager, AsyncExitStack, asynccontextmanager, contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime

import httpx
from fastapi import FastAPI

from deploy.clock import Beside
from deploy.issuer import Issuer, create_issuer
from deploy.process import create_app, listen, running, serving
from shared.bus.local import LocalBus
from shared.clock import MovableClock
from shared.contracts.catalogue import TOPICS
from shared.http.mount import mount
from shared.settings import Settings
from tests.harness import AUDIENCE, SERVICES, Api, Databases

NOW = datetime(2026, 9, 1, 10, tzinfo=UTC)


@dataclass(frozen=True)
class Whole:
    """The running services: their address, and who signs their tokens."""

    url: str
    issuer: Issuer
    apps: dict[str, FastAPI]
    settings: dict[str, Settings]
    clock: MovableClock

    @asynccontextmanager
    async def api(self, service: str) -> AsyncIterator[Api]:
        """One service as a client sees it."""
        async with httpx.AsyncClient(base_url=f"{self.url}/{service}/v1", timeout=30) as client:
            yield Api(self.apps[service], client, self.issuer, self.clock, self.settings[service])

    @asynccontextmanager
    async def apis(self) -> AsyncIterator[dict[str, Api]]:
        """Every service."""
        async with AsyncExitStack() as stack:
            yield {service: await stack.enter_async_context(self.api(service)) for service in SERVICES}


async def settings_of(databases: Databases, url: str) -> dict[str, Settings]:
    """A new database for each service, and the issuer at `url`."""
    addresses = {"issuer": f"{url}/issuer", "jwks_url": f"{url}/issuer/jwks"}
    return {service: (await databases.of(service)).model_copy(update=addresses) for service in SERVICES}


@asynccontextmanager
async def whole(databases: Databases) -> AsyncIterator[Whole]:
    """The services running, on new databases, on 1 September 2026."""
    listener = listen("127.0.0.1", 0)
    url = f"http://127.0.0.1:{listener.getsockname()[1]}"
    settings = await settings_of(databases, url)
    issuing = create_issuer(f"{url}/issuer", AUDIENCE, "local")
    clock = MovableClock()
    clock.move_to(NOW)
    bus = LocalBus(TOPICS)
    apps = {service: create_app(service, settings[service], bus=bus, clock=clock) for service in SERVICES}

    @asynccontextmanager
    async def serve() -> AsyncIterator[None]:
        async with running(apps, bus), serving(Beside(mount(apps), {"/issuer": issuing}), listener):
            yield

    with _on_a_thread(serve):
        yield Whole(url, issuing.state.issuer, apps, settings, clock)


@contextmanager
def _on_a_thread(serve: Callable[[], AbstractAsyncContextManager[None]]) -> Iterator[None]:
    """Enter the asynchronous context on a new loop of a new thread, and leave it at the end."""
    started: Future[tuple[asyncio.AbstractEventLoop, asyncio.Event]] = Future()

    async def main() -> None:
        ending = asyncio.Event()
        async with serve():
            started.set_result((asyncio.get_running_loop(), ending))
            await ending.wait()

    with ThreadPoolExecutor(1) as pool:
        ended = pool.submit(asyncio.run, main())
        ended.add_done_callback(lambda _: started.cancel())  # a start that failed: do not wait for it
        try:
            loop, ending = started.result()
        except CancelledError:
            ended.result()
            raise
        yield
        loop.call_soon_threadsafe(ending.set)
        ended.result()
