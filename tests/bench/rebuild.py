"""Rebuilding metrics' read model from two million received events, beside 40 000 events/s and a plain SQL scan of the same rows.

The events are ten years of a country's courses (`country`), put straight into the log. The rebuild is all that the operator's
command does but to compare: reading the log, making the rows and the indexes, and the switch. How fast the same kind of events is
received live is measured with a smaller part of them, and those are rebuilt and compared row for row.
"""

import asyncio
import time
from collections import Counter
from collections.abc import Iterator
from concurrent.futures import ProcessPoolExecutor
from multiprocessing import get_context
from typing import NamedTuple

import asyncpg
import psutil

from deploy.postgres import Cluster
from deploy.rebuild import read_model_of, rebuild
from services.metrics.app import definition
from shared.bus import Received
from shared.bus.local import LocalBus
from shared.clock import SystemClock
from shared.contracts.catalogue import TOPICS
from shared.migrations import app_role
from shared.projections import rebuilding
from shared.service import Service
from shared.settings import Settings
from tests.bench import cases, country
from tests.harness import Databases

CASES, LIVE = 100_000, 1_000
LIMIT, MEGABYTES = 40_000, 400
AT_A_TIME = 500
"""As many as a subscription asks the bus for."""

SCAN = "select count(*), max(recorded_at), max(length(data::text)) from received"


async def main(cluster: Cluster) -> None:
    databases = Databases(cluster)
    await _live(await databases.of("metrics"))
    settings = await databases.of("metrics")
    await country.fill(settings, CASES)
    scanned = await _scan(settings)
    with ProcessPoolExecutor(1, mp_context=get_context("spawn")) as alone:
        _say(alone.submit(rebuilt, settings.owner_url).result(), scanned)


class Rebuilt(NamedTuple):
    """How many events, how long it took with the switch, and the most memory that the process had (MB)."""

    events: int
    seconds: float
    megabytes: float


def _say(done: Rebuilt, scanned: float) -> None:
    rate, used = done.events / done.seconds, done.megabytes
    print(
        f"  rebuilt     {done.events:8} events in {done.seconds:5.1f} s   {rate:6.0f} events/s   "
        f"{rate / LIMIT:4.2f} of the limit ({LIMIT})"
    )
    print(
        f"  plain scan  {done.events:8} rows   in {scanned:5.1f} s   {done.events / scanned:6.0f} rows/s     "
        f"the rebuild took {done.seconds / scanned:.0f} times as long"
    )
    print(f"  memory      {used:8.0f} MB at most   {used / MEGABYTES:4.2f} of the limit ({MEGABYTES} MB)")


async def _live(settings: Settings) -> None:
    """A smaller part through metrics' subscription, and its rows compared with those of a rebuild."""
    messages = list(_messages())
    seconds = await _receive(settings, messages)
    print(f"  received    {len(messages):8} events in {seconds:5.1f} s   {len(messages) / seconds:6.0f} events/s live")
    differences = await rebuild("metrics", settings.owner_url)
    rows = await _rows(settings, list(differences))
    equal = "equal to the live ones" if not any(differences.values()) else f"DIFFERENT: {differences}"
    print(f"  compared    {rows:8} rows, {equal}")


def _messages() -> Iterator[Received]:
    versions: Counter[str] = Counter()
    for offset, told in enumerate(country.told(LIVE)):
        versions[told.stream] += 1
        yield cases.message(told, version=versions[told.stream], offset=offset)


async def _receive(settings: Settings, messages: list[Received]) -> float:
    service = Service(definition, settings, bus=LocalBus(TOPICS), clock=SystemClock())
    [subscription] = service.subscriptions
    await service.database.open()
    started = time.perf_counter()
    for first in range(0, len(messages), AT_A_TIME):
        await subscription.handle(messages[first : first + AT_A_TIME])
    seconds = time.perf_counter() - started
    await service.database.close()
    return seconds


def rebuilt(url: str) -> Rebuilt:
    """A rebuild, to be called in a process of its own."""
    return asyncio.run(_rebuild(url))


async def _rebuild(url: str) -> Rebuilt:
    process, most = psutil.Process(), [0]
    started = time.perf_counter()
    async with rebuilding(url, read_model_of("metrics"), role=app_role("metrics")) as under_way:
        await under_way.start()
        events = await under_way.replay(lambda _done, _of: most.append(process.memory_info().rss))
        await under_way.switch()
    return Rebuilt(events, time.perf_counter() - started, max(most) / 2**20)


async def _scan(settings: Settings) -> float:
    connection = await asyncpg.connect(settings.owner_url)
    started = time.perf_counter()
    await connection.fetchrow(SCAN)
    seconds = time.perf_counter() - started
    await connection.close()
    return seconds


async def _rows(settings: Settings, tables: list[str]) -> int:
    connection = await asyncpg.connect(settings.owner_url)
    counts = [await connection.fetchval(f"select count(*) from read.{table}") for table in tables]
    await connection.close()
    return sum(counts)
