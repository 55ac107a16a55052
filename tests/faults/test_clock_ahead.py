"""The clock of another machine is ahead: what is recorded out of clock order keeps its stream's order everywhere."""

from collections.abc import AsyncIterator
from contextlib import AsyncExitStack
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from functools import partial

import pytest

from deploy.issuer import Issuer
from shared.bus.local import LocalBus
from shared.clock import MovableClock
from shared.contracts.catalogue import FOLLOWUP, INTAKE, PLACEMENT
from shared.settings import Settings
from tests.faults.parts import Listener, a_waiting_case, all_published, end, listening, log_of, reopen, start, types_of, until
from tests.harness import Api, Databases, served

AHEAD = timedelta(minutes=20)
LISTENER = "listener"
NOW = datetime(2026, 9, 1, 10, tzinfo=UTC)


@dataclass(frozen=True)
class Machines:
    """Two processes of intake on one database; the first one's clock is ahead. Placement follows."""

    ahead: Api
    right: Api
    placement: Api
    listener: Listener


@pytest.fixture
async def machines(databases: Databases, issuer: Issuer) -> AsyncIterator[Machines]:
    right, ahead = MovableClock(), MovableClock()
    right.move_to(NOW)
    ahead.move_to(NOW + AHEAD)
    bus = LocalBus([replace(INTAKE, readers=("placement", LISTENER)), PLACEMENT, FOLLOWUP])
    await bus.start()
    intake, placement = await databases.of("intake"), await databases.of("placement")
    async with AsyncExitStack() as stack:
        stack.push_async_callback(bus.stop)

        async def running(service: str, settings: Settings, clock: MovableClock) -> Api:
            return await stack.enter_async_context(served(service, settings, bus=bus, clock=clock, issuer=issuer))

        two = [await running("intake", intake, clock) for clock in (ahead, right)]
        follower = await running("placement", placement, right)
        listener = await stack.enter_async_context(listening(bus, LISTENER, INTAKE.name))
        yield Machines(two[0], two[1], follower, listener)


async def test_events_recorded_out_of_clock_order_keep_their_streams_order_and_are_published_in_it(machines: Machines) -> None:
    ahead, right = machines.ahead, machines.right
    case = await a_waiting_case(ahead)
    for answer in [await start(ahead, case), await end(right, case), await reopen(ahead, case), await end(right, case)]:
        assert answer.status_code == 201, answer.text
    await all_published(right)

    rows = await log_of(right, "stream = $1", f"case-{case}")
    assert [row["version"] for row in rows] == [1, 2, 3, 4, 5]
    recorded = [row["recorded_at"] for row in rows]
    assert recorded != sorted(recorded)
    published = [(kind.removeprefix("sius.intake.case-"), version) for kind, version in machines.listener.of(case)]
    assert published == [("opened.v1", 1), ("started.v1", 2), ("ended.v1", 3), ("reopened.v1", 4), ("ended.v1", 5)]


async def test_who_follows_ends_in_the_same_state_whatever_the_clocks_said(machines: Machines) -> None:
    cases = [await a_waiting_case(machines.ahead) for _ in range(3)]
    for case in cases:
        for answer in [await start(machines.ahead, case), await end(machines.right, case)]:
            assert answer.status_code == 201, answer.text
    for case in cases:
        await until(partial(closed, machines.placement, case))
        assert await types_of(machines.placement, f"search-{case}") == ["SearchOpened", "SearchClosed"]
    assert (await machines.placement.get("/ops/parked", "operator")).json()["total"] == 0


async def test_one_of_the_two_relays_is_active(machines: Machines) -> None:
    async def elected() -> bool:
        shown = [(await api.get("/ops/relay", "operator")).json()["active"] for api in (machines.ahead, machines.right)]
        return sorted(shown) == [False, True]

    await until(elected)


async def closed(placement: Api, case: str) -> bool:
    return len(await types_of(placement, f"search-{case}")) == 2
