"""A whole country's cases over ten years in metrics' log of received events: 100 000 cases are two million events.

The same content for the same number of cases, in the order in which it was recorded. It goes straight into the table, for to
receive it as live takes an hour; `told` gives the same events for those who want to receive them.
"""

from bisect import bisect_left
from collections import deque
from collections.abc import Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from datetime import UTC, date, datetime, time, timedelta
from itertools import chain
from multiprocessing import get_context
from operator import itemgetter
from typing import Any, Final
from uuid import NAMESPACE_URL, UUID, uuid5

import asyncpg

from services.metrics.received import TABLE
from shared.contracts import intake
from shared.settings import Settings
from tests.bench.codes import OFFICERS, UNITS, officer
from tests.bench.course import Told, course

FIRST_DAY: Final = date(2016, 1, 4)
DAYS: Final = 3_650
COLUMNS: Final = ("era", "event_id", "stream", "version", "type", "recorded_at", "data")
AT_A_TIME, PROCESSES, AHEAD = 500, 2, 4

Line = tuple[datetime, str, str, str]
"""When it was recorded, the stream, the type, and the JSON."""

WHEN: Final = itemgetter(0)


async def fill(settings: Settings, cases: int) -> int:
    """Write what is told of so many cases into the log; gives the number of events. The read models stay as they are."""
    connection = await asyncpg.connect(settings.owner_url)
    try:
        status: str = await connection.copy_records_to_table(TABLE, records=_records(cases), columns=COLUMNS)
        await connection.execute(f"vacuum analyze {TABLE}")
        return int(status.removeprefix("COPY "))
    finally:
        await connection.close()


def told(cases: int) -> list[Told]:
    """Everything told of the units and of so many cases, in the order in which it was recorded."""
    courses = (course(number, _referred(number, cases)) for number in range(cases))
    return sorted(chain(_capacity(), *courses), key=WHEN)


def _referred(number: int, cases: int) -> date:
    return FIRST_DAY + timedelta(days=number * DAYS // cases)


def _capacity() -> Iterator[Told]:
    """What the units have to work with from the first day: a benchmark, and most of their officers' time."""
    at = datetime.combine(FIRST_DAY, time(5), UTC)
    for unit in UNITS:
        yield Told(at, f"unit-{unit}", intake.BenchmarkSet(unit=unit, cases=25, on=FIRST_DAY))
        yield from (Told(at, f"workload-{officer(unit, number)}", _share(unit, number)) for number in range(OFFICERS))


def _share(unit: str, number: int) -> intake.ShareSet:
    who = officer(unit, number)
    return intake.ShareSet(
        share=uuid5(NAMESPACE_URL, who),
        unit=unit,
        support_person=who,
        appropriation="1:4" if number else "1:1",
        percent=(100, 100, 75, 50)[number % 4],
        on=FIRST_DAY,
        until=None,
    )


def _records(cases: int) -> Iterator[tuple[Any, ...]]:
    versions: dict[str, int] = {}
    for number, (recorded_at, stream, name, data) in enumerate(_lines(cases), start=1):
        version = versions[stream] = versions.get(stream, 0) + 1
        yield 1, UUID(int=number), stream, version, name, recorded_at, data


def _lines(cases: int) -> Iterator[Line]:
    """All in order: no case tells anything before the day of its referral, so all before the next part's first day can go."""
    waiting = [_line(each) for each in _capacity()]
    for first, part in _parts(cases):
        opening = datetime.combine(_referred(first, cases), time(), UTC)
        waiting.sort(key=WHEN)
        early = bisect_left(waiting, opening, key=WHEN)
        yield from waiting[:early]
        waiting = waiting[early:] + part
    yield from sorted(waiting, key=WHEN)


def _parts(cases: int) -> Iterator[tuple[int, list[Line]]]:
    """The number of the first case of each part, and all that is told of its cases; some parts are made ahead."""
    with ProcessPoolExecutor(PROCESSES, mp_context=get_context("fork")) as pool:
        ahead: deque[tuple[int, Future[list[Line]]]] = deque()
        for first in range(0, cases, AT_A_TIME):
            ahead.append((first, pool.submit(_part, first, min(first + AT_A_TIME, cases), cases)))
            if len(ahead) > AHEAD:
                number, made = ahead.popleft()
                yield number, made.result()
        yield from ((number, made.result()) for number, made in ahead)


def _part(first: int, end: int, cases: int) -> list[Line]:
    return [_line(each) for number in range(first, end) for each in course(number, _referred(number, cases))]


def _line(each: Told) -> Line:
    return each.recorded_at, each.stream, each.contract.type, each.contract.model_dump_json()
