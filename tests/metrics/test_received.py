"""The log of received events: append-only, each event once, and a feed that loses nothing."""

import asyncpg
import pytest

from services.metrics import received
from shared.codec import UnknownEvent
from shared.errors import VersionConflict
from shared.eventstore import START
from tests.metrics.conftest import Metrics
from tests.metrics.telling import Told


def story() -> Told:
    told = Told()
    told.case_started("2025-01-10")
    told.job_started("2025-03-01")
    told.case_ended("2025-06-30")
    return told


async def test_the_feed_gives_what_was_logged_in_order(metrics: Metrics) -> None:
    told = story()
    await metrics.receive(told.deliveries)
    entries = await received.feed(metrics.owner)
    assert [(entry.contract, entry.recorded_at) for entry in entries] == [
        (delivery.contract, delivery.recorded_at) for delivery in told.deliveries
    ]


async def test_the_feed_goes_on_after_a_cursor(metrics: Metrics) -> None:
    await metrics.receive(story().deliveries)
    first, *rest = await received.feed(metrics.owner)
    assert first.cursor is not None
    assert await received.feed(metrics.owner, first.cursor) == rest
    assert await received.feed(metrics.owner, first.cursor, 1) == rest[:1]


async def test_the_feed_waits_for_a_writer_that_may_come_before(metrics: Metrics) -> None:
    told = story()
    async with metrics.database.transaction() as slow:
        await received.append(slow, told.deliveries[:1])
        async with metrics.database.transaction() as quick:
            await received.append(quick, told.deliveries[1:])
        assert await received.feed(metrics.owner) == []
    assert [entry.contract for entry in await received.feed(metrics.owner)] == [one.contract for one in told.deliveries]


async def test_an_event_is_logged_once(metrics: Metrics) -> None:
    told = story()
    await metrics.receive(told.deliveries)
    async with metrics.database.transaction() as tx:
        assert await received.append(tx, [*told.deliveries, told.deliveries[0]]) == []
    assert len(await received.feed(metrics.owner)) == 3


async def test_the_application_can_neither_change_nor_remove_what_was_received(metrics: Metrics) -> None:
    await metrics.receive(story().deliveries)
    for statement in ("update received set version = 7", "delete from received", "truncate received"):
        with pytest.raises(asyncpg.InsufficientPrivilegeError):
            async with metrics.database.transaction() as tx:
                await tx.raw.execute(statement)


async def test_a_batch_that_began_before_a_switch_is_run_again(metrics: Metrics) -> None:
    told = story()
    async with metrics.database.transaction() as tx:
        await tx.raw.fetchval("select 1 from era")
        rebuild = metrics.rebuild()
        await rebuild.start()
        await rebuild.switch()
        with pytest.raises(VersionConflict):
            await received.append(tx, told.deliveries)
    await metrics.receive(told.deliveries)
    assert len((await metrics.content())["cases"]) == 2


async def test_a_type_of_a_newer_version_is_refused_loudly(metrics: Metrics) -> None:
    await metrics.receive(story().deliveries)
    await metrics.owner.execute("update received set type = 'sius.intake.case-started.v9' where version = 1")
    with pytest.raises(UnknownEvent, match="case-started"):
        await received.feed(metrics.owner, START)
