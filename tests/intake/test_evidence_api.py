"""The evidence ledger over REST on real PostgreSQL: who was asked, what came, how long it takes, and who waits for whom."""

from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest

from services.intake import events as e
from shared.clock import MovableClock, stockholm
from shared.ids import new_id
from tests.conftest import ServiceApi
from tests.harness import Api
from tests.intake.journey import ok
from tests.intake.rebuilding import rebuilt_differences
from tests.intake.seeds import Story, happened


@pytest.fixture
async def api(api_of: ServiceApi) -> Api:
    return await api_of("intake")


@pytest.fixture
def today(clock: MovableClock) -> date:
    return stockholm(clock.now())


async def a_story(api: Api, on: date, **more: Any) -> Story:
    story = Story(**more)
    await happened(api, story.received(on))
    return story


def body(on: date, **more: Any) -> dict[str, Any]:
    return {"kind": "medical-certificate", "source": "region", "source_unit": "vc-soder", "on": on.isoformat(), **more}


async def requested(api: Api, story: Story, on: date, **more: Any) -> dict[str, Any]:
    answer: dict[str, Any] = ok(await api.post(f"/referrals/{story.referral}/evidence-requests", body(on, **more)))
    return answer


async def step(api: Api, request: dict[str, Any], what: str, on: date, **more: Any) -> Any:
    return await api.post(f"/evidence-requests/{request['request']}/{what}", {"on": on.isoformat(), **more})


async def test_evidence_is_requested_reminded_and_received(api: Api, today: date) -> None:
    story = await a_story(api, today - timedelta(days=20))
    answer = await api.post(f"/referrals/{story.referral}/evidence-requests", body(today - timedelta(days=20)))
    request = ok(answer)
    path = f"/evidence-requests/{request['request']}"
    assert (answer.headers["Location"], answer.headers["ETag"]) == (f"/intake/v1{path}", '"1"')
    assert ok(await step(api, request, "reminders", today - timedelta(days=5)))["reminders"] == 1
    received = ok(await step(api, request, "receipts", today, document_date=today.isoformat(), form="digital"))
    assert (received["status"], received["received_from"], received["received_from_unit"]) == ("received", "region", "vc-soder")
    shown = await api.get(path)
    assert (ok(shown, 200)["closed_on"], shown.headers["ETag"]) == (today.isoformat(), '"3"')
    assert ok(await api.get("/tasks?kind=evidence-reminder"), 200)["items"] == []


async def test_a_waiver_keeps_its_reason_out_of_lists_and_events(api: Api, today: date) -> None:
    request = await requested(api, await a_story(api, today), today)
    ok(await step(api, request, "waivers", today, reason="Framgår av annat."))
    assert ok(await api.get(f"/evidence-requests/{request['request']}"), 200)["reason"] == "Framgår av annat."
    assert "annat" not in (await api.get("/evidence-requests")).text
    async with api.app.state.service.database.transaction() as tx:
        assert await tx.raw.fetchval("select count(*) from events where data::text like '%annat%'") == 0


async def test_a_change_based_on_an_older_version_is_refused(api: Api, today: date) -> None:
    request = await requested(api, await a_story(api, today), today)
    ok(await step(api, request, "reminders", today))
    path = f"/evidence-requests/{request['request']}/reminders"
    stale = await api.post(path, {"on": today.isoformat()}, headers={"If-Match": '"1"'})
    assert stale.status_code == 412


async def test_nothing_is_asked_for_a_referral_that_is_over(api: Api, today: date) -> None:
    story = await a_story(api, today)
    request = await requested(api, story, today)
    await happened(api, story.withdrawn(today))
    again = await api.post(f"/referrals/{story.referral}/evidence-requests", body(today))
    assert (again.status_code, again.json()["code"]) == (409, "evidence-not-wanted")
    assert (await step(api, request, "reminders", today)).json()["code"] == "evidence-not-wanted"
    assert ok(await api.get(f"/evidence-requests/{request['request']}"), 200)["status"] == "lapsed"
    late = await step(api, request, "receipts", today, document_date=today.isoformat(), form="digital")
    assert ok(late)["status"] == "received"


