"""The small service on a real PostgreSQL, called over ASGI."""

import asyncio
from collections.abc import AsyncIterator
from typing import cast

import asyncpg
import httpx
import pytest
from fastapi import FastAPI

from deploy.postgres import Cluster
from shared.auth import TokenVerifier
from shared.bus.local import LocalBus
from shared.clock import MovableClock
from shared.http.api import make_api
from shared.http.mount import mount
from shared.migrations import KERNEL, app_role, rights
from shared.settings import Settings
from tests.harness import settings
from tests.shared.http import small

OFFICER = "officer-1|north|case:read case:write person:search"
STRANGER = "officer-2|south|case:read case:write"
OPERATOR = "operator-1||ops"
AUDITOR = "auditor-1||access-log:read"


def bearer(token: str = OFFICER, **more: str) -> dict[str, str]:
    return {"Authorization": f"Bearer {token}", **{name.replace("_", "-"): value for name, value in more.items()}}


@pytest.fixture(scope="session")
async def small_settings(cluster: Cluster) -> Settings:
    role = app_role("small")
    await cluster.create_database("small", app_role=role)
    connection = await asyncpg.connect(cluster.url("small"))
    for statement in (*KERNEL, *small.TABLES, "create table alembic_version (version_num text)", *rights(role)):
        await connection.execute(statement)
    await connection.close()
    return settings("small", database_url=cluster.url("small", user=role), migration_url=cluster.url("small"))


@pytest.fixture(scope="session")
async def service(small_settings: Settings) -> AsyncIterator[small.Small]:
    bus = LocalBus(())
    await bus.start()
    running = small.Small(small.DEFINITION, small_settings, bus=bus, clock=MovableClock())
    running.tokens = cast("TokenVerifier", small.Tokens())
    async with running.running():
        yield running
    await bus.stop()


@pytest.fixture(scope="session")
def app(service: small.Small) -> FastAPI:
    return make_api(service, head="")


@pytest.fixture(scope="session")
async def http(app: FastAPI) -> AsyncIterator[httpx.AsyncClient]:
    transport = httpx.ASGITransport(app=mount({"small": app}))
    async with httpx.AsyncClient(transport=transport, base_url="http://test/small/v1") as client:
        yield client


@pytest.fixture
async def db(small_settings: Settings) -> AsyncIterator[asyncpg.Connection]:
    """A connection of the owner's."""
    connection = await asyncpg.connect(small_settings.migration_url)
    yield connection
    await connection.close()


@pytest.fixture(autouse=True)
async def _clean(db: asyncpg.Connection) -> None:
    small.tries.clear()
    await db.execute("truncate events, access_log, idempotency, small_cases, small_notes, parked_keys, parked")


async def opened(http: httpx.AsyncClient, unit: str = "north") -> str:
    """Path of a case that has been opened."""
    answer = await http.post("/cases", json={"unit": unit, "on": "2026-03-02"}, headers=bearer())
    assert answer.status_code == 201, answer.text
    location: str = answer.headers["Location"].removeprefix("/small/v1")
    return location


WAITING = "select exists (select from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock')"


async def until_somebody_waits(db: asyncpg.Connection) -> None:
    """Until a transaction waits for a lock that another holds."""
    async with asyncio.timeout(10):
        while not await db.fetchval(WAITING):
            await asyncio.sleep(0.01)
