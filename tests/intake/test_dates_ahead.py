"""Nothing is registered as having happened on a day that has not come."""

from datetime import date, timedelta
from typing import Any

import pytest

from shared.clock import MovableClock, stockholm
from tests.conftest import ServiceApi
from tests.harness import Api
from tests.intake.everywhere import EVERYBODY
from tests.intake.journey import MALMO, a_proposal, a_referral, assessed, findings, granted, ok

RETURN = {"reasons": ["incomplete"]}
DECISIONS: list[dict[str, Any]] = [
    {"decision": "granted"},
    {"decision": "refused", "reason": "Behöver inte stödet."},
    {"decision": "not-yet", "recheck_on": "2199-01-01"},
]


@pytest.fixture
async def api(api_of: ServiceApi) -> Api:
    return await api_of("intake")


@pytest.fixture
def today(clock: MovableClock) -> date:
    return stockholm(clock.now())


async def refused_ahead(api: Api, path: str, body: dict[str, Any], today: date, role: str = EVERYBODY, **who: Any) -> None:
    tomorrow = (today + timedelta(days=1)).isoformat()
    answer = await api.post(path, {**body, "on": tomorrow}, role, **who)
    assert answer.status_code == 409, answer.text
    assert {"code": "date-in-the-future", "on": tomorrow}.items() <= next(
        reason for reason in answer.json()["reasons"] if reason["code"] == "date-in-the-future"
    ).items()


async def test_a_referral_is_not_assessed_decided_returned_or_withdrawn_tomorrow(api: Api, today: date) -> None:
    referral = await a_referral(api, today)
    await refused_ahead(api, f"/referrals/{referral}/assessments", {"findings": findings()}, today)
    await assessed(api, referral, today)
    for body in DECISIONS:
        await refused_ahead(api, f"/referrals/{referral}/decisions", body, today, subject="eva")
    for path, body in (("returns", RETURN), ("withdrawals", {})):
        await refused_ahead(api, f"/referrals/{referral}/{path}", body, today)


async def test_a_proposal_is_not_accepted_or_taken_back_tomorrow(api: Api, today: date) -> None:
    referral = await a_proposal(api, today)
    await refused_ahead(api, f"/referrals/{referral}/acceptances", {}, today)
    await refused_ahead(api, f"/own-referrals/{referral}/withdrawals", {}, today, "partner", org=MALMO)


async def test_a_case_is_not_opened_or_taken_back_as_an_error_tomorrow(api: Api, today: date) -> None:
    referral = await a_referral(api, today)
    await assessed(api, referral, today)
    await granted(api, referral, today)
    await refused_ahead(api, "/cases", {"referral": referral}, today)
    case = ok(await api.post("/cases", {"referral": referral, "on": today.isoformat()}))["case"]
    await refused_ahead(api, f"/cases/{case}/retractions", {"reason": "Fel person."}, today)