async def test_the_ledger_is_filtered_and_holds_only_the_units_own(api: Api, today: date) -> None:
    long_ago = today - timedelta(days=40)
    story, theirs = await a_story(api, long_ago), await a_story(api, long_ago, unit="malmo")
    late = await requested(api, story, long_ago, due_on=(today - timedelta(days=1)).isoformat())
    new = await requested(api, story, today, source="employer", source_unit=None)
    await happened(api, theirs.requested(new_id(), today))
    asked = {
        "": [late, new],
        "?overdue=true": [late],
        "?overdue=false": [new],
        "?source=employer": [new],
        "?source_unit=vc-soder": [late],
        f"?referral={story.referral}&status=open": [late, new],
        "?status=received": [],
    }
    for query, expected in asked.items():
        found = ok(await api.get(f"/evidence-requests{query}"), 200)["items"]
        assert [row["request"] for row in found] == [row["request"] for row in expected], query
    assert (await api.get(f"/evidence-requests/{late['request']}", units=["malmo"])).status_code == 403


async def test_lead_times_tell_what_is_open_apart_and_leave_nothing_out(api: Api, today: date) -> None:
    start = today - timedelta(days=100)
    story, gone = await a_story(api, start), await a_story(api, start)
    ids = [new_id() for _ in range(6)]
    await happened(api, *(story.requested(request, start) for request in ids[:5]), gone.requested(ids[5], start))
    for request, days in zip(ids[:3], (10, 20, 30), strict=True):
        await happened(api, story.evidence_received(request, start + timedelta(days=days)))
    await happened(api, story.waived(ids[3], start + timedelta(days=15)), gone.withdrawn(start + timedelta(days=5)))
    await happened(api, story.requested(new_id(), today, source="employer", source_unit=None))
    [employer, region] = ok(await api.get("/evidence-lead-times", "manager"), 200)["sources"]
    assert (region["source"], region["source_unit"]) == ("region", "vardcentralen-soder")
    counts = [region[name] for name in ("received", "open", "waived", "lapsed")]
    assert (counts, region["requested"]) == ([3, 1, 1, 1], 6)
    assert (region["median_days"], region["ninetieth_percentile_days"]) == (30, None)  # 1 - 4/5 · 2/3 · 1/2 = 0.73
    assert (region["oldest_open_days"], region["oldest_open_on"]) == (100, start.isoformat())
    assert (employer["requested"], employer["open"], employer["median_days"]) == (1, 1, None)
    assert ok(await api.get("/evidence-lead-times", units=["malmo"]), 200)["sources"] == []


async def test_a_corrected_receipt_moves_lead_times_and_the_dossier(api: Api, today: date) -> None:
    start = today - timedelta(days=40)
    story = await a_story(api, start)
    request = await requested(api, story, start)
    wrong = {"document_date": start.isoformat(), "form": "document"}
    ok(await step(api, request, "receipts", today, **wrong))
    await assessed_on(api, story, start, start)
    why = {"reason": "Fel intyg.", "form": "document"}
    right = today - timedelta(days=30)
    ok(await step(api, request, "receipt-corrections", right, **why, document_date=right.isoformat()))
    [source] = ok(await api.get("/evidence-lead-times", "manager"), 200)["sources"]
    assert source["median_days"] == 10
    dossier = ok(await api.get(f"/referrals/{story.referral}/dossier"), 200)
    assert [(row["received_on"], row["document_date"]) for row in dossier["received"]] == [(right.isoformat(),) * 2]
    assert dossier["judge_again"] == ["disability"]
    await assessed_on(api, story, today, right)
    assert ok(await api.get(f"/referrals/{story.referral}/dossier"), 200)["judge_again"] == []
    shown = ok(await api.get(f"/evidence-requests/{request['request']}"), 200)
    assert (shown["correction_reason"], shown["corrected_on"]) == ("Fel intyg.", today.isoformat())
    assert "intyg." not in (await api.get("/evidence-requests")).text
    assert (await rebuilt_differences(api))["evidence"] == 0


