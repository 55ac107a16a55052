"""Meetings and their counts over REST, on real PostgreSQL."""

from datetime import date, timedelta
from typing import Any

import pytest

from services.intake.projections.meeting import meetings
from shared.clock import MovableClock, stockholm
from tests.conftest import ServiceApi
from tests.harness import Api
from tests.intake.journey import a_started_case, ok
from tests.intake.rebuilding import rebuilt_differences


@pytest.fixture
async def api(api_of: ServiceApi) -> Api:
    return await api_of("intake")


@pytest.fixture
def today(clock: MovableClock) -> date:
    return stockholm(clock.now())


def of_kind(kind: str, on: date, **more: Any) -> dict[str, Any]:
    return {"unit": "stockholm", "kind": kind, "participants": ["region"], "on": on.isoformat(), **more}


async def held(api: Api, body: dict[str, Any]) -> str:
    meeting: str = ok(await api.post("/meetings", body))["meeting"]
    return meeting


async def counts(api: Api, query: str = "", **who: Any) -> dict[str, int]:
    listed = ok(await api.get(f"/meeting-counts{query}", **who), 200)
    return {row["kind"]: row["meetings"] for row in listed["items"]}


async def test_meetings_are_counted_by_unit_and_kind(api: Api, today: date) -> None:
    case = await a_started_case(api, today)
    for body in (of_kind("sip", today, case=str(case)), of_kind("sip", today), of_kind("consultation", today)):
        await held(api, body)
    assert await counts(api) == {"sip": 2, "consultation": 1}
    assert await counts(api, units=("malmo",)) == {}


async def test_the_first_and_the_last_day_are_counted_and_no_other(api: Api, today: date) -> None:
    for days in range(4):
        await held(api, of_kind("network", today - timedelta(days=days)))
    first, last = today - timedelta(days=2), today - timedelta(days=1)
    assert await counts(api, f"?from={first}&to={last}") == {"network": 2}


async def test_a_correction_and_a_retraction_change_the_counts(api: Api, today: date) -> None:
    first, second = [await held(api, of_kind("sip", today)) for _ in range(2)]
    body = {"kind": "network", "participants": ["region"], "on": today.isoformat(), "reason": "wrong-kind"}
    assert ok(await api.post(f"/meetings/{first}/corrections", body))["kind"] == "network"
    ok(await api.post(f"/meetings/{second}/retractions", {"reason": "not-held", "on": today.isoformat()}))
    assert await counts(api) == {"network": 1}
    assert ok(await api.get(f"/meetings/{second}"), 200)["in_error"] is True
    assert [row["meeting"] for row in ok(await api.get("/meetings"), 200)["items"]] == [first]


async def test_a_correction_based_on_an_old_version_is_refused(api: Api, today: date) -> None:
    meeting = await held(api, of_kind("sip", today))
    body = {"reason": "not-held", "on": today.isoformat()}
    answer = await api.post(f"/meetings/{meeting}/retractions", body, headers={"If-Match": '"7"'})
    assert answer.status_code == 412


async def test_another_unit_sees_no_meeting_and_registers_none(api: Api, today: date) -> None:
    meeting = await held(api, of_kind("sip", today))
    assert (await api.get(f"/meetings/{meeting}", units=("malmo",))).status_code == 403
    assert ok(await api.get("/meetings", units=("malmo",)), 200)["total"] == 0
    assert (await api.post("/meetings", of_kind("sip", today), units=("malmo",))).status_code == 403


async def test_a_meeting_about_a_protected_person_is_listed_and_counted_for_named_officers_only(api: Api, today: date) -> None:
    case = await a_started_case(api, today)
    person = ok(await api.get(f"/cases/{case}"), 200)["person"]
    meeting = await held(api, of_kind("sip", today, case=str(case)))
    body = {"kind": "secrecy-marking", "on": today.isoformat()}
    ok(await api.post(f"/persons/{person}/protections", body, "caseworker+protected-identity"))
    assert ok(await api.get("/meetings"), 200)["total"] == 0
    assert (await api.get(f"/meetings/{meeting}")).status_code == 403
    assert ok(await api.get("/meetings", "caseworker+protected-identity"), 200)["total"] == 1
    assert await counts(api) == {}
    named = ok(await api.get("/meeting-counts", "caseworker+protected-identity"), 200)["items"]
    assert [(row["kind"], row["meetings"]) for row in named] == [("sip", 1)]


async def test_a_rebuilt_table_of_meetings_is_the_live_one(api: Api, today: date) -> None:
    meeting, _ = [await held(api, of_kind("sip", today)) for _ in range(2)]
    ok(await api.post(f"/meetings/{meeting}/retractions", {"reason": "not-held", "on": today.isoformat()}))
    assert (await rebuilt_differences(api))[meetings.name] == 0
