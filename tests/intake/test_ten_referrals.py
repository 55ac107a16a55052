"""The whole of intake: ten varied referrals, and what each of those concerned sees of them."""

from datetime import date
from typing import Any

import pytest

from shared.clock import MovableClock
from tests.conftest import ServiceApi
from tests.harness import Api
from tests.intake.journey import MALMO, ok
from tests.intake.rebuilding import rebuilt_differences
from tests.intake.ten import FK, NAMED, SHARING, Ten, ten_referrals


@pytest.fixture
async def api(api_of: ServiceApi) -> Api:
    return await api_of("intake")


async def seen(api: Api, path: str, role: str = "caseworker", **more: Any) -> Any:
    return ok(await api.get(path, role, **more), 200)


async def listed(api: Api, path: str, key: str, role: str = "caseworker", **more: Any) -> set[str]:
    params = {"limit": 100, **more.pop("params", {})}
    return {row[key] for row in (await seen(api, path, role, params=params, **more))["items"]}


async def test_ten_referrals_and_what_each_sees(api: Api, clock: MovableClock) -> None:
    ten = await ten_referrals(api)
    await the_municipality_sees_its_own(api, ten)
    await the_insurance_agency_sees_no_case_without_consent(api, ten)
    await the_officer_sees_the_unit_but_nobody_protected(api, ten)
    await the_named_officer_sees_everybody(api, ten)
    await another_unit_sees_nothing(api, ten)
    await managers_see_who_waits_and_analysts_see_nobody(api, ten)
    await every_decision_tells_its_rules_and_how_to_ask(api, ten)
    await consent_withdrawn_is_gone_at_once(api, ten, clock)
    assert {table: rows for table, rows in (await rebuilt_differences(api)).items() if rows} == {}


async def the_municipality_sees_its_own(api: Api, ten: Ten) -> None:
    own = {row["referral"]: row for row in (await seen(api, "/own-referrals", "partner", org=MALMO))["items"]}
    assert set(own) == {ten.ready, ten.not_ready, ten.planned_job, ten.returned, ten.sent_again}
    back = own[ten.returned]
    assert (back["status"], back["return_reasons"]) == ("returned", ["incomplete", "other-effort-first"])
    assert back["requirements"] == ["work-training", "complete-form"]
    for word in ("Intyg om", "samarbetspartner", "Redosson", "attendance", "disability"):
        assert word not in (await api.get("/own-referrals", "partner", org=MALMO)).text
    shared = await seen(api, f"/own-referrals/{ten.ready}/shared-details", "partner", org=MALMO)
    assert (shared["case_status"], shared["started_on"]) == ("ongoing", "2026-03-02")
    feed = await seen(api, "/own-referrals/changes", "partner", org=MALMO)
    assert {row["referral"] for row in feed["items"]} == set(own)
    for other in (ten.without_consent, ten.hidden, ten.long_term):
        assert (await api.get(f"/own-referrals/{other}", "partner", org=MALMO)).status_code in {403, 404}


async def the_insurance_agency_sees_no_case_without_consent(api: Api, ten: Ten) -> None:
    assert await listed(api, "/own-referrals", "referral", "partner", org=FK) == {ten.without_consent, ten.withdrawn}
    shared = await seen(api, f"/own-referrals/{ten.without_consent}/shared-details", "partner", org=FK)
    assert shared == {"referral": ten.without_consent, "scope": [], **dict.fromkeys(NOTHING)}


NOTHING = ("case_status", "started_on", "ended_on", "exit")


async def the_officer_sees_the_unit_but_nobody_protected(api: Api, ten: Ten) -> None:
    referrals = await listed(api, "/referrals", "referral")
    assert {ten.ready, ten.not_ready, ten.long_term, ten.without_consent, ten.overridden} < referrals
    assert ten.hidden not in referrals
    assert await listed(api, "/cases", "case") >= {ten.ready_case, ten.without_consent_case, ten.planned_case}
    assert ten.hidden_case not in await listed(api, "/cases", "case")
    for path in (f"/referrals/{ten.hidden}", f"/cases/{ten.hidden_case}", f"/persons/{ten.hidden_person}"):
        answer = await api.get(path)
        assert (answer.status_code, answer.json()["code"]) == (403, "protected-identity")
    assert (ten.overlapping.status_code, ten.overlapping.json()["code"]) == (409, "already-engaged")
    assert ten.ready_case in ten.overlapping.text
    await the_officer_has_the_tasks(api, ten)


