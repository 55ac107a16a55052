"""Intake over REST: what a front end sees, on real PostgreSQL."""

from datetime import date, timedelta

import pytest

from shared.clock import MovableClock, stockholm
from tests.conftest import ServiceApi
from tests.harness import Api
from tests.intake.journey import (
    a_person,
    a_referral,
    a_started_case,
    assessed,
    granted,
    ok,
    person_body,
    referral_body,
)


@pytest.fixture
async def api(api_of: ServiceApi) -> Api:
    return await api_of("intake")


@pytest.fixture
def today(clock: MovableClock) -> date:
    return stockholm(clock.now())


class TestPersons:
    async def test_a_registered_person_is_shown_without_the_number(self, api: Api) -> None:
        body = person_body()
        shown = await api.get(f"/persons/{ok(await api.post('/persons', body))['person']}")
        assert ok(shown, 200)["name"] == body["name"]
        assert body["identity_number"] not in shown.text

    async def test_the_same_number_cannot_be_registered_twice_and_the_refusal_names_the_person(self, api: Api) -> None:
        body = person_body()
        person = ok(await api.post("/persons", body))["person"]
        again = await api.post("/persons", body)
        assert again.status_code == 409
        assert (again.json()["code"], again.json()["reasons"][0]["person"]) == ("person-already-registered", person)

    async def test_a_person_is_found_by_number_in_the_body(self, api: Api) -> None:
        body = person_body()
        person = ok(await api.post("/persons", body))["person"]
        search = {"identity_number": body["identity_number"]}
        assert ok(await api.post("/persons/searches", search), 200)["person"] == person

    async def test_a_wrong_check_digit_is_a_422_that_does_not_repeat_the_number(self, api: Api) -> None:
        body = person_body()
        last = int(body["identity_number"][-1])
        wrong = body["identity_number"][:-1] + str((last + 1) % 10)
        answer = await api.post("/persons", {**body, "identity_number": wrong})
        assert answer.status_code == 422
        assert answer.json()["errors"][0]["pointer"] == "#/identity_number"
        assert wrong not in answer.text

    async def test_another_unit_may_not_see_the_person(self, api: Api, today: date) -> None:
        person = await a_person(api)
        await a_referral(api, today, person)
        answer = await api.get(f"/persons/{person}", units=["malmo"])
        assert answer.status_code == 403
        logged = ok(await api.get(f"/access-log?person={person}&outcome=refused", "auditor"), 200)
        assert [(row["reason"], row["who"]) for row in logged["items"]] == [("other-unit", "caseworker")]


class TestReferrals:
    async def test_a_second_referral_is_refused_and_names_the_first(self, api: Api, today: date) -> None:
        person = await a_person(api)
        first = await a_referral(api, today, person)
        second = await api.post("/referrals", referral_body(person, today))
        assert second.status_code == 409
        assert (second.json()["code"], second.json()["reasons"][0]["referral"]) == ("already-engaged", first)

    async def test_every_reason_is_given_at_once(self, api: Api, today: date) -> None:
        person = await a_person(api)
        await a_referral(api, today, person)
        answer = await api.post("/referrals", referral_body(person, today + timedelta(days=1)))
        assert [reason["code"] for reason in answer.json()["reasons"]] == ["already-engaged", "date-in-the-future"]

    async def test_after_a_return_the_person_can_be_referred_again(self, api: Api, today: date) -> None:
        person = await a_person(api)
        referral = await a_referral(api, today, person)
        body = {"reasons": ["incomplete", "not-ready"], "advice": "Bifoga utredning.", "on": today.isoformat()}
        returned = ok(await api.post(f"/referrals/{referral}/returns", body))
        assert (returned["status"], returned["return_reasons"]) == ("returned", ["incomplete", "not-ready"])
        await a_referral(api, today, person)

    async def test_the_note_is_shown_on_the_referral_and_not_in_lists(self, api: Api, today: date) -> None:
        referral = await a_referral(api, today, note="Vill arbeta i butik.")
        assert ok(await api.get(f"/referrals/{referral}"), 200)["note"] == "Vill arbeta i butik."
        assert "butik" not in (await api.get("/referrals")).text

    async def test_a_list_holds_only_the_units_own(self, api: Api, today: date) -> None:
        mine = await a_referral(api, today)
        theirs = ok(await api.post("/referrals", referral_body(await a_person(api), today, unit="malmo"), units=["malmo"]))
        listed = ok(await api.get("/referrals"), 200)
        assert [row["referral"] for row in listed["items"]] == [mine]
        assert theirs["referral"] != mine

    async def test_a_change_based_on_an_older_version_is_refused(self, api: Api, today: date) -> None:
        referral = await a_referral(api, today)
        body = {"on": today.isoformat()}
        stale = await api.post(f"/referrals/{referral}/withdrawals", body, headers={"If-Match": '"7"'})
        assert stale.status_code == 412
        ok(await api.post(f"/referrals/{referral}/withdrawals", body, headers={"If-Match": '"1"'}))


