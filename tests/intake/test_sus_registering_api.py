"""Registration in SUS over REST on real PostgreSQL: done, shown in the register, counted, taken back, told to others."""

from datetime import date, timedelta
from typing import Any
from uuid import UUID

import pytest

from shared.clock import MovableClock, stockholm
from tests.conftest import ServiceApi
from tests.harness import Api
from tests.intake.journey import a_started_case, ok
from tests.intake.rebuilding import rebuilt_differences
from tests.intake.test_sus_outcomes_api import NAMED, consented, ended, outcome, person_in, registration


@pytest.fixture
async def api(api_of: ServiceApi) -> Api:
    return await api_of("intake")


@pytest.fixture
def today(clock: MovableClock) -> date:
    return stockholm(clock.now())


async def counts(api: Api) -> tuple[int, dict[str, int]]:
    found = ok(await api.get("/sus-registration-counts"), 200)
    return found["registrations"], {row["gap"]: row["count"] for row in found["registration_gaps"] if row["count"]}


async def gone_in(api: Api, case: UUID, on: date, **more: Any) -> Any:
    return await api.post(f"/cases/{case}/sus-registrations", {"on": on.isoformat()}, **more)


async def test_a_participation_is_registered_shown_counted_and_taken_back(api: Api, today: date) -> None:
    case = await a_started_case(api, today)
    assert (await counts(api)) == (0, {"no-consent": 1})
    await consented(api, case, today)
    assert ((await registration(api))["registration_gap"], await counts(api)) == ("not-yet", (0, {"not-yet": 1}))
    done = ok(await gone_in(api, case, today))
    assert (done["registered_on"], done["version"]) == (today.isoformat(), 1)
    row = await registration(api)
    assert (row["registered_on"], row["registration_gap"]) == (today.isoformat(), None)
    assert await counts(api) == (1, {})
    assert ok(await api.get(f"/cases/{case}/sus-registrations"), 200)["items"] == [done]
    assert (await rebuilt_differences(api))["sus_registrations"] == 0
    back = await api.post(f"/cases/{case}/sus-registration-retractions", {"reason": "twice", "on": today.isoformat()})
    assert (ok(back)["registered_on"], ok(back)["version"]) == (None, 2)
    assert ok(await api.get(f"/cases/{case}/sus-registrations"), 200)["total"] == 0
    assert await counts(api) == (0, {"not-yet": 1})
    assert (await rebuilt_differences(api))["sus_registrations"] == 0


async def test_without_consent_that_day_it_is_refused_and_nothing_is_recorded(api: Api, today: date) -> None:
    case = await a_started_case(api, today - timedelta(days=5))
    await consented(api, case, today)
    answer = await gone_in(api, case, today - timedelta(days=1))
    assert (answer.status_code, answer.json()["code"]) == (409, "sus-in-not-with-identity")
    assert answer.json()["reasons"][0]["gaps"] == ["no-consent"]
    async with api.app.state.service.database.transaction() as tx:
        assert await tx.raw.fetchval("select count(*) from events where stream like 'sus-%'") == 0


async def test_a_protected_identity_is_not_registered_and_what_was_is_no_longer_shown_so(api: Api, today: date) -> None:
    case, other = await a_started_case(api, today), await a_started_case(api, today)
    for one in (case, other):
        await consented(api, one, today)
    ok(await gone_in(api, case, today))
    for one in (case, other):
        body = {"kind": "secrecy-marking", "on": today.isoformat()}
        ok(await api.post(f"/persons/{await person_in(api, one)}/protections", body, NAMED))
    assert (await gone_in(api, other, today)).status_code == 403
    refused = await gone_in(api, other, today, role=NAMED)
    assert (refused.status_code, refused.json()["reasons"][0]["gaps"]) == (409, ["protected-identity"])
    rows = ok(await api.get("/sus-registrations"), 200)["items"]
    assert {(row["registered_on"], row["registration_gap"]) for row in rows} == {(None, "protected-identity")}
    assert (await api.get(f"/cases/{case}/sus-registrations")).status_code == 403


async def test_who_came_out_came_in(api: Api, today: date) -> None:
    case = await ended(api, today)
    ok(await api.post(f"/cases/{case}/sus-outcomes", outcome(today)))
    assert await counts(api) == (1, {})
    answer = await gone_in(api, case, today)
    assert (answer.status_code, answer.json()["code"]) == (409, "sus-registered-already")


async def test_another_unit_may_not_and_a_case_that_waits_cannot_be(api: Api, today: date) -> None:
    case = await a_started_case(api, today)
    assert (await gone_in(api, case, today, units=("malmo",))).status_code == 403
    again = await api.post(f"/cases/{case}/sus-registration-retractions", {"reason": "other", "on": today.isoformat()})
    assert (again.status_code, again.json()["code"]) == (409, "sus-not-registered")
