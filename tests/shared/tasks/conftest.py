"""The workshop on a real PostgreSQL, called over ASGI; what happens there is put straight into its log."""

from collections.abc import AsyncIterator
from datetime import date
from typing import Any

import asyncpg
import httpx
import pytest

from shared import protection
from shared.auth import Principal
from shared.bus.local import LocalBus
from shared.clock import MovableClock, stockholm
from shared.db import Row
from shared.http.api import make_api
from shared.http.mount import mount
from shared.migrations import app_role, rights
from shared.projections import Rebuild, bring_up_to_date
from shared.service import Service
from shared.tasks import saved_filters
from tests.conftest import KernelUrls
from tests.harness import settings
from tests.shared.tasks import repairs

ROLE = app_role("kernel")


class Tokens:
    """Tokens that say what they are: `subject|unit,unit|scope scope`."""

    async def verify(self, token: str) -> Principal:
        subject, units, scopes = token.split("|")
        return Principal(subject=subject, units=frozenset(units.split(",")), scopes=frozenset(scopes.split()))


class Workshop:
    """The service, its log and its worklists."""

    def __init__(self, service: Service, http: httpx.AsyncClient, owner: asyncpg.Connection) -> None:
        self.service = service
        self.http = http
        self.owner = owner

    @property
    def today(self) -> date:
        return stockholm(self.service.clock.now())

    async def happened(self, *events: Any) -> None:
        """These events, each in a transaction and a stream of its own."""
        for event in events:
            async with self.service.database.transaction() as tx:
                stream = f"log-{await tx.raw.fetchval('select count(*) from events')}"
                await self.service.log(tx, by="a-test", correlation="a-test").append(stream, [event], expected=0)

    async def tasks(self, status: str = "open") -> list[Row]:
        """Rows of that status, by kind and due date."""
        rows: list[Row] = await self.owner.fetch("select * from read.tasks where status = $1 order by kind, due_on, task", status)
        return rows

    async def kinds(self, status: str = "open") -> list[str]:
        return [row["kind"] for row in await self.tasks(status)]

    async def differences(self) -> dict[str, int]:
        """Table → rows that differ from those made anew from the log."""
        rebuild = Rebuild(self.owner, repairs.read_model(self.service.store), role=ROLE)
        await rebuild.start(afresh=True)
        assert await rebuild.replay() > 0
        return await rebuild.differences()

    async def get(self, path: str, **who: str) -> Any:
        answer = await self.http.get(path, headers=bearer(**who))
        assert answer.status_code == 200, answer.text
        return answer.json()

    async def post(self, path: str, body: Any, **who: str) -> httpx.Response:
        return await self.http.post(path, json=body, headers=bearer(**who))


def bearer(subject: str = "ulla", units: str = "north", scopes: str = "task:read task:write") -> dict[str, str]:
    return {"Authorization": f"Bearer {subject}|{units}|{scopes}"}


@pytest.fixture
async def workshop(kernel: KernelUrls, owner: asyncpg.Connection, clock: MovableClock) -> AsyncIterator[Workshop]:
    for statement in ("drop schema read", *protection.DDL, *saved_filters.DDL, *rights(ROLE)):
        await owner.execute(statement)
    chosen = settings("repairs", database_url=kernel.app, migration_url=kernel.owner)
    service = Service(repairs.DEFINITION, chosen, bus=LocalBus(()), clock=clock)
    service.tokens = Tokens()  # type: ignore[assignment] # verifies, as the real one does
    await bring_up_to_date(kernel.owner, repairs.read_model(service.store), role=ROLE)
    transport = httpx.ASGITransport(app=mount({"repairs": make_api(service, head="")}), raise_app_exceptions=False)
    async with service.running(), httpx.AsyncClient(transport=transport, base_url="http://test/repairs/v1") as http:
        yield Workshop(service, http, owner)
