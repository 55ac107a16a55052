"""`python -m deploy.serve`: settings, a prepared database, and an orderly end."""

import asyncio
import contextlib
import json
import os
import sys
from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager
from typing import Any

import httpx
import psutil
import pytest

from deploy.local.place import environment
from deploy.postgres import Cluster
from shared.migrations import app_role
from shared.settings import Settings
from tests.deploy.owner import PROJECT
from tests.deploy.test_local_run import free_port
from tests.harness import SERVICES, Databases, settings

MEGABYTE = 2**20
LONGEST = 60.0
SEARCH = b"\r\n".join(
    [
        *(b"POST /intake/v1/persons/searches HTTP/1.1", b"Host: test", b"Content-Type: application/json", b"Content-Length: 2"),
        b"\r\n",
    ]
)


def variables(settings: Settings, **more: Any) -> dict[str, str]:
    return environment(settings) | {name: str(value) for name, value in more.items()}


@asynccontextmanager
async def process(service: str, given: Mapping[str, str], *options: str) -> AsyncIterator[asyncio.subprocess.Process]:
    inherited = {name: value for name, value in os.environ.items() if not name.startswith("SIUS_")}
    started = await asyncio.create_subprocess_exec(
        *(sys.executable, "-m", "deploy.serve", service, *options),
        cwd=PROJECT,
        env={**inherited, **given},
        stdout=asyncio.subprocess.PIPE,
        stderr=asyncio.subprocess.PIPE,
    )
    try:
        yield started
    finally:
        with contextlib.suppress(ProcessLookupError):
            started.kill()
        await started.communicate()


async def outcome(service: str, given: Mapping[str, str], *options: str) -> tuple[int | None, str]:
    """Exit code and standard error of a process that ends by itself."""
    async with process(service, given, *options) as ended, asyncio.timeout(LONGEST):
        _, errors = await ended.communicate()
        return ended.returncode, errors.decode()


async def answering(url: str) -> httpx.Response:
    async with asyncio.timeout(LONGEST), httpx.AsyncClient(trust_env=False) as client:
        while True:
            with contextlib.suppress(httpx.TransportError):
                return await client.get(url, timeout=30)
            await asyncio.sleep(0.1)


async def test_missing_settings_are_named_one_by_one() -> None:
    code, errors = await outcome("intake", {})
    assert code == 1
    assert "SIUS_DATABASE_URL is missing" in errors
    assert "SIUS_MASTER_KEY is missing" in errors
    assert "Traceback" not in errors


async def test_a_database_that_is_not_prepared_is_told_with_what_to_do(cluster: Cluster) -> None:
    await cluster.create_database("unprepared", app_role=app_role("intake"))
    owner, app = cluster.url("unprepared"), cluster.url("unprepared", app_role("intake"))
    given = variables(settings("intake", database_url=app, migration_url=owner), SIUS_PORT=free_port())
    code, errors = await outcome("intake", given)
    assert code == 1
    assert errors.strip().endswith("Run `python -m deploy.serve intake --migrate` first.")

    assert await outcome("intake", given, "--migrate") == (0, "")
    async with process("intake", given) as running:
        answer = await answering(f"http://127.0.0.1:{given['SIUS_PORT']}/intake/v1/readyz")
        assert answer.status_code == httpx.codes.OK
        running.terminate()
        assert await running.wait() == 0


async def test_a_database_that_does_not_answer_is_told_without_its_password(databases: Databases) -> None:
    given = variables(await databases.of("intake"), SIUS_PORT=free_port())
    given["SIUS_DATABASE_URL"] = f"postgresql://intake_app:hemligt@127.0.0.1:{free_port()}/intake"
    code, errors = await outcome("intake", given)
    assert code == 1
    assert "The database of intake cannot be reached" in errors
    assert "hemligt" not in errors


async def test_settings_of_another_service_are_refused(databases: Databases) -> None:
    code, errors = await outcome("placement", variables(await databases.of("intake")))
    assert (code, errors.strip()) == (1, "SIUS_SERVICE is intake, and placement was to be started.")


@pytest.mark.parametrize("service", SERVICES)
async def test_a_process_works_without_kafka_and_stays_small(service: str, databases: Databases) -> None:
    port = free_port()
    away = f"127.0.0.1:{free_port()}"
    given = variables(await databases.of(service), SIUS_PORT=port, SIUS_BUS="kafka", SIUS_KAFKA_BOOTSTRAP=away)
    async with process(service, given) as running:
        address = f"http://127.0.0.1:{port}/{service}/v1"
        readiness = await answering(f"{address}/readyz")
        assert readiness.status_code == httpx.codes.SERVICE_UNAVAILABLE
        parts = readiness.json()["parts"]
        assert (parts["database"], parts["migrations"], parts["bus"]) == (True, True, False)
        assert (await answering(f"{address}/healthz")).status_code == httpx.codes.OK
        assert (await answering(f"{address}/openapi.json")).status_code == httpx.codes.OK
        assert psutil.Process(running.pid).memory_info().rss < 150 * MEGABYTE
        running.terminate()
        output, errors = await running.communicate()
        assert (running.returncode, errors.decode()) == (0, "")
    lines = [json.loads(line) for line in output.decode().splitlines()]
    assert {line["service"] for line in lines} == {service}


async def test_the_clock_can_be_moved_in_local_mode_only_and_is_in_no_document(databases: Databases) -> None:
    port = free_port()
    given = variables(await databases.of("metrics"), SIUS_PORT=port)
    secure = {"SIUS_MODE": "production", "SIUS_ISSUER": "https://id.example", "SIUS_JWKS_URL": "https://id.example/jwks"}
    async with process("metrics", given):
        assert (await answering(f"http://127.0.0.1:{port}/clock")).status_code == httpx.codes.OK
        assert "clock" not in (await answering(f"http://127.0.0.1:{port}/metrics/v1/openapi.json")).json()["paths"]
    async with process("metrics", given | secure):
        assert (await answering(f"http://127.0.0.1:{port}/clock")).status_code == httpx.codes.NOT_FOUND


async def test_a_request_under_way_is_answered_before_the_process_ends(databases: Databases) -> None:
    """The request's body is still being sent when SIGTERM comes."""
    port = free_port()
    given = variables(await databases.of("intake"), SIUS_PORT=port)
    async with process("intake", given) as running:
        await answering(f"http://127.0.0.1:{port}/intake/v1/healthz")
        reader, writer = await asyncio.open_connection("127.0.0.1", port)
        head = (
            "POST /intake/v1/persons/searches HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\nContent-Length: 2\r\n\r\n"
        )
        writer.write(head.encode() + b"{")
        await writer.drain()
        await answering(f"http://127.0.0.1:{port}/intake/v1/healthz")  # by now the first request has been taken in too
        with pytest.raises(TimeoutError):
            await asyncio.wait_for(reader.read(1), 0.5)
        running.terminate()
        await gone_from(port)
        writer.write(b"}")
        answer = await asyncio.wait_for(reader.read(), LONGEST)
        assert answer.startswith(b"HTTP/1.1 401 ")
        writer.close()
        assert await asyncio.wait_for(running.wait(), LONGEST) == 0


async def gone_from(port: int) -> None:
    """Return when no new connection is taken any more."""
    async with asyncio.timeout(LONGEST):
        while True:
            try:
                _, writer = await asyncio.open_connection("127.0.0.1", port)
            except OSError:
                return
            writer.close()
            await asyncio.sleep(0.05)
