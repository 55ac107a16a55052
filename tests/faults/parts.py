"""What the tests of faults share: cases that are about to start, and listeners that tell what came over the bus."""

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable, Mapping, Sequence
from contextlib import asynccontextmanager
from datetime import date
from typing import Any

import httpx

from shared.bus import Bus, Partition, Received
from shared.clock import stockholm
from shared.ids import new_id
from tests.harness import Api
from tests.intake.journey import a_referral, assessed, granted, ok

PATIENCE = 40.0

Row = Mapping[str, Any]


def today(api: Api) -> date:
    return stockholm(api.clock.now())


def a_key() -> dict[str, str]:
    """Headers with a new Idempotency-Key, and a correlation id that is recorded with what is done."""
    key = str(new_id())
    return {"Idempotency-Key": key, "X-Correlation-ID": key}


async def a_waiting_case(api: Api, **more: Any) -> str:
    """A case that can be started today."""
    on = today(api)
    referral = await a_referral(api, on, **more)
    await assessed(api, referral, on)
    await granted(api, referral, on)
    case: str = ok(await api.post("/cases", {"referral": referral, "on": on.isoformat()}))["case"]
    return case


async def start(api: Api, case: str, headers: Mapping[str, str] | None = None, *, by: str = "sam") -> httpx.Response:
    body = {"support_person": by, "on": today(api).isoformat()}
    return await api.post(f"/cases/{case}/starts", body, headers=headers or {})


async def end(api: Api, case: str) -> httpx.Response:
    return await api.post(f"/cases/{case}/endings", {"kind": "completed", "exit": "studies", "on": today(api).isoformat()})


async def reopen(api: Api, case: str) -> httpx.Response:
    return await api.post(f"/cases/{case}/reopenings", {"reason": "Avslutades av misstag.", "on": today(api).isoformat()})


async def log_of(api: Api, where: str = "true", *arguments: Any) -> Sequence[Row]:
    """Rows of the service's log in the order of the feed."""
    service = api.app.state.service
    async with service.database.connection() as connection:
        rows: Sequence[Row] = await connection.fetch(
            f"select * from events where {where} order by era, txid, position", *arguments
        )
        return rows


async def types_of(api: Api, stream: str) -> list[str]:
    """The types of one stream's events, by version."""
    rows = await log_of(api, "stream = $1", stream)
    return [row["type"] for row in sorted(rows, key=lambda row: int(row["version"]))]


async def until(holds: Callable[[], Awaitable[bool]], seconds: float = PATIENCE) -> None:
    """Wait until it holds; fails after a while."""
    async with asyncio.timeout(seconds):
        while not await holds():
            await asyncio.sleep(0.02)


async def all_published(api: Api) -> None:
    """Wait until the relay has passed everything in the log."""

    async def passed() -> bool:
        answer = await api.get("/ops/relay", "operator")
        return answer.status_code == 200 and answer.json()["lag"] == 0

    await until(passed)


class Listener:
    """Everything that a group gets, in the order it came."""

    def __init__(self) -> None:
        self.heard: list[Received] = []

    def of(self, key: str) -> list[tuple[str, int]]:
        """(type, version) of the messages with this key, a redelivered one only once."""
        told = [(one.headers["ce_type"], int(one.headers["ce_sequence"])) for one in self.heard if one.key == key]
        return list(dict.fromkeys(told))

    async def listen(self, bus: Bus, group: str, topic: str) -> None:
        """Until cancelled; comes back when the bus does."""
        while True:
            consumer = bus.consumer(group, [topic], _from_the_start)
            try:
                await consumer.start()
                while True:
                    batch = await consumer.batch(wait=0.25)
                    self.heard += batch
                    await consumer.done(batch)
            except Exception:  # noqa: BLE001 - the bus is away, as the test wants it
                await asyncio.sleep(0.05)
            finally:
                await consumer.stop()


async def _from_the_start(_partitions: Sequence[Partition]) -> dict[Partition, int]:
    return {}


@asynccontextmanager
async def listening(bus: Bus, group: str, topic: str) -> AsyncIterator[Listener]:
    """A listener at work."""
    listener = Listener()
    task = asyncio.create_task(listener.listen(bus, group, topic))
    try:
        yield listener
    finally:
        task.cancel()
        await asyncio.gather(task, return_exceptions=True)
