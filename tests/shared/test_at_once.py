"""Reads at once: of one snapshot; two at a time when the pool has a connection to spare, else one after another."""

import asyncio
from collections.abc import AsyncIterator

import pytest

from shared.db import LEFT_TO_OTHERS, Database, Tx
from shared.errors import NotFound
from shared.eventstore import EventStore
from tests.conftest import KernelUrls
from tests.shared.events import CODEC, Counted, meta
from tests.shared.test_eventstore import ONE

STORE = EventStore(CODEC)


@pytest.fixture
async def roomy(kernel: KernelUrls) -> AsyncIterator[Database]:
    database = Database(kernel.app, size=LEFT_TO_OTHERS + 2)
    await database.open()
    yield database
    await database.close()


@pytest.fixture
async def narrow(kernel: KernelUrls) -> AsyncIterator[Database]:
    database = Database(kernel.app, size=LEFT_TO_OTHERS + 1)
    await database.open()
    yield database
    await database.close()


async def append(tx: Tx, stream: str) -> None:
    await STORE.append(tx, stream, [Counted(counter=ONE, amount=1, on=None)], expected=0, meta=meta())


async def events(tx: Tx) -> int:
    return int(await tx.raw.fetchval("select count(*) from events"))


async def backend(tx: Tx) -> int:
    return int(await tx.raw.fetchval("select pg_backend_pid()"))


async def test_the_answers_come_in_the_order_of_the_reads(roomy: Database) -> None:
    async def slow(tx: Tx) -> str:
        await tx.raw.execute("select pg_sleep(0.2)")
        return "slow"

    async def quick(_tx: Tx) -> str:
        return "quick"

    async with roomy.transaction() as tx:
        assert await tx.at_once(slow, quick, slow, quick) == ("slow", "quick", "slow", "quick")


async def test_two_reads_go_on_at_a_time(roomy: Database) -> None:
    first, second = asyncio.Event(), asyncio.Event()

    async def one(tx: Tx) -> int:
        first.set()
        await second.wait()
        return await backend(tx)

    async def other(tx: Tx) -> int:
        second.set()
        await first.wait()
        return await backend(tx)

    async with roomy.transaction() as tx, asyncio.timeout(10):
        own, another = await tx.at_once(one, other)
        assert own == await backend(tx)
        assert another != own


async def test_every_read_sees_what_the_transaction_saw_when_it_began(roomy: Database) -> None:
    met = asyncio.Barrier(2)

    async def read(tx: Tx) -> tuple[int, int]:
        await met.wait()  # so that each of the two reads on a connection of its own
        return await backend(tx), await events(tx)

    async with roomy.transaction() as writer:
        await append(writer, "counter-before")
    async with roomy.transaction() as tx, asyncio.timeout(10):
        assert await events(tx) == 1
        async with roomy.transaction() as writer:
            await append(writer, "counter-later")
        (one, seen), (other, seen_too) = await tx.at_once(read, read)
        assert one != other
        assert (seen, seen_too) == (1, 1)
    assert await counted(roomy) == 2


async def test_without_a_connection_to_spare_they_are_read_one_after_another(narrow: Database) -> None:
    async with narrow.transaction() as tx, narrow.transaction():
        own = await backend(tx)
        assert await tx.at_once(backend, backend, backend) == (own, own, own)


async def test_an_error_is_told_as_it_is_when_the_other_read_has_stopped(roomy: Database) -> None:
    stopped = asyncio.Event()

    async def fails(_tx: Tx) -> None:
        await asyncio.sleep(0.05)
        raise NotFound("counter", ONE)

    async def goes_on(tx: Tx) -> None:
        try:
            await tx.raw.execute("select pg_sleep(60)")
        except BaseException:
            stopped.set()
            raise

    async with asyncio.timeout(20):
        with pytest.raises(NotFound):
            async with roomy.transaction() as tx:
                await tx.at_once(fails, goes_on, backend)
        assert stopped.is_set()
        assert await asyncio.gather(*(counted(roomy) for _ in range(LEFT_TO_OTHERS + 2))) == [0] * (LEFT_TO_OTHERS + 2)


async def counted(database: Database) -> int:
    async with database.transaction() as tx:
        return await events(tx)
