"""Every figure of the whole country, at 100 000 cases and two million events, beside its limit and a plain SQL scan.

A metrics service in a process of its own, asked over HTTP with an analyst's token: the current figure (the last whole year, as
it is known now), the same broken down by sex, a year as it was known in the middle of the next, and all ten years. The median
of several questions, after one that is not counted; nothing is kept between them. The scan counts the rows known now of the
tables that the figure reads, in the same database. Limits: 300 ms for a current figure, 1 s as known at an earlier instant,
1.5 s for the dashboard, 400 MB for the process.
"""

import statistics
import time
from collections.abc import Sequence
from contextlib import AsyncExitStack
from typing import Final

import asyncpg
import httpx
import psutil

from deploy.issuer import Issuer
from deploy.postgres import Cluster
from services.metrics.app import definition
from shared.eventstore import EventStore
from shared.migrations import app_role
from shared.projections import rebuilding
from shared.settings import Settings
from tests.bench import setting
from tests.bench.country import fill
from tests.harness import Databases

CASES: Final = 100_000
TIMES: Final = 5
MEGABYTES: Final = 400
YEAR, BY_SEX, EARLIER, EVER = (
    "from=2025-01-01&to=2025-12-31",
    "from=2025-01-01&to=2025-12-31&breakdown=sex",
    "from=2023-01-01&to=2023-12-31&known_at=2024-06-30T12:00:00Z",
    "from=2016-01-01",
)
LIMITS: Final = {YEAR: 300, BY_SEX: 300, EARLIER: 1_000, EVER: None}
NAMES: Final = {
    YEAR: "a year, as known now",
    BY_SEX: "the same by sex",
    EARLIER: "a year, as known in 2024",
    EVER: "ten years, as known now",
}

LIVES: Final = ("cases", "employments", "statuses")
READ: Final = {
    "figures/inflow": ("cases", "referrals", "shares", "benchmarks"),
    "figures/outflow": LIVES,
    "figures/retention": LIVES,
    "figures/results": (*LIVES, "subsidies"),
    "figures/interruptions": ("cases", "referrals", "judgements", "introductions", "follow_ups"),
    "figures/support": (*LIVES, "introductions", "follow_ups", "plans", "contacts"),
    "figures/fidelity": ("cases", "shares", "employer_contacts", "contacts", "employments"),
    "figures/fair-access": (*LIVES, "referrals", "judgements"),
    "figures/coverage": ("cases", "consents"),
    "figures/survey": ("survey_answers", "survey_invitations"),
    "figures/money": (*LIVES, "subsidies", "shares"),
    "figures/delays": ("received",),
    "figures/maturity": (*LIVES, "received"),
}
"""Path → the tables that it reads."""
WHOLE: Final = ("figures/money", "figures/delays", "figures/results")
"""Figures not broken down by sex, or not for an analyst: some form of work was begun by one to four women."""

PAGES: Final = {"dashboard": (1_500, tuple(dict.fromkeys(table for tables in READ.values() for table in tables)))}


async def main(cluster: Cluster) -> None:
    settings = await Databases(cluster).of("metrics")
    events = await fill(settings, CASES)
    await _rebuild(settings)
    print(f"  {CASES} cases, {events} events")
    await measure(settings)


async def _rebuild(settings: Settings) -> None:
    assert definition.read_model is not None
    model = definition.read_model(EventStore(definition.codec))
    async with rebuilding(settings.owner_url, model, role=app_role("metrics")) as rebuild:
        await rebuild.start(afresh=True)
        await rebuild.replay()
        await rebuild.switch()


async def measure(settings: Settings, only: Sequence[str] = ()) -> None:
    """Ask and print."""
    async with AsyncExitStack() as stack:
        issuer = await stack.enter_async_context(setting.issuer())
        env = {**setting.environment(settings, issuer), "SIUS_LOG_LEVEL": "ERROR"}
        port, process = await stack.enter_async_context(setting.server("tests.bench.full:create", env))
        base = f"http://127.0.0.1:{port}/metrics/v1/"
        client = await stack.enter_async_context(httpx.AsyncClient(base_url=base, timeout=120, headers=_analyst(issuer)))
        for path, tables in READ.items():
            if only and path not in only:
                continue
            scan = await _scan(settings, tables)
            for asked, limit in LIMITS.items():
                if asked == BY_SEX and path in WHOLE:
                    continue
                _say(path, asked, await _median(client, path, asked), limit, scan)
        for path, (most, tables) in PAGES.items():
            _say(path, YEAR, await _median(client, path, YEAR), most, await _scan(settings, tables))
        used = psutil.Process(process).memory_info().rss / 1e6
        print(f"  the process   {used:4.0f} MB   {used / MEGABYTES:4.2f} of the limit ({MEGABYTES} MB)")


def _analyst(issuer: Issuer) -> dict[str, str]:
    return {"Authorization": f"Bearer {issuer.token('analyst', units=())}"}


async def _median(client: httpx.AsyncClient, path: str, asked: str) -> float:
    took: list[float] = []
    for _ in range(TIMES + 1):
        began = time.perf_counter()
        answer = await client.get(f"{path}?{asked}")
        took.append(1_000 * (time.perf_counter() - began))
        answer.raise_for_status()
    return statistics.median(took[1:])


async def _scan(settings: Settings, tables: Sequence[str]) -> float:
    """Milliseconds for counting the rows known now of these tables, whole rows, by plain SQL."""
    connection = await asyncpg.connect(settings.database_url)
    took: list[float] = []
    try:
        for _ in range(3):
            began = time.perf_counter()
            for table in tables:
                known = "" if table == "received" else "where known_to is null"
                await connection.fetchval(f"select count(t) from {table} t {known}")
            took.append(1_000 * (time.perf_counter() - began))
    finally:
        await connection.close()
    return statistics.median(took)


def _say(path: str, asked: str, took: float, limit: int | None, scan: float) -> None:
    of_limit = f"{took / limit:5.2f} of the limit ({limit} ms)" if limit else ""
    print(
        f"  {path:24} {NAMES[asked]:26} {took:6.0f} ms   {took / scan:6.2f} of the scan ({scan:4.0f} ms)   {of_limit}", flush=True
    )