async def assessed_on(api: Api, story: Story, on: date, document_date: date) -> None:
    found = e.Finding(
        criterion="disability",
        answer="met",
        evidence="medical-certificate",
        source="region",
        evidence_date=document_date,
        judged_by="ali",
        judged_on=on,
    )
    await happened(api, replace(story.assessed(on), findings=(found,), judged=("disability",)))


async def test_a_receipt_in_error_is_awaited_again_with_its_tasks(api: Api, today: date) -> None:
    story, over = await a_story(api, today - timedelta(days=9)), await a_story(api, today - timedelta(days=9))
    came = [await requested(api, each, today - timedelta(days=9)) for each in (story, over)]
    for request in came:
        ok(await step(api, request, "receipts", today, document_date=today.isoformat(), form="digital"))
    await happened(api, over.withdrawn(today - timedelta(days=2)))
    shown = [ok(await step(api, request, "receipt-retractions", today, reason="Kom aldrig.")) for request in came]
    assert [(row["status"], row["closed_on"], row["received_from"]) for row in shown] == [
        ("open", None, None),
        ("lapsed", (today - timedelta(days=2)).isoformat(), None),
    ]
    for kind in ("evidence-reminder", "evidence-escalation"):
        [task] = ok(await api.get(f"/tasks?kind={kind}"), 200)["items"]
        assert task["about"] == came[0]["request"]
    [source] = ok(await api.get("/evidence-lead-times", "manager"), 200)["sources"]
    assert [source[name] for name in ("received", "open", "lapsed", "median_days")] == [0, 1, 1, None]
    differences = await rebuilt_differences(api)
    assert (differences["evidence"], differences["tasks"]) == (0, 0)


async def test_blocked_referrals_say_who_holds_what_and_for_how_long(api: Api, today: date) -> None:
    old, new, free, elsewhere = (
        await a_story(api, today - timedelta(days=50)),
        await a_story(api, today - timedelta(days=50)),
        await a_story(api, today - timedelta(days=50)),
        await a_story(api, today - timedelta(days=50), unit="malmo"),
    )
    first = await requested(api, old, today - timedelta(days=40))
    await requested(api, old, today - timedelta(days=3), source="employer", source_unit=None)
    await requested(api, new, today - timedelta(days=30))
    came = await requested(api, free, today - timedelta(days=30))
    ok(await step(api, came, "receipts", today, document_date=today.isoformat(), form="digital"))
    await happened(api, elsewhere.requested(new_id(), today - timedelta(days=45)))
    blocked = ok(await api.get("/blocked-referrals", "manager"), 200)
    assert blocked["total"] == 2
    assert [row["referral"] for row in blocked["items"]] == [str(old.referral), str(new.referral)]
    assert [(wait["source"], wait["days_waited"]) for wait in blocked["items"][0]["awaited"]] == [("region", 40), ("employer", 3)]
    assert blocked["items"][0]["awaited"][0]["request"] == first["request"]


async def test_evidence_that_somebody_saw_is_in_the_access_log(api: Api, today: date) -> None:
    story = await a_story(api, today)
    request = await requested(api, story, today)
    for path in ("/evidence-requests", f"/evidence-requests/{request['request']}", "/blocked-referrals"):
        ok(await api.get(path), 200)
    logged = ok(await api.get(f"/access-log?person={story.person}", "auditor"), 200)
    assert {row["what"] for row in logged["items"]} == {
        "list_evidence_requests",
        "show_evidence_request",
        "list_blocked_referrals",
    }


async def test_a_protected_person_is_in_no_list_and_no_count_of_others(api: Api, today: date) -> None:
    story = await a_story(api, today)
    request = await requested(api, story, today)
    async with api.app.state.service.database.transaction() as tx:
        await tx.raw.execute("insert into concealed (person) values ($1)", story.person)
    for path in ("/evidence-requests", "/blocked-referrals", "/tasks"):
        assert ok(await api.get(path), 200)["total"] == 0
        assert ok(await api.get(path, "caseworker+protected-identity"), 200)["total"] > 0
    assert ok(await api.get("/task-counts"), 200)["open"] == 0
    assert (await api.get(f"/evidence-requests/{request['request']}")).json()["code"] == "protected-identity"
    assert (await step(api, request, "reminders", today)).status_code == 403
