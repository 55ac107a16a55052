"""Services as tests use them: real PostgreSQL, real tokens, real HTTP handling, in the test's own process."""

import base64
import itertools
from collections.abc import AsyncIterator, Callable, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from importlib import import_module
from typing import Any

import asyncpg
import httpx
from fastapi import FastAPI

from deploy.issuer import Issuer, create_issuer
from deploy.postgres import Cluster
from shared.bus import Bus
from shared.bus.local import LocalBus
from shared.clock import MovableClock
from shared.contracts.catalogue import TOPICS
from shared.http.mount import mount
from shared.migrations import app_role
from shared.settings import Settings
from shared.tokens import IssuerKeys, TokenVerifier

ISSUER = "http://127.0.0.1:1/issuer"
AUDIENCE = "sius"
UNIT = "stockholm"
SERVICES = ("intake", "placement", "followup", "metrics")

CreateApp = Callable[..., FastAPI]


def settings(service: str, *, database_url: str, migration_url: str, **more: Any) -> Settings:
    """Settings of one service for a test; the keys are test data."""
    return Settings(
        service=service,
        mode="local",
        database_url=database_url,
        migration_url=migration_url,
        issuer=ISSUER,
        audience=AUDIENCE,
        jwks_url=f"{ISSUER}/jwks",
        master_key=base64.b64encode(b"m" * 32).decode(),
        index_key=base64.b64encode(b"i" * 32).decode(),
        **{"pool_size": 5, **more},
    )


def create_app_of(service: str) -> CreateApp:
    create: CreateApp = import_module(f"services.{service}.app").create_app
    return create


class Databases:
    """Makes empty, prepared databases: each service's is migrated once and then copied."""

    def __init__(self, cluster: Cluster) -> None:
        self.cluster = cluster
        self._templates: set[str] = set()
        self._numbers = itertools.count(1)

    async def of(self, service: str) -> Settings:
        """Settings for a new database of the service, at its newest migration, with empty read models."""
        template = f"{service}_template"
        if service not in self._templates:
            await self.cluster.create_database(template, app_role=app_role(service))
            prepared = create_app_of(service)(self._settings(service, template), bus=LocalBus(TOPICS), clock=MovableClock())
            await prepared.state.service.prepare()
            self._templates.add(service)
        name = f"{service}_{next(self._numbers)}"
        await self._copy(template, name, role=app_role(service))
        return self._settings(service, name)

    async def _copy(self, template: str, name: str, *, role: str) -> None:
        connection = await asyncpg.connect(self.cluster.url("postgres"))
        try:
            await connection.execute(f"create database {name} template {template}")
            await connection.execute(f"grant connect on database {name} to {role}")
        finally:
            await connection.close()

    def _settings(self, service: str, database: str) -> Settings:
        return settings(
            service, database_url=self.cluster.url(database, user=app_role(service)), migration_url=self.cluster.url(database)
        )


@dataclass
class Api:
    """A service's API as a client sees it. Every call says as whom."""

    app: FastAPI
    client: httpx.AsyncClient
    issuer: Issuer
    clock: MovableClock
    settings: Settings
    tokens: dict[tuple[Any, ...], str] = field(default_factory=dict)

    def bearer(
        self, role: str = "caseworker", *, units: Sequence[str] = (UNIT,), subject: str | None = None, org: str | None = None
    ) -> dict[str, str]:
        """The Authorization header of somebody with this role (or roles, joined by +)."""
        key = (role, tuple(units), subject, org)
        if key not in self.tokens:
            self.tokens[key] = self.issuer.token(role, units=units, subject=subject, org=org)
        return {"Authorization": f"Bearer {self.tokens[key]}"}

    async def get(self, path: str, role: str = "caseworker", **more: Any) -> httpx.Response:
        return await self._send("GET", path, role, more)

    async def post(self, path: str, body: Any, role: str = "caseworker", **more: Any) -> httpx.Response:
        return await self._send("POST", path, role, {"json": body, **more})

    async def _send(self, method: str, path: str, role: str, more: dict[str, Any]) -> httpx.Response:
        who = {name: more.pop(name) for name in ("units", "subject", "org") if name in more}
        headers = {**self.bearer(role, **who), **more.pop("headers", {})}
        return await self.client.request(method, path, headers=headers, **more)


@asynccontextmanager
async def served(
    service: str,
    settings: Settings,
    *,
    bus: Bus,
    clock: MovableClock,
    issuer: Issuer | None = None,
    create: CreateApp | None = None,
) -> AsyncIterator[Api]:
    """The service running in this process, reached without a socket."""
    issuing = create_issuer(ISSUER, AUDIENCE, "local")
    if issuer is not None:
        issuing.state.issuer = issuer
    signer: Issuer = issuing.state.issuer
    app = (create or create_app_of(service))(settings, bus=bus, clock=clock)
    root = mount({service: app})
    async with (
        httpx.AsyncClient(transport=httpx.ASGITransport(issuing, client=("127.0.0.1", 1))) as keys,
        httpx.AsyncClient(
            transport=httpx.ASGITransport(root, raise_app_exceptions=False), base_url=f"http://test/{service}/v1", timeout=30
        ) as client,
        app.state.service.running(),
    ):
        app.state.service.tokens = TokenVerifier(
            issuer=ISSUER, audience=AUDIENCE, keys=IssuerKeys(f"{ISSUER.removesuffix('/issuer')}/jwks", keys, clock)
        )
        yield Api(app=app, client=client, issuer=signer, clock=clock, settings=settings)
