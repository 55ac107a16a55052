"""A part of the whole is away or dies: what was answered is kept, and has its effect once."""

import asyncio

import httpx

from shared.testing.numbers import organisation_number
from tests.e2e.steps import a_started_case, a_waiting_case, an_agreed_employment, an_employer, day, start
from tests.e2e.suite import Suite, until


async def test_commands_are_answered_while_kafka_is_away_and_nothing_is_lost(suite: Suite) -> None:
    case = await a_waiting_case(suite, 20)
    await asyncio.to_thread(suite.parts.broker.kill)
    try:
        await start(suite, case, 20)
        others = [await a_waiting_case(suite, 20) for _ in range(3)]
        for other in others:
            await start(suite, other, 20)
        await until(lambda: says_that_the_bus_is_away(suite))
    finally:
        await asyncio.to_thread(suite.parts.broker.restart)
    for started in (case, *others):
        await suite.shown("placement", f"/searches/{started}")
        await suite.shown("followup", f"/supports/{started}")
    await until(lambda: is_ready(suite, "intake"))


async def says_that_the_bus_is_away(suite: Suite) -> bool:
    response = await suite.is_ready("intake")
    return response.status_code == httpx.codes.SERVICE_UNAVAILABLE and response.json()["parts"]["bus"] is False


async def is_ready(suite: Suite, service: str) -> bool:
    return (await suite.is_ready(service)).status_code == httpx.codes.OK


async def test_a_killed_consumer_does_everything_once(suite: Suite) -> None:
    """Placement is killed while cases start one after another."""
    cases = [await a_waiting_case(suite, 15) for _ in range(12)]
    for number, case in enumerate(cases):
        await start(suite, case, 15)
        if number == len(cases) // 2:
            await asyncio.to_thread(suite.process("placement").kill)
    await suite.back("placement")
    for case in cases:
        await suite.shown("placement", f"/searches/{case}")
    streams = [f"search-{case}" for case in cases]
    assert await times(suite, "placement", "SearchOpened", streams) == dict.fromkeys(streams, 1)


async def test_an_employment_that_starts_while_followup_is_dead_is_introduced_once(suite: Suite) -> None:
    case = await a_started_case(suite, 40)
    employer = await an_employer(suite, organisation_number(903))
    job = await an_agreed_employment(suite, case, employer, 30)
    await asyncio.to_thread(suite.process("followup").kill)
    await suite.post("placement", f"/employments/{job}/starts", {"on": day(30)})
    await suite.back("followup")
    await suite.shown("followup", f"/supports/{case}/introductions/{job}")
    await asyncio.to_thread(suite.process("followup").kill)
    await suite.back("followup")
    introductions = (await suite.get("followup", f"/supports/{case}/introductions")).json()
    assert [one["employment"] for one in introductions["items"]] == [job]
    assert await times(suite, "followup", "IntroductionStarted", [f"support-{case}"]) == {f"support-{case}": 1}


async def test_a_relay_that_is_killed_is_taken_up_where_it_was(suite: Suite) -> None:
    """Intake dies with a commit behind it that may not have been published yet."""
    case = await a_waiting_case(suite, 12)
    await start(suite, case, 12)
    await asyncio.to_thread(suite.process("intake").kill)
    await suite.back("intake")
    await suite.shown("placement", f"/searches/{case}")
    assert await times(suite, "placement", "SearchOpened", [f"search-{case}"]) == {f"search-{case}": 1}


async def times(suite: Suite, service: str, kind: str, streams: list[str]) -> dict[str, int]:
    """How often an event of the kind stands in each of the streams."""
    query = "select stream, count(*) as times from events where type = $1 and stream = any($2) group by stream"
    async with suite.database(service) as connection:
        return {row["stream"]: row["times"] for row in await connection.fetch(query, kind, streams)}
