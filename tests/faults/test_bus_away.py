"""The bus is away for a while: commands go on, and afterwards everything arrives, in order, with one effect each."""

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import AsyncExitStack
from dataclasses import dataclass, replace
from functools import partial

import pytest

from deploy.issuer import Issuer
from deploy.kafka import Broker
from shared.bus import Bus
from shared.bus.kafka import KafkaBus, Timing, create_topics
from shared.bus.local import LocalBus
from shared.clock import MovableClock
from shared.contracts.catalogue import FOLLOWUP, INTAKE, PLACEMENT, TOPICS
from tests.faults.parts import a_waiting_case, all_published, end, log_of, reopen, start, types_of, until
from tests.harness import Api, Databases, served

QUICK = Timing(request=2.0, delivery=4.0)
WHOLE_COURSE = ["SearchOpened", "SearchClosed", "SearchReopened", "EmployerContactReopened", "SearchClosed"]
CASES = 4


@dataclass(frozen=True)
class Away:
    """A bus that can go away and come back, with intake and placement on it."""

    intake: Api
    placement: Api
    goes: Callable[[], Awaitable[None]]
    comes_back: Callable[[], Awaitable[None]]


@pytest.fixture(params=["local", "kafka"])
async def away(
    request: pytest.FixtureRequest,
    databases: Databases,
    clock: MovableClock,
    issuer: Issuer,
    tmp_path_factory: pytest.TempPathFactory,
) -> AsyncIterator[Away]:
    async with AsyncExitStack() as stack:
        bus, goes, comes_back = await (_local(stack) if request.param == "local" else _kafka(stack, tmp_path_factory))
        apis = [
            await stack.enter_async_context(served(name, await databases.of(name), bus=bus, clock=clock, issuer=issuer))
            for name in ("intake", "placement")
        ]
        yield Away(apis[0], apis[1], goes, comes_back)


Switched = tuple[Bus, Callable[[], Awaitable[None]], Callable[[], Awaitable[None]]]


async def _local(stack: AsyncExitStack) -> Switched:
    bus = LocalBus([replace(INTAKE, readers=("placement",)), PLACEMENT, FOLLOWUP])
    await bus.start()
    stack.push_async_callback(bus.stop)
    return bus, bus.stop, bus.start


async def _kafka(stack: AsyncExitStack, folders: pytest.TempPathFactory) -> Switched:
    broker = await asyncio.to_thread(Broker.start, folders.mktemp("away"))
    stack.push_async_callback(asyncio.to_thread, broker.stop)
    await create_topics(broker.bootstrap, TOPICS)
    bus = KafkaBus(broker.bootstrap, "test", timing=QUICK)
    await bus.start()
    stack.push_async_callback(bus.stop)

    async def goes() -> None:
        await asyncio.to_thread(broker.kill)

    async def comes_back() -> None:
        await asyncio.to_thread(broker.restart)

    return bus, goes, comes_back


async def done(api: Api, *cases: str) -> None:
    for case in cases:
        for answer in [await start(api, case), await end(api, case), await reopen(api, case), await end(api, case)]:
            assert answer.status_code == 201, answer.text


async def test_commands_work_without_the_bus_and_everything_arrives_afterwards_in_order_and_once(away: Away) -> None:
    before, *during = [await a_waiting_case(away.intake) for _ in range(CASES)]
    await done(away.intake, before)
    await all_published(away.intake)
    await away.goes()
    await done(away.intake, *during)
    assert await log_of(away.placement, "stream = any($1::text[])", [f"search-{case}" for case in during]) == []
    assert (await away.intake.client.get("/readyz")).status_code == 503

    await away.comes_back()
    await all_published(away.intake)
    for case in (before, *during):
        await until(partial(arrived, away.placement, case))
        assert await types_of(away.placement, f"search-{case}") == WHOLE_COURSE
    assert (await away.placement.get("/ops/parked", "operator")).json()["total"] == 0


async def arrived(placement: Api, case: str) -> bool:
    return len(await types_of(placement, f"search-{case}")) >= len(WHOLE_COURSE)