async def the_officer_has_the_tasks(api: Api, ten: Ten) -> None:
    tasks = (await seen(api, "/tasks", params={"limit": 100}))["items"]
    kinds = {(task["kind"], task["referral"]) for task in tasks}
    assert ("recheck-referral", ten.not_ready) in kinds
    assert ("evidence-reminder", ten.overridden) in kinds
    assert ("assess-referral", ten.sent_again) in kinds
    assert ("start-case", ten.planned_job) in kinds
    assert ten.hidden not in {referral for _, referral in kinds}
    blocked = (await seen(api, "/blocked-referrals"))["items"]
    assert [(row["referral"], row["awaited"][0]["source_unit"]) for row in blocked] == [(ten.overridden, "psykiatrin-norr")]
    mine = await seen(api, "/tasks", params={"owner": "me", "limit": 100}, subject="sam")
    assert {task["kind"] for task in mine["items"]} >= {"first-contact", "day-180", "action-plan"}
    counts = await seen(api, "/task-counts", subject="sam")
    for count in counts["counts"]:
        assert (await seen(api, count["href"].removeprefix("/intake/v1"), subject="sam"))["total"] == count["count"]


async def the_named_officer_sees_everybody(api: Api, ten: Ten) -> None:
    assert ten.hidden in await listed(api, "/referrals", "referral", NAMED)
    assert ten.hidden in await listed(api, "/tasks", "referral", NAMED)
    register = (await seen(api, "/sus-registrations", NAMED, params={"limit": 100}))["items"]
    hidden = next(row for row in register if row["case"] == ten.hidden_case)
    assert (hidden["in"]["registered"], "protected-identity" in hidden["in"]["gaps"]) == ("anonymous", True)
    common = (await seen(api, "/sus-registrations", params={"limit": 100}))["items"]
    assert ten.hidden_case not in {row["case"] for row in common}
    assert {row["in"]["registered"] for row in common} == {"anonymous"}  # nobody has agreed to the register yet


async def another_unit_sees_nothing(api: Api, ten: Ten) -> None:
    for path in ("/referrals", "/cases", "/tasks", "/blocked-referrals", "/evidence-requests"):
        assert (await seen(api, path, units=("malmo",)))["total"] == 0
    refused = await api.get(f"/cases/{ten.ready_case}", units=("malmo",))
    assert (refused.status_code, refused.json()["code"]) == (403, "other-unit")


async def managers_see_who_waits_and_analysts_see_nobody(api: Api, ten: Ten) -> None:
    queue = (await seen(api, "/units/stockholm/waiting-list", "manager"))["items"]
    assert queue[0]["case"] == ten.planned_case
    assert queue[0]["granted_on"] > queue[1]["granted_on"]
    assert "planned-job" in str(queue[0]["why"])
    for path in ("/referrals", "/cases", "/tasks", "/units/stockholm/waiting-list"):
        assert (await api.get(path, "analyst")).status_code == 403


async def every_decision_tells_its_rules_and_how_to_ask(api: Api, ten: Ten) -> None:
    refused = await seen(api, f"/referrals/{ten.long_term}/decisions/latest", "decider")
    assert (refused["decision"], refused["alternatives"]) == ("refused", ["sammanhallet-matchningsstod"])
    assert refused["how_to_ask"]["days"] == 21
    assert refused["reconsideration"]["outcome"] == "upheld"
    page = await api.get(f"/referrals/{ten.long_term}/decisions/latest/document", "decider")
    assert "2017:462" in page.text
    dossier = await seen(api, f"/referrals/{ten.not_ready}/dossier")
    missing = {row["finding"]["criterion"] for row in dossier["criteria"] if row["missing"]}
    assert missing == {"attendance", "job-ready"}
    assert (dossier["outcome"], "steg-till-arbete" in dossier["alternatives"]) == ("not-yet", True)
    override = await seen(api, f"/referrals/{ten.overridden}/decisions/latest", "decider")
    assert (override["decision"], override["doubts"]) == ("granted", ["disability"])
    assert {row["ruleset"] for row in (refused, override)} == {"2017-08-01"}


async def consent_withdrawn_is_gone_at_once(api: Api, ten: Ten, clock: MovableClock) -> None:
    today = date.fromisoformat(str(clock.now())[:10]).isoformat()
    ok(await api.post(f"/consents/{ten.consent}/withdrawals", {"on": today}))
    shared = await seen(api, f"/own-referrals/{ten.ready}/shared-details", "partner", org=MALMO)
    assert (shared["scope"], shared["case_status"], shared["started_on"]) == ([], None, None)
    person = (await seen(api, f"/cases/{ten.ready_case}"))["person"]
    ok(await api.post(f"/persons/{person}/consents", {**SHARING, "scope": ["case-status"], "on": today}))
    shared = await seen(api, f"/own-referrals/{ten.ready}/shared-details", "partner", org=MALMO)
    assert (shared["case_status"], shared["started_on"]) == ("ongoing", None)
