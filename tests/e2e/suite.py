"""All services as processes of their own, with PostgreSQL and Kafka between them, reached by real sockets."""

import asyncio
import json
import os
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import asyncpg
import httpx

from deploy.local.distributed import Parts, ServiceProcess, parts
from deploy.local.keys import kept_keys
from deploy.local.place import HOST, Place
from deploy.local.screen import Screen
from deploy.postgres import Cluster
from deploy.process import CannotStartError, listen
from shared.db import prepare_connection

PATIENCE = 90.0


@dataclass(frozen=True)
class Suite:
    """The running services. `parts` are the processes, `place` where they answer; `unit` is whose officers ask."""

    parts: Parts
    place: Place
    cluster: Cluster
    client: httpx.AsyncClient
    unit: str = "stockholm"

    async def get(self, service: str, path: str, role: str = "caseworker", **more: Any) -> httpx.Response:
        return await self._send("GET", service, path, role, **more)

    async def post(
        self, service: str, path: str, body: Any, role: str = "caseworker", *, by: str | None = None, **headers: str
    ) -> Any:
        """The answer to a POST that has to be accepted."""
        response = await self._send("POST", service, path, role, by=by, json=body, **headers)
        assert response.status_code == httpx.codes.CREATED, response.text
        return response.json()

    async def _send(
        self, method: str, service: str, path: str, role: str, *, by: str | None = None, json: Any = None, **headers: str
    ) -> httpx.Response:
        token = self.parts.issuer.token(role, units=[self.unit], subject=by or role)
        named = {name.replace("_", "-"): value for name, value in headers.items()}
        address = self.place.address(service) + path
        return await self.client.request(method, address, json=json, headers={**named, "Authorization": f"Bearer {token}"})

    async def shown(self, service: str, path: str, field: str | None = None) -> dict[str, Any]:
        """What the path answers, once it answers, and once the field is filled."""

        async def look() -> dict[str, Any] | None:
            response = await self.get(service, path)
            found: dict[str, Any] = response.json() if response.is_success else {}
            return found if found and (field is None or found[field] is not None) else None

        found: dict[str, Any] = await until(look)
        return found

    async def is_ready(self, service: str) -> httpx.Response:
        return await self.client.get(f"{self.place.address(service)}/readyz")

    async def back(self, service: str) -> None:
        """Start the service's process again, and wait until all of it works."""
        process = self.process(service)
        process.restart()
        await asyncio.to_thread(process.wait_ready, self.place.address(service))

    def process(self, service: str) -> ServiceProcess:
        return self.parts.services[service]

    def requests_logged(self, service: str, correlation: str) -> list[dict[str, Any]]:
        """The lines of the service's log about requests under this correlation id."""
        lines = [json.loads(line) for line in self.process(service).log.read_text().splitlines() if line.startswith("{")]
        return [line for line in lines if line.get("correlation") == correlation and line["event"] == "request"]

    @asynccontextmanager
    async def database(self, service: str) -> AsyncIterator[asyncpg.Connection]:
        """The service's database, as its owner."""
        connection = await asyncpg.connect(self.cluster.url(self.place.database(service)))
        try:
            await prepare_connection(connection)
            yield connection
        finally:
            await connection.close()


async def until(look: Callable[[], Awaitable[Any]]) -> Any:
    """What `look` gives, once it gives anything."""
    async with asyncio.timeout(PATIENCE):
        while not (found := await look()):
            await asyncio.sleep(0.1)
    return found


BELOW_EPHEMERAL = 20_000
"""Here no outgoing connection is given a port, so one found free stays free until the process that wants it has started."""


def free_ports() -> int:
    """The first of five ports in a row that nobody listens on; test processes side by side look in different places."""
    for attempt in range(1000):
        first = BELOW_EPHEMERAL + (os.getpid() * 50 + attempt * 5) % 10_000
        try:
            for port in range(first, first + 5):
                listen(HOST, port).close()
        except CannotStartError:
            continue
        return first
    raise CannotStartError("No five ports in a row are free.")


@asynccontextmanager
async def running_suite(cluster: Cluster, folder: Path) -> AsyncIterator[Suite]:
    place = Place(bus="kafka", data=folder, port=free_ports())
    place.folder.mkdir(parents=True)
    keys = kept_keys(place.folder / "keys")
    with listen(HOST, place.port) as listener:
        async with (
            parts(place, listener, cluster, keys, Screen()) as running,
            httpx.AsyncClient(trust_env=False, timeout=30) as client,
        ):
            yield Suite(running, place, cluster, client)
