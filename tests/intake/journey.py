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


SHORTFALLS = {"registered": "not-at-disposal", "job-ready": "needs-to-find-out"}


def finding(criterion: str, answer: str = "met", **more: Any) -> dict[str, Any]:
    said = {"shortfall": SHORTFALLS[criterion]} if answer == "not-met" and criterion in SHORTFALLS else {}
    return {"criterion": criterion, "answer": answer, **said, **more}


def findings(**answers: str) -> list[dict[str, Any]]:
    return [finding(name, answers.get(name.replace("-", "_"), "met")) for name in CRITERIA]


async def assessed(
    api: Api, referral: str, on: date, *, by: str = "ali", registered_since: str | None = None, **answers: str
) -> Any:
    since = {} if registered_since is None else {"registered_since": registered_since}
    body = {"findings": findings(**answers), "disability_group": "61", "on": on.isoformat(), **since}
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
    body = {"support_person": "sam", "late_reason": "Registreringen glömdes bort.", "on": on.isoformat()}
    await approved(api, ok(await api.post(f"/cases/{case}/starts", body)))
    return UUID(case)


async def approved(api: Api, case: Any, *, by: str = "eva") -> Any:
    """The case after a second officer has approved what came late; as it is when nothing did."""
    if case["proposal"] is None:
        return case
    body = {"proposal": case["proposal"]["proposal"]}
    return ok(await api.post(f"/cases/{case['case']}/approvals", body, subject=by))


MALMO = "212000-1124"


def proposal_body(on: date, **more: Any) -> dict[str, Any]:
    body = {
        "person": person_body(),
        "source": "municipality",
        "source_unit": "arbetsmarknadsenheten",
        "unit": UNIT,
        "reasons": ["find-work"],
        "on": on.isoformat(),
    }
    return {**body, **more}


async def a_proposal(api: Api, on: date, *, org: str = MALMO, **more: Any) -> str:
    """A partner agency's own referral, not accepted yet."""
    answer = await api.post("/own-referrals", proposal_body(on, **more), "partner", org=org)
    referral: str = ok(answer)["referral"]
    return referral


async def refused(api: Api, referral: str, on: date, *, by: str = "eva") -> Any:
    body = {"decision": "refused", "reason": "Behöver inte stödet.", "on": on.isoformat()}
    return ok(await api.post(f"/referrals/{referral}/decisions", body, "decider", subject=by))
