"""A process that serves: its services, its socket, its signals, and the order in which they start and stop."""

import asyncio
import signal
import socket
from collections.abc import AsyncIterator, Callable, Coroutine, Mapping
from contextlib import AsyncExitStack, asynccontextmanager, contextmanager
from importlib import import_module
from typing import Any, Final

import uvicorn
import uvloop
from fastapi import FastAPI
from starlette.types import ASGIApp

from shared.bus import Bus
from shared.bus.local import LocalBus
from shared.clock import Clock
from shared.contracts.catalogue import TOPICS
from shared.settings import Settings

SERVICES: Final = ("intake", "placement", "followup", "metrics")
BACKLOG: Final = 2048
LAST_REQUESTS: Final = 20
"""Seconds that requests under way are given at a stop."""


class CannotStartError(RuntimeError):
    """The process cannot start; the text says why and what to do, in a sentence for the person who started it."""


def create_app(service: str, settings: Settings, *, bus: Bus, clock: Clock) -> FastAPI:
    """The service's application. Only its own code is imported."""
    app: FastAPI = import_module(f"services.{service}.app").create_app(settings, bus=bus, clock=clock)
    return app


def bus_of(settings: Settings) -> Bus:
    """The bus that the settings name. Kafka need not answer: the process starts and takes commands without it."""
    if settings.bus == "kafka" and settings.kafka_bootstrap:
        from shared.bus.kafka import KafkaBus, security_of

        return KafkaBus(settings.kafka_bootstrap, f"sius-{settings.service}", security=security_of(settings))
    return LocalBus(TOPICS)


def listen(host: str, port: int) -> socket.socket:
    """A listening socket; `CannotStartError` when the port cannot be had."""
    listener = socket.socket(socket.AF_INET6 if ":" in host else socket.AF_INET)
    listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        listener.bind((host, port))
        listener.listen(BACKLOG)
    except OSError as error:
        listener.close()
        raise CannotStartError(f"Port {port} on {host} cannot be had ({error.strerror}). Give another port.") from None
    listener.setblocking(False)
    return listener


@asynccontextmanager
async def running(apps: Mapping[str, FastAPI], bus: Bus) -> AsyncIterator[None]:
    """The bus, then the services in the given order; stopped the other way round."""
    await bus.start()
    try:
        async with AsyncExitStack() as stack:
            for app in apps.values():
                await stack.enter_async_context(app.state.service.running())
            yield
    finally:
        await bus.stop()


class _Server(uvicorn.Server):
    """Leaves the signals to `run`, for the server is only one of the things that have to stop; and tells when it answers."""

    def __init__(self, config: uvicorn.Config) -> None:
        super().__init__(config)
        self.answers = asyncio.Event()

    @contextmanager
    def capture_signals(self) -> Any:
        yield

    async def startup(self, sockets: list[socket.socket] | None = None) -> None:
        await super().startup(sockets)
        self.answers.set()


@asynccontextmanager
async def serving(app: ASGIApp, listener: socket.socket) -> AsyncIterator[None]:
    """Answer on the socket; at the end no new connections are taken, and the requests under way are finished."""
    config = uvicorn.Config(
        app,
        http="httptools",
        ws="none",
        lifespan="off",  # `running` does that: a failed start is then an error and not the end of the interpreter
        log_config=None,
        access_log=False,  # the services write a line of their own for each request
        server_header=False,
        timeout_graceful_shutdown=LAST_REQUESTS,
    )
    server = _Server(config)
    task = asyncio.create_task(server.serve(sockets=[listener]), name="http")
    try:
        await server.answers.wait()
        yield
    finally:
        server.should_exit = True
        await task


def run(main: Callable[[], Coroutine[Any, Any, None]]) -> None:
    """Run until `main` is done, or SIGINT or SIGTERM comes: `main` is then cancelled, once, and stops in its own time."""
    with asyncio.Runner(loop_factory=uvloop.new_event_loop) as runner:
        runner.run(_until_told(main))


async def _until_told(main: Callable[[], Coroutine[Any, Any, None]]) -> None:
    task = asyncio.ensure_future(main())
    told = False

    def stop() -> None:
        nonlocal told
        if not told:  # a second Ctrl-C must not interrupt the stopping
            told = True
            task.cancel()

    loop = asyncio.get_running_loop()
    for number in (signal.SIGINT, signal.SIGTERM):
        loop.add_signal_handler(number, stop)
    try:
        await task
    except asyncio.CancelledError:
        if not told:
            raise