class TestDecisions:
    async def test_the_assessor_cannot_grant_against_the_own_assessment(self, api: Api, today: date) -> None:
        referral = await a_referral(api, today)
        await assessed(api, referral, today, by="ali", job_ready="unknown")
        body = {"decision": "granted", "reason": "Arbetsgivaren väntar.", "on": today.isoformat()}
        refused = await api.post(f"/referrals/{referral}/decisions", body, "decider", subject="ali")
        assert (refused.status_code, refused.json()["code"]) == (409, "assessor-may-not-override")
        allowed = await granted(api, referral, today, by="eva", reason="Arbetsgivaren väntar.")
        assert (allowed["decision"], allowed["overridden"]) == ("granted", ["job-ready"])

    async def test_a_refusal_frees_the_person(self, api: Api, today: date) -> None:
        person = await a_person(api)
        referral = await a_referral(api, today, person)
        since = (today - timedelta(days=500)).isoformat()
        await assessed(api, referral, today, registered_since=since, needs_support="not-met")
        body = {"decision": "refused", "reason": "Behöver inte stödet.", "on": today.isoformat()}
        decided = ok(await api.post(f"/referrals/{referral}/decisions", body, "decider"))
        assert (decided["decision"], decided["alternatives"]) == ("refused", ["sammanhallet-matchningsstod"])
        assert ok(await api.get(f"/referrals/{referral}"), 200)["status"] == "declined"
        await a_referral(api, today, person)

    async def test_a_refusal_without_a_reason_is_a_422_with_a_pointer(self, api: Api, today: date) -> None:
        referral = await a_referral(api, today)
        body = {"decision": "refused", "on": today.isoformat()}
        answer = await api.post(f"/referrals/{referral}/decisions", body, "decider")
        assert (answer.status_code, answer.json()["errors"][0]["pointer"]) == (422, "#/reason")


class TestCases:
    async def test_a_case_goes_from_granted_to_ended(self, api: Api, today: date) -> None:
        case = await a_started_case(api, today - timedelta(days=10))
        shown = await api.get(f"/cases/{case}")
        assert (ok(shown, 200)["status"], shown.headers["ETag"]) == ("ongoing", '"2"')
        body = {"kind": "completed", "exit": "employment", "form": "LFU", "on": today.isoformat()}
        assert ok(await api.post(f"/cases/{case}/endings", body))["status"] == "ended"

    async def test_a_case_needs_a_granting_decision(self, api: Api, today: date) -> None:
        referral = await a_referral(api, today)
        answer = await api.post("/cases", {"referral": referral, "on": today.isoformat()})
        assert (answer.status_code, answer.json()["code"]) == (409, "not-granted")

    async def test_reopening_is_refused_while_something_else_holds_the_person(self, api: Api, today: date) -> None:
        person = await a_person(api)
        case = await a_started_case(api, today, person=person)
        body = {"kind": "interrupted", "exit": "health", "reason": "Sjuk.", "on": today.isoformat()}
        ok(await api.post(f"/cases/{case}/endings", body))
        await a_referral(api, today, person)
        again = await api.post(f"/cases/{case}/reopenings", {"reason": "Fel.", "on": today.isoformat()})
        assert (again.status_code, again.json()["code"]) == (409, "already-engaged")

    async def test_an_identity_number_is_no_support_person(self, api: Api, today: date) -> None:
        referral = await a_referral(api, today)
        await assessed(api, referral, today)
        await granted(api, referral, today)
        case = ok(await api.post("/cases", {"referral": referral, "on": today.isoformat()}))["case"]
        answer = await api.post(f"/cases/{case}/starts", {"support_person": "19900214-2389", "on": today.isoformat()})
        assert answer.status_code == 422
        assert [(fault["pointer"], fault["code"]) for fault in answer.json()["errors"]] == [
            ("#/support_person", "personal-number")
        ]

    async def test_waiting_cases_with_a_planned_job_come_first(self, api: Api, today: date) -> None:
        opened = []
        for job in (None, {"already_begun": True}):
            referral = await a_referral(api, today, planned_job=job)
            await assessed(api, referral, today)
            await granted(api, referral, today)
            opened.append(ok(await api.post("/cases", {"referral": referral, "on": today.isoformat()}))["case"])
        listed = ok(await api.get("/cases?status=waiting"), 200)
        assert [row["case"] for row in listed["items"]] == [opened[1], opened[0]]
