"""A full command over HTTP beside a bare route with one insert: same worker, same load, same run.

The command is an assessment: token, unit check, read, decide, append, own read model, one transaction, with an
Idempotency-Key and without. Limit: at least half of the bare route's rate. The relay has nobody to publish to here; what
publishing costs is measured by `pipeline`. Neither server writes a line per request.
"""

import asyncio
import json
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import timedelta

import asyncpg

from deploy.issuer import Issuer
from deploy.postgres import Cluster
from shared.bus.local import LocalBus
from shared.clock import MovableClock, stockholm
from shared.contracts.catalogue import TOPICS
from shared.ids import new_id
from shared.logging import configure
from tests.bench import load, setting
from tests.harness import Databases, served
from tests.intake.journey import a_referral, findings

REQUESTS, CONNECTIONS, ROUNDS, REFERRALS = 1500, 16, 3, 1500
LIMIT = 0.5


async def main(cluster: Cluster) -> None:
    configure("bench", "WARNING")
    settings = await Databases(cluster).of("intake")
    clock = MovableClock()
    today = stockholm(clock.now())
    async with served("intake", settings, bus=LocalBus(TOPICS), clock=clock) as api:
        referrals = []
        for _ in range(0, REFERRALS, CONNECTIONS):
            made = (a_referral(api, today - timedelta(days=1)) for _ in range(CONNECTIONS))
            referrals += await asyncio.gather(*made)
    async with (
        setting.issuer() as issuer,
        _bare(cluster) as bare,
        setting.server("tests.bench.full:create", setting.environment(settings, issuer)) as full,
    ):
        things = [_thing() for _ in range(REQUESTS)]
        body = json.dumps({"findings": findings(), "disability_group": "61", "on": today.isoformat()}).encode()
        best: dict[str, float] = {}
        spent: dict[str, float] = {}
        for _ in range(ROUNDS):
            for name, (port, process), requests in (
                ("bare route, one insert", bare, things),
                ("full command", full, _assessments(issuer, referrals, body, keyed=False)),
                ("full command, Idempotency-Key", full, _assessments(issuer, referrals, body, keyed=True)),
            ):
                before = setting.cpu_seconds(process)
                result = await load.run(port, requests, CONNECTIONS)
                best[name] = max(best.get(name, 0.0), result.rate)
                spent[name] = 1000 * (setting.cpu_seconds(process) - before) / len(requests)
    peer = best["bare route, one insert"]
    for name, rate in best.items():
        cost = f"{spent[name]:4.2f} ms of the worker's CPU each"
        print(f"  {name:32} {rate:7.0f} requests/s   {rate / peer:5.2f} of the bare route (limit {LIMIT})   {cost}")


@asynccontextmanager
async def _bare(cluster: Cluster) -> AsyncIterator[tuple[int, int]]:
    connection = await asyncpg.connect(cluster.url("postgres"))
    await connection.execute("create database bare")
    await connection.close()
    async with setting.server("tests.bench.bare:create", {"BARE_DATABASE_URL": cluster.url("bare")}) as running:
        yield running


def _thing() -> bytes:
    return load.request("POST", "/things", json.dumps({"person": str(new_id()), "note": "x" * 40}).encode())


def _assessments(issuer: Issuer, referrals: list[str], body: bytes, *, keyed: bool) -> list[bytes]:
    """The same number of assessments, spread over the referrals so that they do not race for one stream."""
    bearer = ("Authorization", f"Bearer {issuer.token('caseworker')}")
    made = []
    for number in range(REQUESTS):
        headers = [bearer, ("Idempotency-Key", str(new_id()))] if keyed else [bearer]
        made.append(load.request("POST", f"/intake/v1/referrals/{referrals[number % len(referrals)]}/assessments", body, headers))
    return made
