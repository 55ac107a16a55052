"""A read model folded stream by stream is the one that a replay makes, wherever the fold was stopped."""

from collections import Counter
from collections.abc import AsyncGenerator, AsyncIterator, Sequence
from contextlib import aclosing
from dataclasses import dataclass, replace
from uuid import UUID

import asyncpg
import pytest

from shared import folding
from shared.codec import UnknownEvent
from shared.db import Database, Tx, prepare_connection
from shared.eventstore import Cursor, Recorded
from shared.folding import Folding, Whole, by_stream
from shared.projections import ReadModel, Rebuild, bring_up_to_date
from tests.conftest import KernelUrls
from tests.shared.events import CODEC
from tests.shared.test_projections import ROLE, count, rows, totals_model

COLUMNS = "stream, version, event_id, type, schema, recorded_at, data::text as data"


async def streams(connection: asyncpg.Connection, after: int, until: Cursor) -> AsyncGenerator[Whole[Recorded], None]:
    async with aclosing(by_stream(connection, "events", COLUMNS, after, until)) as batches:
        async for found in batches:
            yield Whole(found[-1][0], [_recorded(row) for row in found])


def _recorded(row: asyncpg.Record) -> Recorded:
    event = CODEC.decode(row["type"], row["schema"], row["data"])
    about = {name: row[name] for name in ("stream", "version", "event_id", "recorded_at")}
    return Recorded(event=event, on=None, by="", correlation="", causation=None, **about)


async def fold(tx: Tx, entries: Sequence[Recorded]) -> None:
    """Only adds: a stream that came in two parts would break the key."""
    totals: Counter[UUID] = Counter()
    for entry in entries:
        totals[entry.event.counter] += entry.event.amount
    await tx.raw.executemany("insert into totals values ($1, $2)", list(totals.items()))


async def settle(tx: Tx) -> None:
    """What counters say of each other: nothing here."""


def folded_model() -> ReadModel[Recorded]:
    return replace(totals_model(), folding=Folding(streams=streams, fold=fold, settle=settle))


@dataclass
class Rebuilding:
    """Rebuilds of one database's totals: in turns on one connection, or reading ahead on a second."""

    owner: asyncpg.Connection
    reading: asyncpg.Connection | None
    model: ReadModel[Recorded]

    def again(self) -> Rebuild[Recorded]:
        return Rebuild(self.owner, self.model, role=ROLE, reading=self.reading)


@pytest.fixture(params=["in turns", "reading ahead"])
async def rebuilding(
    request: pytest.FixtureRequest, kernel: KernelUrls, owner: asyncpg.Connection, monkeypatch: pytest.MonkeyPatch
) -> AsyncIterator[Rebuilding]:
    monkeypatch.setattr(folding, "AT_A_TIME", 3)
    await owner.execute("drop schema read")
    model = folded_model()
    await bring_up_to_date(kernel.owner, model, role=ROLE)
    reading = await asyncpg.connect(kernel.owner)
    await prepare_connection(reading)
    yield Rebuilding(owner, reading if request.param == "reading ahead" else None, model)
    await reading.close()


async def fill(database: Database, model: ReadModel[Recorded], counters: int) -> None:
    """As many counters, in turns, with as many counts each as their number says."""
    for amount in range(counters):
        for number in range(amount, counters):
            await count(database, model, number, amount + 1, expected=amount)


async def test_what_is_folded_equals_what_is_live(database: Database, rebuilding: Rebuilding) -> None:
    await fill(database, rebuilding.model, 12)
    rebuild = rebuilding.again()
    await rebuild.start()
    assert await rebuild.replay() == 78
    assert await rebuild.differences() == {"totals": 0}
    assert await rebuilding.owner.fetchval("select to_regclass('read_next.folding')") is None


async def test_the_progress_ends_at_all_of_it(database: Database, rebuilding: Rebuilding) -> None:
    await fill(database, rebuilding.model, 6)
    rebuild = rebuilding.again()
    await rebuild.start()
    told: list[tuple[int, int]] = []
    await rebuild.replay(lambda done, of: told.append((done, of)))
    assert len(told) > 2
    assert told[-1] == (21, 21)
    assert {of for _, of in told} == {21}


class Stopped(Exception):  # noqa: N818
    """Somebody stops the rebuild."""


def stopping(done: int, _of: int) -> None:
    if done >= 30:
        raise Stopped


async def test_a_stopped_fold_goes_on_with_the_streams_that_are_left(database: Database, rebuilding: Rebuilding) -> None:
    await fill(database, rebuilding.model, 12)
    first = rebuilding.again()
    await first.start()
    with pytest.raises(Stopped):
        await first.replay(stopping)
    second = rebuilding.again()
    await second.start()
    assert 0 < await second.replay() <= 48
    assert await second.differences() == {"totals": 0}


async def test_what_is_appended_while_streams_are_folded_is_replayed_after_them(
    database: Database, rebuilding: Rebuilding
) -> None:
    await fill(database, rebuilding.model, 12)
    rebuild = rebuilding.again()
    await rebuild.start()
    with pytest.raises(Stopped):
        await rebuild.replay(stopping)
    await count(database, rebuilding.model, 11, 5, expected=12)
    await count(database, rebuilding.model, 77, 5)
    await rebuild.switch()
    assert (await rows(rebuilding.owner))[-2:] == [(11, 78 + 5), (77, 5)]


async def test_an_event_that_nobody_knows_stops_the_fold_and_nothing_is_switched(
    database: Database, rebuilding: Rebuilding
) -> None:
    await fill(database, rebuilding.model, 6)
    await rebuilding.owner.execute("update events set type = 'Newer' where version = 3")
    rebuild = rebuilding.again()
    await rebuild.start()
    with pytest.raises(UnknownEvent):
        await rebuild.switch()
    assert len(await rows(rebuilding.owner)) == 6


async def test_what_is_not_yet_certain_to_be_in_order_is_left_to_the_replay(database: Database, rebuilding: Rebuilding) -> None:
    await fill(database, rebuilding.model, 3)
    async with database.transaction() as slow:
        await slow.raw.fetchval("select pg_current_xact_id()")
        await count(database, rebuilding.model, 40, 1)
        rebuild = rebuilding.again()
        await rebuild.start()
        assert await rebuild.replay() == 6
    assert await rebuild.replay() == 1
    assert await rebuild.differences() == {"totals": 0}
