"""A consumer dies between its effect's commit and the bus hearing of it: the message comes again, the effect does not."""

import asyncio
from collections.abc import AsyncIterator, Sequence
from dataclasses import replace
from functools import partial

import pytest

from deploy.issuer import Issuer
from shared.bus import Consumer, Message, Positions, Received
from shared.bus.local import LocalBus
from shared.clock import MovableClock
from shared.contracts.catalogue import INTAKE, PLACEMENT
from shared.ids import new_id
from tests.faults.parts import types_of, until
from tests.harness import Api, Databases, served
from tests.placement.journey import HEARD, NOW, case_started

CASE = new_id()


class DyingConsumer:
    """A consumer whose process ends, the first times, when it is about to say that a batch is done."""

    def __init__(self, inner: Consumer, bus: "DeadlyBus") -> None:
        self._inner, self._bus = inner, bus

    async def start(self) -> None:
        await self._inner.start()

    async def batch(self, *, wait: float, limit: int = 500) -> list[Received]:
        batch = await self._inner.batch(wait=wait, limit=limit)
        self._bus.delivered += [received.headers["ce_id"] for received in batch]
        return batch

    async def done(self, batch: Sequence[Received]) -> None:
        if self._bus.deaths_left:
            self._bus.deaths_left -= 1
            raise ConnectionResetError("the consumer's process was killed")
        await self._inner.done(batch)

    async def lag(self) -> int:
        return await self._inner.lag()

    async def stop(self) -> None:
        await self._inner.stop()


class DeadlyBus(LocalBus):
    """The real bus; what is delivered is written down."""

    deaths_left = 0

    def __init__(self) -> None:
        super().__init__([*HEARD, replace(PLACEMENT, readers=())])
        self.delivered: list[str] = []

    def consumer(self, group: str, topics: Sequence[str], positions: Positions) -> Consumer:  # type: ignore[override]
        return DyingConsumer(super().consumer(group, topics, positions), self)


@pytest.fixture
async def bus(clock: MovableClock) -> AsyncIterator[DeadlyBus]:
    clock.move_to(NOW)
    deadly = DeadlyBus()
    await deadly.start()
    yield deadly
    await deadly.stop()


def started() -> Message:
    contract = case_started(CASE)
    headers = {
        "ce_id": str(new_id()),
        "ce_type": contract.type,
        "ce_time": NOW.isoformat(),
        "ce_subject": f"case-{CASE}",
        "ce_sequence": "1",
        "ce_previous": "0",
    }
    return Message(topic=INTAKE.name, key=contract.key, value=contract.model_dump_json().encode(), headers=headers)


async def effective(api: Api) -> bool:
    return await seen(api) > 0


async def seen(api: Api) -> int:
    """The last version of the case whose effect is committed."""
    service = api.app.state.service
    async with service.database.connection() as connection:
        last: int | None = await connection.fetchval("select version from inbox_versions where stream = $1", f"case-{CASE}")
        return last or 0


@pytest.mark.parametrize("deaths", [1, 3])
async def test_a_message_whose_consumer_died_comes_again_and_has_no_second_effect(
    bus: DeadlyBus, databases: Databases, clock: MovableClock, issuer: Issuer, deaths: int
) -> None:
    bus.deaths_left = deaths
    message = started()
    async with served("placement", await databases.of("placement"), bus=bus, clock=clock, issuer=issuer) as api:
        await asyncio.wait_for(bus.publish([message]), 20)
        assert bus.delivered == [message.headers["ce_id"]] * (deaths + 1)
        assert await seen(api) == 1
        assert await types_of(api, f"search-{CASE}") == ["SearchOpened"]


async def test_another_process_gets_what_the_dead_one_had_and_does_not_do_it_again(
    bus: DeadlyBus, databases: Databases, clock: MovableClock, issuer: Issuer
) -> None:
    bus.deaths_left = 1_000_000
    settings = await databases.of("placement")
    message = started()
    async with served("placement", settings, bus=bus, clock=clock, issuer=issuer) as first:
        publishing = asyncio.create_task(bus.publish([message]))
        await until(partial(effective, first))
        assert not publishing.done()
    before = len(bus.delivered)
    bus.deaths_left = 0
    async with served("placement", settings, bus=bus, clock=clock, issuer=issuer) as second:
        await asyncio.wait_for(publishing, 20)
        assert len(bus.delivered) == before + 1
        assert await types_of(second, f"search-{CASE}") == ["SearchOpened"]
