"""What belongs together is seen together: priority and place, the dossier and what it waits for, a case and its ledger."""

from datetime import date, timedelta
from typing import Any

import pytest

from shared.clock import MovableClock, stockholm
from tests.conftest import ServiceApi
from tests.harness import Api
from tests.intake.everywhere import EVERYBODY
from tests.intake.journey import a_person, a_referral, a_started_case, assessed, granted, ok
from tests.intake.test_case_course_api import handover
from tests.intake.test_protection import protected


@pytest.fixture
async def api(api_of: ServiceApi) -> Api:
    return await api_of("intake")


@pytest.fixture
def today(clock: MovableClock) -> date:
    return stockholm(clock.now())


async def a_waiting_case(api: Api, on: date, person: str | None = None) -> str:
    referral = await a_referral(api, on, person)
    await assessed(api, referral, on)
    await granted(api, referral, on)
    case: str = ok(await api.post("/cases", {"referral": referral, "on": on.isoformat()}))["case"]
    return case


async def waiting(api: Api, role: str = "caseworker") -> list[tuple[str, int, Any]]:
    rows = ok(await api.get("/cases?status=waiting", role), 200)["items"]
    return [(row["case"], row["place"], row["priority"]) for row in rows]


async def test_waiting_cases_are_listed_in_their_order_with_place_and_priority(api: Api, today: date) -> None:
    first, second = [await a_waiting_case(api, today - timedelta(days=days)) for days in (9, 3)]
    assert await waiting(api) == [(first, 1, None), (second, 2, None)]
    ok(
        await api.post(
            f"/cases/{second}/priorities", {"reason": "Börjar måndag.", "on": today.isoformat()}, "manager", subject="mia"
        )
    )
    given = {"on": today.isoformat(), "by": "mia", "reason_given": True}
    assert await waiting(api) == [(second, 1, given), (first, 2, None)]
    assert "måndag" not in (await api.get("/cases?status=waiting")).text
    assert [row["case"] for row in ok(await api.get("/units/stockholm/waiting-list"), 200)["items"]] == [second, first]


async def test_places_have_no_gap_where_a_protected_person_waits(api: Api, today: date) -> None:
    person = await a_person(api)
    hidden = await a_waiting_case(api, today - timedelta(days=9), person)
    shown = await a_waiting_case(api, today)
    await protected(api, person, today)
    assert await waiting(api) == [(shown, 1, None)]
    named = "caseworker+protected-identity"
    assert [(case, place) for case, place, _ in await waiting(api, named)] == [(hidden, 1), (shown, 2)]


async def test_the_dossier_tells_who_holds_what_since_when_and_when_it_is_due(api: Api, today: date) -> None:
    referral = await a_referral(api, today - timedelta(days=40))
    since = today - timedelta(days=35)
    asked = {"kind": "medical-certificate", "source": "region", "source_unit": "vardcentralen", "on": since.isoformat()}
    due = today - timedelta(days=5)
    path = f"/referrals/{referral}/evidence-requests"
    request = ok(await api.post(path, {**asked, "due_on": due.isoformat()}))["request"]
    (awaited,) = ok(await api.get(f"/referrals/{referral}/dossier"), 200)["awaited"]
    assert awaited == {
        "request": request,
        "kind": "medical-certificate",
        "source": "region",
        "source_unit": "vardcentralen",
        "requested_on": since.isoformat(),
        "due_on": due.isoformat(),
        "days_waited": 35,
        "overdue": True,
        "reminders": 0,
    }
    ok(await api.post(f"/evidence-requests/{request}/waivers", {"reason": "Framgår ändå.", "on": today.isoformat()}))
    assert ok(await api.get(f"/referrals/{referral}/dossier"), 200)["awaited"] == []


async def test_the_ledger_and_the_tasks_follow_the_case_to_its_new_unit(api: Api, today: date) -> None:
    case = await a_started_case(api, today)
    referral = ok(await api.get(f"/cases/{case}"), 200)["referral"]
    asked = {"kind": "assessment", "source": "af", "on": today.isoformat()}
    path = f"/referrals/{referral}/evidence-requests"
    request = ok(await api.post(path, asked))["request"]
    ok(await api.post(f"/cases/{case}/handovers", handover(today, unit="malmo"), "manager"))
    assert (await api.get(f"/evidence-requests/{request}")).status_code == 403
    assert (await api.post(path, asked)).status_code == 403
    for each in ("/evidence-requests", "/tasks"):
        assert ok(await api.get(each), 200)["total"] == 0
        assert ok(await api.get(each, units=["malmo"]), 200)["total"] > 0
    another = ok(await api.post(path, asked, units=["malmo"]))
    assert another["unit"] == "malmo"
    ok(await api.get(f"/referrals/{referral}/dossier", units=["malmo"]), 200)


async def test_the_decision_comes_in_the_format_that_is_asked_for(api: Api, today: date) -> None:
    case = await a_waiting_case(api, today)
    referral = ok(await api.get(f"/cases/{case}", EVERYBODY), 200)["referral"]
    path = f"/referrals/{referral}/decisions/latest"
    plain = await api.get(path)
    assert (plain.status_code, plain.json()["decision"]) == (200, "granted")
    page = await api.get(path, headers={"Accept": "text/html"})
    assert page.headers["content-type"].startswith("text/html")
    assert page.text == (await api.get(f"{path}/document")).text
    neither = await api.get(path, headers={"Accept": "application/pdf"})
    assert (neither.status_code, neither.json()["code"]) == (406, "not-acceptable")
