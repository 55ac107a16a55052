"""Read models are rebuilt beside the live ones, compared row for row, and switched."""

from collections.abc import Sequence
from uuid import UUID

import asyncpg
import pytest
import sqlalchemy as sa

from shared.db import Database, Tx
from shared.eventstore import EventStore, Log, Recorded
from shared.projections import ReadModel, Rebuild, bring_up_to_date
from tests.conftest import KernelUrls
from tests.shared.events import CODEC, Counted, meta

STORE = EventStore(CODEC)
ROLE = "kernel_app"


def totals_model(*, doubled: bool = False) -> ReadModel[Recorded]:
    """Counter → total. `doubled` is the next release's: another definition of the same read model."""
    metadata = sa.MetaData()
    column = "doubled" if doubled else "total"
    sa.Table("totals", metadata, sa.Column("counter", sa.Uuid, primary_key=True), sa.Column(column, sa.Integer, nullable=False))

    async def project(tx: Tx, events: Sequence[Recorded]) -> None:
        for recorded in events:
            await tx.raw.execute(
                f"""insert into totals (counter, {column}) values ($1, $2)
                    on conflict (counter) do update set {column} = totals.{column} + excluded.{column}""",
                recorded.event.counter,
                recorded.event.amount * (2 if doubled else 1),
            )

    return ReadModel(metadata=metadata, feed=STORE.feed, project=project)


@pytest.fixture
async def model(kernel: KernelUrls, owner: asyncpg.Connection) -> ReadModel[Recorded]:
    await owner.execute("drop schema read")
    model = totals_model()
    assert await bring_up_to_date(kernel.owner, model, role=ROLE)
    return model


async def count(database: Database, model: ReadModel[Recorded], number: int, *amounts: int, expected: int = 0) -> None:
    async with database.transaction() as tx:
        log = Log(STORE, tx, meta(), model.project, lambda: None)
        events = [Counted(counter=UUID(int=number), amount=amount) for amount in amounts]
        await log.append(f"counter-{number}", events, expected=expected)


async def rows(connection: asyncpg.Connection, schema: str = "read") -> list[tuple[int, int]]:
    return [(row[0].int, row[1]) for row in await connection.fetch(f"select * from {schema}.totals order by 1")]


async def test_a_read_model_that_is_up_to_date_is_left_alone(kernel: KernelUrls, model: ReadModel[Recorded]) -> None:
    assert not await bring_up_to_date(kernel.owner, model, role=ROLE)


async def test_what_is_rebuilt_equals_what_is_live_row_for_row(
    database: Database, owner: asyncpg.Connection, model: ReadModel[Recorded]
) -> None:
    for number in range(1, 30):
        await count(database, model, number, number, 1)
    rebuild = Rebuild(owner, model, role=ROLE)
    await rebuild.start()
    assert await rebuild.replay() == 58
    async with rebuild.standstill():
        assert await rebuild.differences() == {"totals": 0}


async def test_a_difference_is_found(database: Database, owner: asyncpg.Connection, model: ReadModel[Recorded]) -> None:
    await count(database, model, 1, 5)
    await owner.execute("update read.totals set total = 6")
    rebuild = Rebuild(owner, model, role=ROLE)
    await rebuild.start()
    await rebuild.replay()
    assert await rebuild.differences() == {"totals": 2}


async def test_the_switch_takes_along_what_was_appended_meanwhile(
    database: Database, owner: asyncpg.Connection, model: ReadModel[Recorded]
) -> None:
    await count(database, model, 1, 5)
    rebuild = Rebuild(owner, model, role=ROLE)
    await rebuild.start()
    await rebuild.replay()
    await count(database, model, 2, 7)
    await rebuild.switch()
    assert await rows(owner) == [(1, 5), (2, 7)]
    await count(database, model, 1, 1, expected=1)
    assert await rows(owner) == [(1, 6), (2, 7)]


async def test_a_rebuild_can_stop_and_go_on_where_it_was(
    database: Database, owner: asyncpg.Connection, model: ReadModel[Recorded], kernel: KernelUrls
) -> None:
    await count(database, model, 1, 5)
    first = Rebuild(owner, model, role=ROLE)
    await first.start()
    await first.replay()
    await count(database, model, 2, 7)
    second = Rebuild(owner, model, role=ROLE)
    await second.start()
    assert await second.replay() == 1
    assert await rows(owner, "read_next") == [(1, 5), (2, 7)]


async def test_another_definition_is_rebuilt_at_the_next_release(
    database: Database, owner: asyncpg.Connection, model: ReadModel[Recorded], kernel: KernelUrls
) -> None:
    await count(database, model, 1, 5)
    assert await bring_up_to_date(kernel.owner, totals_model(doubled=True), role=ROLE)
    assert await rows(owner) == [(1, 10)]


async def test_a_rebuild_of_an_abandoned_definition_starts_afresh(
    database: Database, owner: asyncpg.Connection, model: ReadModel[Recorded]
) -> None:
    await count(database, model, 1, 5)
    abandoned = Rebuild(owner, totals_model(doubled=True), role=ROLE)
    await abandoned.start()
    await abandoned.replay()
    rebuild = Rebuild(owner, model, role=ROLE)
    await rebuild.start()
    assert await rebuild.replay() == 1
    assert await rows(owner, "read_next") == [(1, 5)]
