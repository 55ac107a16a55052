"""Placement between its neighbours: what intake publishes comes in, what happens to employments goes out."""

import asyncio
from collections.abc import AsyncIterator
from uuid import UUID

import pytest

from shared.bus import Message, Received, Topic
from shared.bus.local import LocalBus
from shared.contracts import intake
from shared.contracts.base import Contract
from shared.contracts.catalogue import CONTRACTS, INTAKE, PLACEMENT
from shared.contracts.placement import EmploymentStartedV2
from shared.ids import new_id
from tests.conftest import ServiceApi
from tests.harness import Api
from tests.placement.given import MAR_2
from tests.placement.journey import HEARD, NOW, a_job, an_employment, case_started, ok

OUTSIDE = "outside"


@pytest.fixture
async def bus() -> AsyncIterator[LocalBus]:
    """Intake's topic is read by placement, placement's by the test."""
    topics = (*HEARD, Topic(PLACEMENT.name, 6, readers=(OUTSIDE,)))
    local = LocalBus(topics)
    await local.start()
    yield local
    await local.stop()


@pytest.fixture
async def api(api_of: ServiceApi, bus: LocalBus) -> Api:
    running = await api_of("placement", bus=bus)
    running.clock.move_to(NOW)
    return running


def message(contract: Contract, version: int) -> Message:
    headers = {
        "ce_id": str(new_id()),
        "ce_type": contract.type,
        "ce_time": NOW.isoformat(),
        "ce_subject": f"case-{contract.key}",
        "ce_sequence": str(version),
        "ce_previous": str(version - 1),
    }
    return Message(topic=INTAKE.name, key=contract.key, value=contract.model_dump_json().encode(), headers=headers)


async def next_published(bus: LocalBus, count: int) -> list[Received]:
    """The next messages placement publishes; fails after a while when there are fewer."""

    async def none(_partitions: object) -> dict[tuple[str, int], int]:
        return {}

    consumer = bus.consumer(OUTSIDE, [PLACEMENT.name], none)
    await consumer.start()
    received: list[Received] = []
    async with asyncio.timeout(20):
        while len(received) < count:
            batch = await consumer.batch(wait=1)
            received += batch
            await consumer.done(batch)
    await consumer.stop()
    return received


async def test_intakes_events_open_and_close_a_search_and_duplicates_do_nothing(api: Api, bus: LocalBus) -> None:
    case, person = new_id(), new_id()
    ended = intake.CaseEnded(case=case, person=person, on=MAR_2, kind="completed", exit="employment")
    started = message(case_started(case, person=person), 1)
    await bus.publish([started, started, message(ended, 2), started])
    search = ok(await api.get(f"/searches/{case}"), 200)
    assert (search["status"], search["ended_on"], search["version"]) == ("closed", "2026-03-02", 2)


async def test_the_course_of_an_employment_is_published_in_order_under_its_case(api: Api, bus: LocalBus) -> None:
    case = new_id()
    await bus.publish([message(case_started(case), 1)])
    employment = await a_job(api, str(case))
    ok(await api.post(f"/employments/{employment}/terms", {"on": "2026-02-16", "weekly_hours": 40}))
    ok(await api.post(f"/employments/{employment}/endings", {"on": "2026-03-02", "reason": "other"}))
    ok(await api.post(f"/employments/{employment}/retractions", {"reason": "Fel person.", "on": "2026-03-10"}))
    received = await next_published(bus, 4)
    kinds = [CONTRACTS[one.headers["ce_type"]].__name__ for one in received]
    assert kinds == ["EmploymentStartedV2", "EmploymentTermsChanged", "EmploymentEnded", "EmploymentRegisteredInError"]
    begun = contract_of(received[0])
    assert isinstance(begun, EmploymentStartedV2)
    assert (begun.occupation, begun.sector) == ("5223", "municipal")
    assert {one.key for one in received} == {str(case)}
    assert [int(one.headers["ce_previous"]) for one in received] == [0, 2, 3, 4]
    assert all(UUID(employment) == contract_of(one).employment for one in received)  # type: ignore[attr-defined] # all have one


async def test_an_agreement_that_came_to_nothing_is_never_heard_of(api: Api, bus: LocalBus) -> None:
    case = new_id()
    await bus.publish([message(case_started(case), 1)])
    mistake = await an_employment(api, str(case))
    ok(await api.post(f"/employments/{mistake}/retractions", {"reason": "Fel person.", "on": "2026-03-10"}))
    real = await a_job(api, str(case))
    (only,) = await next_published(bus, 1)
    assert contract_of(only).employment == UUID(real)  # type: ignore[attr-defined] # an employment's contract has one


def contract_of(received: Received) -> Contract:
    return CONTRACTS[received.headers["ce_type"]].model_validate_json(received.value or b"")
