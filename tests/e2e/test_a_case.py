"""A case from referral to figures, through every service, Kafka and PostgreSQL."""

import asyncio
from dataclasses import replace
from typing import Any

from aiokafka import AIOKafkaConsumer, ConsumerRecord

from shared.ids import new_id
from shared.testing.numbers import organisation_number
from tests.e2e.steps import (
    a_started_case,
    a_started_employment,
    a_waiting_case,
    agree_plan,
    an_agreed_employment,
    an_employer,
    an_opportunity,
    day,
    end_employment,
    start,
)
from tests.e2e.suite import PATIENCE, Suite, until


async def test_a_case_goes_from_referral_to_the_figures(suite: Suite) -> None:
    """Four cases, worked out by hand; day n is n days ago.

    case     started  job            F2, 180 days after the start    F3, 180 days after getting the job
    keeps    240      since 230      mature, within, on day 60 yes   mature, on day 50 retained
    loses    220      210 until 100  mature, within, on day 40 no    mature, on day 30 lost
    none     200      -              mature, not                     -
    young    30       since 20       pending, in work                pending
    """
    suite = replace(suite, unit="gavle")  # whose figures are of these four only
    employer = await an_employer(suite, organisation_number(901))
    place = await an_opportunity(suite, employer, places=1)
    keeps = await a_started_case(suite, 240)
    job = await a_started_employment(suite, keeps, employer, 230, opportunity=place)
    loses = await a_started_case(suite, 220)
    lost = await a_started_employment(suite, loses, employer, 210)
    await end_employment(suite, loses, lost, 100)
    await a_started_case(suite, 200)
    young = await a_started_case(suite, 30)
    await a_started_employment(suite, young, employer, 20, form="NONE")
    await supported_to_the_end(suite, keeps, job)

    await until(lambda: figure(suite, "outflow", cohort=4, pending_in_work=1, not_on_day_180=2))
    outflow = await answer(suite, "outflow")
    assert outflow["share_within_180"] == {"numerator": 2, "denominator": 3, "value": 2 / 3}
    assert outflow["share_on_day_180"] == {"numerator": 1, "denominator": 3, "value": 1 / 3}
    assert (outflow["counts"]["mature"], outflow["counts"]["pending"]) == (3, 1)
    retention = (await suite.get("metrics", f"/figures/retention?from={day(365)}", "manager")).json()["period"]["figure"]
    counts = {name: retention["counts"][name] for name in ("cohort", "mature", "pending", "retained", "lost", "unknown")}
    assert counts == {"cohort": 3, "mature": 2, "pending": 1, "retained": 1, "lost": 1, "unknown": 0}
    assert retention["share_known"] == {"numerator": 1, "denominator": 2, "value": 0.5}


async def supported_to_the_end(suite: Suite, case: str, employment: str) -> None:
    """Plan, contact, follow-up and completion; intake then proposes the end, and the case is ended for an employment."""
    await agree_plan(suite, case, 228)
    contact = {"channel": "visit", "contact_with": "both", "on_site": True, "on": day(220)}
    await suite.post("followup", f"/supports/{case}/contacts", contact)
    await suite.post(
        "followup", f"/supports/{case}/introductions/{employment}/endings", {"on": day(100), "outcome": "to-follow-up"}
    )
    await suite.post("followup", f"/supports/{case}/follow-ups", {"on": day(99)})
    await suite.post("followup", f"/supports/{case}/statuses", {"situation": "in-work", "source": "employer", "on": day(10)})
    done = {"ground": "works-independently", "early_reason": "Klarar arbetet på egen hand.", "on": day(5)}
    await suite.post("followup", f"/supports/{case}/completions", done)
    proposed = await suite.shown("intake", f"/cases/{case}", "end_proposed_on")
    assert proposed["end_proposed_on"] == day(5)
    await suite.post("intake", f"/cases/{case}/endings", {"kind": "completed", "exit": "employment", "form": "LFU", "on": day(4)})
    await suite.shown("placement", f"/searches/{case}", "ended_on")


async def answer(suite: Suite, name: str) -> dict[str, Any]:
    response = await suite.get("metrics", f"/figures/{name}?from={day(365)}", "manager")
    found: dict[str, Any] = response.json()["figure"]
    return found


async def figure(suite: Suite, name: str, **counts: int) -> bool:
    found = (await answer(suite, name))["counts"]
    return {group: found[group] for group in counts} == counts


async def test_one_correlation_id_is_followed_from_the_request_to_the_reaction(suite: Suite) -> None:
    case = await a_waiting_case(suite, 20)
    start_id, job_id = str(new_id()), str(new_id())
    await start(suite, case, 20, X_Correlation_ID=start_id)
    await suite.shown("placement", f"/searches/{case}")
    await suite.shown("followup", f"/supports/{case}")
    employer = await an_employer(suite, organisation_number(902))
    job = await an_agreed_employment(suite, case, employer, 10)
    await suite.post("placement", f"/employments/{job}/starts", {"on": day(10)}, X_Correlation_ID=job_id)
    await suite.shown("followup", f"/supports/{case}/introductions/{job}")

    [line] = suite.requests_logged("placement", job_id)
    assert (line["method"], line["route"], line["status"]) == ("POST", "/employments/{employment}/starts", 201)
    assert await recorded_under(suite, "placement", job_id) == ["EmploymentStarted"]
    assert await published_under(suite, "sius.placement.v1", job_id) == ["sius.placement.employment-started.v2"]
    assert await recorded_under(suite, "followup", job_id) == [
        "EmploymentNoted",
        "EmploymentTermsNoted",
        "IntroductionStarted",
    ]
    assert await published_under(suite, "sius.followup.v1", job_id) == ["sius.followup.introduction-started.v1"]
    assert await recorded_under(suite, "placement", start_id) == ["SearchOpened"]


async def recorded_under(suite: Suite, service: str, correlation: str) -> list[str]:
    """The types of the service's events under the correlation id."""
    async with suite.database(service) as connection:
        query = "select type from events where meta ->> 'correlation' = $1 order by era, txid, position"
        return [row["type"] for row in await connection.fetch(query, correlation)]


async def published_under(suite: Suite, topic: str, correlation: str) -> list[str]:
    """The types of the topic's messages under the correlation id, read from its start."""
    consumer = AIOKafkaConsumer(
        topic, bootstrap_servers=suite.parts.broker.bootstrap, auto_offset_reset="earliest", enable_auto_commit=False
    )
    await consumer.start()
    try:
        async with asyncio.timeout(PATIENCE):
            while True:
                message = await consumer.getone()
                headers = headers_of(message)
                if headers["ce_correlationid"] == correlation:
                    return [headers["ce_type"]]
    finally:
        await consumer.stop()


def headers_of(message: ConsumerRecord) -> dict[str, str]:
    return {name: value.decode() for name, value in message.headers}
