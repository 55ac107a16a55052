"""The way to an employment over REST, as steps that tests put together."""

import itertools
from dataclasses import replace
from datetime import UTC, date, datetime
from typing import Any
from uuid import UUID

import httpx

from services.placement.reactions import react
from shared.contracts import intake
from shared.contracts.base import Contract
from shared.contracts.catalogue import FOLLOWUP, INTAKE
from shared.ids import new_id, uuid7
from shared.inbox import Delivery
from shared.service import Service
from shared.testing.numbers import organisation_number, personal_number
from tests.harness import UNIT, Api
from tests.placement.given import JAN_5

NOW = datetime(2026, 3, 10, 8, tzinfo=UTC)
HEARD = tuple(replace(topic, readers=("placement",)) for topic in (INTAKE, FOLLOWUP))
"""The topics that placement reads, for a bus on which nobody else does."""
_serials = itertools.count(1)


def ok(response: httpx.Response, status: int = 201) -> Any:
    assert response.status_code == status, response.text
    return response.json()


def refused(response: httpx.Response, *codes: str) -> Any:
    assert response.status_code == 409, response.text
    problem = response.json()
    assert {reason["code"] for reason in problem["reasons"]} == set(codes)
    return problem


def case_started(case: UUID, *, unit: str = UNIT, on: date = JAN_5, person: UUID | None = None) -> intake.CaseStarted:
    return intake.CaseStarted(
        case=case,
        person=person or new_id(),
        unit=unit,
        support_person="officer-7",
        on=on,
        sex="woman",
        birth_year=1990,
        disability_group="61",
        municipality="0180",
        referral_source="municipality",
    )


def delivery(contract: Contract) -> Delivery:
    stream = f"case-{contract.key}"
    return Delivery(
        contract=contract, event_id=uuid7(NOW), stream=stream, version=1, previous=0, recorded_at=NOW, correlation="c"
    )


async def told(api: Api, *contracts: Contract) -> None:
    """Intake has published these, and placement has heard."""
    service: Service = api.app.state.service
    async with service.database.transaction() as tx:
        for contract in contracts:
            one = delivery(contract)
            await react(service.reacting(tx, one), one)


async def a_case(api: Api, **more: Any) -> str:
    """A case that has started."""
    case = new_id()
    await told(api, case_started(case, **more))
    return str(case)


def employer_body(**more: Any) -> dict[str, Any]:
    body = {
        "organisation_number": organisation_number(next(_serials)),
        "name": "Exempelköpings kommun",
        "sector": "municipal",
        "municipality": "0180",
        "sni": "84111",
        "on": "2026-01-05",
    }
    return {**body, **more}


async def an_employer(api: Api, **more: Any) -> str:
    employer: str = ok(await api.post("/employers", employer_body(**more)))["employer"]
    return employer


def sole_trader_body(**more: Any) -> dict[str, Any]:
    body = {
        "identity_number": personal_number(date(1970, 5, 5), next(_serials)),
        "name": "Exempelssons bageri",
        "municipality": "0180",
        "sni": "10710",
        "on": "2026-01-05",
    }
    return {**body, **more}


def contact_body(**more: Any) -> dict[str, Any]:
    body = {"channel": "visit", "purpose": "find-jobs", "outcome": "interested", "unit": UNIT, "on": "2026-03-02"}
    return {**body, **more}


def opportunity_body(employer: str, **more: Any) -> dict[str, Any]:
    body = {
        "employer": employer,
        "occupation": "5223",
        "weekly_hours": 30,
        "places": 1,
        "municipality": "0180",
        "on": "2026-01-05",
    }
    return {**body, **more}


async def an_opportunity(api: Api, employer: str, **more: Any) -> str:
    opportunity: str = ok(await api.post("/opportunities", opportunity_body(employer, **more)))["opportunity"]
    return opportunity


def employment_body(case: str, employer: str, **more: Any) -> dict[str, Any]:
    body = {
        "case": case,
        "employer": employer,
        "occupation": "5223",
        "starts_on": "2026-02-02",
        "weekly_hours": 30.25,
        "form": "LFU",
        "on": "2026-01-12",
    }
    return {**body, **more}


async def an_employment(api: Api, case: str | None = None, employer: str | None = None, **more: Any) -> str:
    """An employment that has been agreed."""
    body = employment_body(case or await a_case(api), employer or await an_employer(api), **more)
    employment: str = ok(await api.post("/employments", body))["employment"]
    return employment


async def a_job(api: Api, case: str | None = None, employer: str | None = None, **more: Any) -> str:
    """An employment that has started, on 2 February 2026 unless told otherwise."""
    employment = await an_employment(api, case, employer, **more)
    ok(await api.post(f"/employments/{employment}/starts", {"on": more.get("starts_on", "2026-02-02")}))
    return employment
