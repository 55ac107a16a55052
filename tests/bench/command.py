"""A full command over HTTP beside a bare route with one insert: one worker each, same load, same run.

Two commands: the lightest there is (register an employer) and the heaviest (assess eligibility: eight findings, and the unit is
looked up first), each with and without an Idempotency-Key. Both do everything a command does: token, read, decide, append, own
read model, the representation read back, one transaction. Limit: half the rate of the bare route written with the same stack
(SQLAlchemy: begin, insert, commit); the route with nothing above the driver is shown too, as the floor. Nobody writes a line per
request, and the relay has nobody to publish to; what publishing costs is measured by `pipeline`.
"""

import asyncio
import itertools
import json
from collections.abc import AsyncIterator
from contextlib import AsyncExitStack, asynccontextmanager
from datetime import date, timedelta
from typing import Any

import asyncpg

from deploy.issuer import Issuer
from deploy.postgres import Cluster
from shared.bus.local import LocalBus
from shared.clock import MovableClock, stockholm
from shared.contracts.catalogue import TOPICS
from shared.ids import new_id
from shared.logging import configure
from shared.settings import Settings
from shared.testing.numbers import organisation_number
from tests.bench import load, setting
from tests.harness import Databases, served
from tests.intake.journey import a_referral, findings

REQUESTS, CONNECTIONS, ROUNDS, REFERRALS = 1500, 16, 3, 1500
LIMIT = 0.5
PEER = "bare route, one insert"

_serials = itertools.count(1)
Server = tuple[int, int]


async def main(cluster: Cluster) -> None:
    configure("bench", "WARNING")
    today = stockholm(MovableClock().now()) - timedelta(days=1)
    databases = Databases(cluster)
    intake, placement = await databases.of("intake"), await databases.of("placement")
    referrals = await _referrals(intake, today)
    async with AsyncExitStack() as stack:
        issuer = await stack.enter_async_context(setting.issuer())
        peers = [await stack.enter_async_context(_bare(cluster, factory)) for factory in ("stack", "floor")]
        for_intake = await stack.enter_async_context(_full(intake, issuer))
        for_placement = await stack.enter_async_context(_full(placement, issuer))
        load_of = {
            PEER: (peers[0], _things),
            "bare route, driver only": (peers[1], _things),
            "register an employer": (for_placement, lambda: _employers(issuer, today, keyed=False)),
            "  with Idempotency-Key": (for_placement, lambda: _employers(issuer, today, keyed=True)),
            "assess eligibility": (for_intake, lambda: _assessments(issuer, referrals, today, keyed=False)),
            "   with Idempotency-Key": (for_intake, lambda: _assessments(issuer, referrals, today, keyed=True)),
        }
        await _measure(load_of)


async def _measure(load_of: dict[str, tuple[Server, Any]]) -> None:
    best: dict[str, float] = {}
    spent: dict[str, float] = {}
    for _ in range(ROUNDS):
        for name, ((port, process), make) in load_of.items():
            requests = make()
            before = setting.cpu_seconds(process)
            result = await load.run(port, requests, CONNECTIONS)
            best[name] = max(best.get(name, 0.0), result.rate)
            spent[name] = 1000 * (setting.cpu_seconds(process) - before) / len(requests)
    for name, rate in best.items():
        cost = f"{spent[name]:4.2f} ms of the worker's CPU each"
        print(f"  {name:26} {rate:6.0f} requests/s   {rate / best[PEER]:5.2f} of the bare route (limit {LIMIT})   {cost}")


async def _referrals(settings: Settings, on: date) -> list[str]:
    made: list[str] = []
    bus = LocalBus(TOPICS)
    await bus.start()
    async with served("intake", settings, bus=bus, clock=MovableClock()) as api:
        while len(made) < REFERRALS:
            made += await asyncio.gather(*(a_referral(api, on) for _ in range(CONNECTIONS)))
    await bus.stop()
    return made


@asynccontextmanager
async def _bare(cluster: Cluster, factory: str) -> AsyncIterator[Server]:
    database = f"bare_{factory}"
    connection = await asyncpg.connect(cluster.url("postgres"))
    await connection.execute(f"create database {database}")
    await connection.close()
    async with setting.server(f"tests.bench.bare:{factory}", {"BARE_DATABASE_URL": cluster.url(database)}) as running:
        yield running


def _full(settings: Settings, issuer: Issuer) -> Any:
    return setting.server("tests.bench.full:create", setting.environment(settings, issuer))


def _things() -> list[bytes]:
    body = json.dumps({"person": str(new_id()), "note": "x" * 40}).encode()
    return [load.request("POST", "/things", body) for _ in range(REQUESTS)]


def _headers(issuer: Issuer, *, keyed: bool) -> list[tuple[str, str]]:
    key = [("Idempotency-Key", str(new_id()))] if keyed else []
    return [("Authorization", f"Bearer {_token(issuer)}"), *key]


_tokens: dict[str, str] = {}


def _token(issuer: Issuer) -> str:
    if issuer.url not in _tokens:
        _tokens[issuer.url] = issuer.token("caseworker")
    return _tokens[issuer.url]


def _employers(issuer: Issuer, on: date, *, keyed: bool) -> list[bytes]:
    def body() -> bytes:
        employer = {"name": "Exempelköpings kommun", "sector": "municipal", "municipality": "0180", "sni": "84111"}
        return json.dumps({**employer, "organisation_number": organisation_number(next(_serials)), "on": on.isoformat()}).encode()

    return [load.request("POST", "/placement/v1/employers", body(), _headers(issuer, keyed=keyed)) for _ in range(REQUESTS)]


def _assessments(issuer: Issuer, referrals: list[str], on: date, *, keyed: bool) -> list[bytes]:
    """The same number of assessments, spread over the referrals so that they do not race for one stream."""
    body = json.dumps({"findings": findings(), "disability_group": "61", "on": on.isoformat()}).encode()
    paths = (f"/intake/v1/referrals/{referral}/assessments" for referral in itertools.cycle(referrals))
    return [
        load.request("POST", path, body, _headers(issuer, keyed=keyed)) for path, _ in zip(paths, range(REQUESTS), strict=False)
    ]
