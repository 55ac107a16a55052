"""From `python -m deploy.local` to all four services ready: in an empty folder (limit 60 s), and once more in it (limit 10 s).

Nobody is loaded (--no-cohort), and the environment exists: nothing is installed or fetched meanwhile.
"""

import asyncio
import os
import signal
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import httpx

from deploy.postgres import Cluster
from tests.bench import setting
from tests.harness import SERVICES

LIMITS = {"first": 60, "second": 10}
PATIENCE, LOOK = 180.0, 0.05
PROJECT = Path(__file__).parents[2]


async def main(_cluster: Cluster) -> None:
    with tempfile.TemporaryDirectory() as folder:
        for which, limit in LIMITS.items():
            seconds = await _start(Path(folder))
            print(f"  {which:6} start {seconds:6.2f} s   {seconds / limit:4.2f} of the limit ({limit} s)")


async def _start(folder: Path) -> float:
    """Start, wait until all are ready, and stop; gives how long it was until then."""
    port = setting.free_port()
    command = [sys.executable, "-m", "deploy.local", "--no-cohort", "--data", str(folder / "data"), "--port", str(port)]
    environment = {name: value for name, value in os.environ.items() if name != "DATABASE_URL"}
    with (folder / "output").open("wb") as output:
        started = time.perf_counter()
        process = subprocess.Popen(  # noqa: ASYNC220, S603 - our own command line
            command, cwd=PROJECT, env=environment, stdout=output, stderr=output
        )
        try:
            await asyncio.wait_for(_all_ready(port, process), PATIENCE)
            return time.perf_counter() - started
        finally:
            process.send_signal(signal.SIGINT)
            await asyncio.to_thread(process.wait, 60)


async def _all_ready(port: int, process: subprocess.Popen[bytes]) -> None:
    async with httpx.AsyncClient(base_url=f"http://127.0.0.1:{port}", trust_env=False, timeout=10) as client:
        for service in SERVICES:
            while not await _is_ready(client, service):
                if process.poll() is not None:
                    raise RuntimeError(f"deploy.local ended with {process.returncode}.")
                await asyncio.sleep(LOOK)


async def _is_ready(client: httpx.AsyncClient, service: str) -> bool:
    try:
        return (await client.get(f"/{service}/v1/readyz")).status_code == httpx.codes.OK
    except httpx.TransportError:
        return False
