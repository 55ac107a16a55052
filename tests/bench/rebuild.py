"""Rebuilding metrics' read model from its log of received events, as the operator's command does it, beside 20 000 events/s.

The events are whole courses of cases (start, introduction, work, change of terms, support, statuses, end) in the order of their
days, received a batch at a time through the subscription. Two rates: of the replay, and of all of it: reading the log, making the
rows, the indexes, comparing every row with the live one, and the switch.
"""

import time
from collections import Counter
from collections.abc import Iterator
from itertools import chain
from operator import itemgetter

import asyncpg

from deploy.postgres import Cluster
from deploy.rebuild import rebuild
from services.metrics.app import definition
from shared.bus import Received
from shared.bus.local import LocalBus
from shared.clock import SystemClock
from shared.contracts.catalogue import TOPICS
from shared.service import Service
from shared.settings import Settings
from tests.bench import cases
from tests.harness import Databases

CASES, LIMIT = 8_500, 20_000
AT_A_TIME = 500
"""As many as a subscription asks the bus for."""


async def main(cluster: Cluster) -> None:
    settings = await Databases(cluster).of("metrics")
    received, seconds = await _receive(settings)
    print(f"  received      {received:7} events live   {received / seconds:6.0f} events/s")
    progress = _Progress()
    started = time.perf_counter()
    differences = await rebuild("metrics", settings.owner_url, progress=progress)
    seconds = time.perf_counter() - started
    _say("replay", progress.done, progress.seconds)
    _say("all of it", progress.done, seconds)
    rows = await _rows(settings, list(differences))
    equal = "equal to the live ones" if not any(differences.values()) else f"DIFFERENT: {differences}"
    print(f"  compared      {rows:7} rows, {equal}")


class _Progress:
    """How many entries were replayed, and how long after the rebuild began the last of them was."""

    def __init__(self) -> None:
        self.done = 0
        self.seconds = 0.0
        self._began = time.perf_counter()

    def __call__(self, done: int) -> None:
        self.done, self.seconds = done, time.perf_counter() - self._began


def _say(what: str, events: int, seconds: float) -> None:
    rate = events / seconds
    print(
        f"  {what:12}  {events:7} events in {seconds:5.2f} s   {rate:6.0f} events/s   {rate / LIMIT:4.2f} of the limit ({LIMIT})"
    )


async def _receive(settings: Settings) -> tuple[int, float]:
    """The events through metrics' subscription; how many, and how long it took."""
    service = Service(definition, settings, bus=LocalBus(TOPICS), clock=SystemClock())
    [subscription] = service.subscriptions
    messages = list(_messages())
    await service.database.open()
    started = time.perf_counter()
    for first in range(0, len(messages), AT_A_TIME):
        await subscription.handle(messages[first : first + AT_A_TIME])
    seconds = time.perf_counter() - started
    await service.database.close()
    return len(messages), seconds


def _messages() -> Iterator[Received]:
    versions: Counter[str] = Counter()
    told = sorted(chain.from_iterable(map(cases.course, range(CASES))), key=itemgetter(2))
    for offset, each in enumerate(told):
        versions[each[0]] += 1
        yield cases.message(each, version=versions[each[0]], offset=offset)


async def _rows(settings: Settings, tables: list[str]) -> int:
    connection = await asyncpg.connect(settings.migration_url)
    counts = [await connection.fetchval(f"select count(*) from read.{table}") for table in tables]
    await connection.close()
    return sum(counts)
