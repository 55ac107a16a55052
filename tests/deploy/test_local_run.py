"""`python -m deploy.local` as a newcomer starts it: it answers, its tokens work, it stops in order and keeps what it has."""

import asyncio
import contextlib
import os
import re
import signal
import sys
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from pathlib import Path

import httpx

from deploy.local.courses import COURSES
from deploy.local.place import HOST
from deploy.postgres.server_process import running_in
from deploy.process import listen
from tests.deploy.owner import PROJECT

LONGEST_START = 120.0
LONGEST_STOP = 60.0
SERVICES = ("intake", "placement", "followup", "metrics")
EVERY_COURSE = 2 * len(COURSES)
TOKEN = re.compile(r"^(\w+)=(\S+)$", re.MULTILINE)


@dataclass
class Run:
    """A local run and what it has printed so far."""

    process: asyncio.subprocess.Process
    address: str
    printed: str = ""

    async def says(self, text: str) -> None:
        """Read on until the text has been printed; the run must not end before."""
        assert self.process.stdout is not None
        async with asyncio.timeout(LONGEST_START):
            while text not in self.printed:
                line = await self.process.stdout.readline()
                assert line, self.printed
                self.printed += line.decode()

    async def stop(self, number: signal.Signals) -> int:
        """Its exit code after the signal, and the rest of what it printed."""
        assert self.process.stdout is not None
        self.process.send_signal(number)
        async with asyncio.timeout(LONGEST_STOP):
            self.printed += (await self.process.stdout.read()).decode()
            return await self.process.wait()

    @property
    def tokens(self) -> dict[str, str]:
        return dict(TOKEN.findall(self.printed))

    async def get(self, path: str, role: str | None = None) -> httpx.Response:
        headers = {"Authorization": f"Bearer {self.tokens[role]}"} if role else {}
        async with httpx.AsyncClient(trust_env=False, timeout=30) as client:
            return await client.get(self.address + path, headers=headers)


def free_port() -> int:
    with listen(HOST, 0) as probe:
        port: int = probe.getsockname()[1]
        return port


@asynccontextmanager
async def local_run(data: Path, *options: str, port: int | None = None) -> AsyncIterator[Run]:
    port = port or free_port()
    process = await asyncio.create_subprocess_exec(
        *(sys.executable, "-m", "deploy.local", "--data", str(data), "--port", str(port), *options),
        cwd=PROJECT,
        stdout=asyncio.subprocess.PIPE,
        stderr=asyncio.subprocess.STDOUT,
        env={name: value for name, value in os.environ.items() if name != "DATABASE_URL"},
        limit=2**20,
    )
    try:
        yield Run(process, f"http://{HOST}:{port}")
    finally:
        with contextlib.suppress(ProcessLookupError):
            process.kill()
        await process.communicate()


async def test_a_run_answers_and_stops_and_keeps_its_people(tmp_path: Path) -> None:
    async with local_run(tmp_path, "--persons", str(EVERY_COURSE)) as run:
        await run.says("machine's time again")
        for service in SERVICES:
            assert (await run.get(f"/{service}/v1/readyz")).status_code == httpx.codes.OK
        people = (await run.get("/intake/v1/referrals", "caseworker")).json()
        assert people["total"] == EVERY_COURSE
        assert (await run.get("/metrics/v1/figures/outflow", "analyst")).status_code == httpx.codes.OK
        assert (await run.get("/placement/v1/ops/relay", "operator")).json()["lag"] == 0
        assert await run.stop(signal.SIGINT) == 0, run.printed
        assert "Traceback" not in run.printed
    assert not running_in(tmp_path / "local" / "postgres" / "data", "postgres")

    async with local_run(tmp_path) as again:
        await again.says("Try:")
        assert (await again.get("/intake/v1/referrals", "caseworker")).json() == people
        assert await again.stop(signal.SIGTERM) == 0, again.printed
        assert "made-up people" not in again.printed


async def test_every_printed_token_is_taken_by_the_services(tmp_path: Path) -> None:
    async with local_run(tmp_path, "--no-cohort") as run:
        await run.says("Try:")
        assert set(run.tokens) == {"caseworker", "decider", "manager", "partner", "analyst", "auditor", "operator"}
        for role in run.tokens:
            assert (await run.get("/intake/v1/cases", role)).status_code in {httpx.codes.OK, httpx.codes.FORBIDDEN}
        assert (await run.get("/intake/v1/cases", "caseworker")).json()["total"] == 0
        assert (tmp_path / "local" / "tokens").stat().st_mode & 0o777 == 0o600


async def test_a_port_in_use_is_said_in_a_sentence_and_nothing_is_left_behind(tmp_path: Path) -> None:
    with listen(HOST, 0) as taken:
        port = taken.getsockname()[1]
        async with local_run(tmp_path / "data", port=port) as run:
            assert run.process.stdout is not None
            printed = (await run.process.stdout.read()).decode()
            assert await run.process.wait() == 1
    assert printed == f"Port {port} on {HOST} cannot be had (Address already in use). Give another port.\n"
    assert not (tmp_path / "data").exists()


async def test_a_run_stopped_while_it_starts_leaves_nothing_running(tmp_path: Path) -> None:
    async with local_run(tmp_path) as run:
        await run.says("PostgreSQL")
        assert await run.stop(signal.SIGINT) == 0, run.printed
    assert not running_in(tmp_path / "local" / "postgres" / "data", "postgres")


async def test_people_half_loaded_are_loaded_to_the_end_at_the_next_start(tmp_path: Path) -> None:
    async with local_run(tmp_path, "--persons", "6") as run:
        await run.says("Try:")
        async with asyncio.timeout(LONGEST_START):
            while (await run.get("/intake/v1/referrals", "caseworker")).json()["total"] < 2:
                await asyncio.sleep(0.01)
        assert await run.stop(signal.SIGINT) == 0, run.printed
    async with local_run(tmp_path) as again:
        await again.says("machine's time again")
        assert (await again.get("/intake/v1/referrals", "caseworker")).json()["total"] == 6
