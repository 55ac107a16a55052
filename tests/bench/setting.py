"""What benchmarks run on: a PostgreSQL of their own, servers as processes, tokens."""

import asyncio
import os
import socket
import subprocess
import sys
import tempfile
from collections.abc import AsyncIterator, Iterator, Mapping
from contextlib import asynccontextmanager, contextmanager
from pathlib import Path

import psutil
import uvicorn

from deploy.issuer import Issuer, create_issuer
from deploy.postgres import Cluster
from shared.settings import Settings


@contextmanager
def cluster() -> Iterator[Cluster]:
    """A PostgreSQL in a temporary folder."""
    with tempfile.TemporaryDirectory() as folder:
        running = Cluster.start(Path(folder) / "postgres")
        try:
            yield running
        finally:
            running.stop()


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


@asynccontextmanager
async def issuer() -> AsyncIterator[Issuer]:
    """A development issuer on loopback, for the servers to fetch keys from."""
    port = free_port()
    app = create_issuer(f"http://127.0.0.1:{port}", "sius", "local")
    server = uvicorn.Server(uvicorn.Config(app, port=port, log_level="error"))
    serving = asyncio.create_task(server.serve())
    yield app.state.issuer
    server.should_exit = True
    await serving


def cpu_seconds(process: int) -> float:
    """Processor time that a process has used so far."""
    times = psutil.Process(process).cpu_times()
    return float(times.user + times.system)


def environment(settings: Settings, issuer: Issuer) -> dict[str, str]:
    """The settings of a service process."""
    return {
        "SIUS_SERVICE": settings.service,
        "SIUS_MODE": "local",
        "SIUS_DATABASE_URL": settings.database_url,
        "SIUS_MIGRATION_URL": settings.migration_url,
        "SIUS_ISSUER": issuer.url,
        "SIUS_JWKS_URL": f"{issuer.url}/jwks",
        "SIUS_MASTER_KEY": settings.master_key.get_secret_value(),
        "SIUS_INDEX_KEY": settings.index_key.get_secret_value(),
        "SIUS_LOG_LEVEL": "WARNING",
    }


@asynccontextmanager
async def server(factory: str, env: Mapping[str, str]) -> AsyncIterator[tuple[int, int]]:
    """One uvicorn worker with the application of `module:factory`; gives its port and process id."""
    port = free_port()
    command = [
        sys.executable,
        "-m",
        "uvicorn",
        "--factory",
        factory,
        "--port",
        str(port),
        "--no-access-log",
        "--log-level",
        "warning",
    ]
    process = subprocess.Popen(command, env={**os.environ, **env})  # noqa: ASYNC220, S603 - started once, by us
    try:
        await _listening(port, process)
        yield port, process.pid
    finally:
        process.terminate()
        process.wait(20)


async def _listening(port: int, process: subprocess.Popen[bytes]) -> None:
    for _ in range(300):
        if process.poll() is not None:
            raise RuntimeError(f"The server ended with {process.returncode}.")
        try:
            _, writer = await asyncio.open_connection("127.0.0.1", port)
        except OSError:
            await asyncio.sleep(0.1)
        else:
            writer.close()
            return
    raise TimeoutError("The server does not listen.")
