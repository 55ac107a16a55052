"""A case's way through intake over REST, as steps that tests put together."""

import itertools
from datetime import date, timedelta
from typing import Any
from uuid import UUID

import httpx

from shared.testing.numbers import personal_number
from tests.harness import UNIT, Api

_serials = itertools.count(1)

CRITERIA = (
    "registered",
    "disability",
    "capacity-investigated",
    "attendance",
    "job-ready",
    "needs-support",
    "regular-labour-market",
    "no-conflicting-support",
)


def ok(response: httpx.Response, status: int = 201) -> Any:
    assert response.status_code == status, response.text
    return response.json()


def person_body(**more: Any) -> dict[str, Any]:
    days, serial = divmod(next(_serials), 1000)
    number = personal_number(date(1990, 2, 14) + timedelta(days=days), serial)
    body = {
        "identity_number": number,
        "name": "Exempel Exempelsson",
        "birth_date": "1990-02-14",
        "sex": "woman",
        "municipality": "0180",
    }
    return {**body, **more}


async def a_person(api: Api, **more: Any) -> str:
    person: str = ok(await api.post("/persons", person_body(**more)))["person"]
    return person


def referral_body(person: str, on: date, **more: Any) -> dict[str, Any]:
    body = {"person": person, "source": "municipality", "unit": UNIT, "channel": "digital", "on": on.isoformat()}
    return {**body, **more}


async def a_referral(api: Api, on: date, person: str | None = None, **more: Any) -> str:
    body = referral_body(person or await a_person(api), on, **more)
    referral: str = ok(await api.post("/referrals", body))["referral"]
    return referral


def findings(**answers: str) -> list[dict[str, str]]:
    return [{"criterion": name, "answer": answers.get(name.replace("-", "_"), "met")} for name in CRITERIA]


async def assessed(api: Api, referral: str, on: date, *, by: str = "ali", **answers: str) -> Any:
    body = {"findings": findings(**answers), "disability_group": "61", "on": on.isoformat()}
    return ok(await api.post(f"/referrals/{referral}/assessments", body, subject=by))


async def granted(api: Api, referral: str, on: date, *, by: str = "eva", **more: Any) -> Any:
    body = {"decision": "granted", "on": on.isoformat(), **more}
    return ok(await api.post(f"/referrals/{referral}/decisions", body, "decider", subject=by))


async def a_started_case(api: Api, on: date, **more: Any) -> UUID:
    """Referred 30 days before, assessed, granted and opened the day before, started on `on`."""
    before = on - timedelta(days=1)
    referral = await a_referral(api, on - timedelta(days=30), **more)
    await assessed(api, referral, before)
    await granted(api, referral, before)
    case = ok(await api.post("/cases", {"referral": referral, "on": before.isoformat()}))["case"]
    ok(await api.post(f"/cases/{case}/starts", {"support_person": "sam", "on": on.isoformat()}))
    return UUID(case)
