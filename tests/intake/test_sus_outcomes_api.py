"""Outcomes in SUS, refusals and corrections of consents, and what follows from them at once, over REST on real PostgreSQL."""

from datetime import date, timedelta
from typing import Any
from uuid import UUID

import pytest

from shared.clock import MovableClock, stockholm
from tests.conftest import ServiceApi
from tests.harness import Api
from tests.intake.journey import MALMO, a_proposal, a_started_case, assessed, granted, ok
from tests.intake.rebuilding import rebuilt_differences
from tests.intake.seeds import Story, happened

NAMED = "caseworker+protected-identity"


@pytest.fixture
async def api(api_of: ServiceApi) -> Api:
    return await api_of("intake")


@pytest.fixture
def today(clock: MovableClock) -> date:
    return stockholm(clock.now())


async def person_in(api: Api, case: UUID) -> str:
    person: str = ok(await api.get(f"/cases/{case}", NAMED), 200)["person"]
    return person


def registering(case: UUID, on: date) -> dict[str, Any]:
    return {"purpose": "sus-registration", "case": str(case), "on": on.isoformat()}


async def consented(api: Api, case: UUID, on: date) -> str:
    body = {**registering(case, on), "scope": ["identity"], "form": "e-signature"}
    consent: str = ok(await api.post(f"/persons/{await person_in(api, case)}/consents", body))["consent"]
    return consent


async def ended(api: Api, on: date, *, consent: bool = True) -> UUID:
    case = await a_started_case(api, on - timedelta(days=20))
    if consent:
        await consented(api, case, on - timedelta(days=20))
    body = {"kind": "completed", "exit": "employment", "form": "NONE", "on": on.isoformat(), "informed": []}
    ok(await api.post(f"/cases/{case}/endings", body))
    return case


def outcome(on: date, hours: str = "30", **more: Any) -> dict[str, Any]:
    start = on - timedelta(days=20)
    support = [
        {"source": "income-support", "percent": 100, "from_on": "2025-01-01", "until": (start - timedelta(days=30)).isoformat()},
        {"source": "activity-grant", "percent": 50, "from_on": (start - timedelta(days=10)).isoformat()},
    ]
    return {
        "reason": "completed",
        "before": {"on": (start - timedelta(days=1)).isoformat(), "occupations": [], "support": support},
        "after": {"on": on.isoformat(), "occupations": [{"occupation": "work", "hours_a_week": hours}], "support": []},
        **more,
    }


async def registration(api: Api, role: str = "caseworker") -> Any:
    [row] = ok(await api.get("/sus-registrations", role), 200)["items"]
    return row


async def sus_tasks(api: Api, status: str = "open") -> list[Any]:
    return [row["about"] for row in ok(await api.get(f"/tasks?kind=sus-consent&status={status}"), 200)["items"]]


class TestOutcomes:
    async def test_an_outcome_is_registered_shown_and_corrected(self, api: Api, today: date) -> None:
        case = await ended(api, today)
        assert (await registration(api))["outcome_gap"] == "not-registered"
        first = ok(await api.post(f"/cases/{case}/sus-outcomes", outcome(today)))
        assert (first["before"]["public_support_since"], first["before"]["occupations"]) == ("2025-01-01", [])
        assert [support["source"] for support in first["before"]["support"]] == ["activity-grant"]
        assert first["after"]["occupations"] == [{"occupation": "work", "percent": 75}]
        body = outcome(today, "40", correction="learned-later")
        assert ok(await api.post(f"/cases/{case}/sus-outcome-corrections", body))["version"] == 2
        shown = await registration(api)
        assert (shown["outcome"]["after"]["occupations"][0]["percent"], shown["outcome_gap"]) == (100, None)
        listed = ok(await api.get(f"/cases/{case}/sus-outcomes"), 200)["items"]
        assert [(row["version"], row["correction"]) for row in listed] == [(2, "learned-later"), (1, None)]
        counts = ok(await api.get("/sus-registration-counts"), 200)
        assert (counts["outcomes"], [gap["count"] for gap in counts["outcome_gaps"]]) == (1, [0, 0, 0, 0])
        assert (await rebuilt_differences(api))["sus_outcomes"] == 0

    async def test_without_consent_nothing_more_is_recorded(self, api: Api, today: date) -> None:
        case = await ended(api, today, consent=False)
        answer = await api.post(f"/cases/{case}/sus-outcomes", outcome(today))
        assert (answer.status_code, answer.json()["reasons"][0]["gaps"]) == (409, ["no-consent"])
        async with api.app.state.service.database.transaction() as tx:
            assert await tx.raw.fetchval("select count(*) from events where stream like 'sus-%'") == 0
        assert (await registration(api))["outcome_gap"] == "anonymous"

    async def test_with_a_protected_identity_nothing_is_recorded_and_what_was_is_hidden(self, api: Api, today: date) -> None:
        case = await ended(api, today)
        ok(await api.post(f"/cases/{case}/sus-outcomes", outcome(today)))
        body = {"kind": "secrecy-marking", "on": today.isoformat()}
        ok(await api.post(f"/persons/{await person_in(api, case)}/protections", body, NAMED))
        for role in ("caseworker", NAMED):
            row = await registration(api, role)
            assert (row["outcome"], row["outcome_gap"]) == (None, "anonymous")
        assert (await api.get(f"/cases/{case}/sus-outcomes")).status_code == 403
        assert ok(await api.get(f"/cases/{case}/sus-outcomes", NAMED), 200)["total"] == 0
        again = outcome(today, "40", correction="learned-later")
        answer = await api.post(f"/cases/{case}/sus-outcome-corrections", again, NAMED)
        assert (answer.status_code, answer.json()["code"]) == (409, "sus-not-with-identity")

    async def test_a_case_that_goes_on_has_no_outcome(self, api: Api, today: date) -> None:
        case = await a_started_case(api, today)
        answer = await api.post(f"/cases/{case}/sus-outcomes", outcome(today))
        assert (answer.status_code, answer.json()["code"]) == (409, "case-not-ended")

    async def test_work_is_told_in_hours_and_studies_in_percent(self, api: Api, today: date) -> None:
        case = await ended(api, today)
        body = outcome(today)
        body["after"]["occupations"] = [{"occupation": "studies", "hours_a_week": "20"}]
        answer = await api.post(f"/cases/{case}/sus-outcomes", body)
        assert (answer.status_code, answer.json()["errors"][0]["code"]) == (422, "extent")


class TestConsentTasks:
    async def test_a_started_case_asks_for_consent_until_it_is_answered(self, api: Api, today: date) -> None:
        first, second = await a_started_case(api, today), await a_started_case(api, today)
        assert sorted(await sus_tasks(api)) == sorted([str(first), str(second)])
        await consented(api, first, today)
        assert await sus_tasks(api) == [str(second)]
        refusal = await api.post(f"/persons/{await person_in(api, second)}/consent-refusals", registering(second, today))
        assert (refusal.status_code, await sus_tasks(api)) == (201, [])
        assert sorted(await sus_tasks(api, "done")) == sorted([str(first), str(second)])
        row = next(row for row in ok(await api.get("/sus-registrations"), 200)["items"] if row["case"] == str(second))
        assert row["in"]["gaps"] == ["refused"]
        shown = ok(await api.get(refusal.headers["Location"].removeprefix("/intake/v1")), 200)
        assert (shown["case"], shown["refused_on"]) == (str(second), today.isoformat())
        listed = ok(await api.get(f"/persons/{shown['person']}/consent-refusals"), 200)
        assert [one["consent"] for one in listed["items"]] == [shown["consent"]]
        differences = await rebuilt_differences(api)
        assert [differences[table] for table in ("tasks", "consents", "consent_refusals")] == [0, 0, 0]

    async def test_what_was_answered_before_the_start_is_not_asked(self, api: Api, today: date) -> None:
        asked, answered = await self._waiting(api, today), await self._waiting(api, today)
        await consented(api, answered, today)
        for case in (asked, answered):
            ok(await api.post(f"/cases/{case}/starts", {"support_person": "sam", "on": today.isoformat()}))
        assert await sus_tasks(api) == [str(asked)]

    async def _waiting(self, api: Api, on: date) -> UUID:
        referral = await a_proposal(api, on)
        ok(await api.post(f"/referrals/{referral}/acceptances", {"on": on.isoformat()}))
        await assessed(api, referral, on)
        await granted(api, referral, on)
        return UUID(ok(await api.post("/cases", {"referral": referral, "on": on.isoformat()}))["case"])

    async def test_a_consent_that_was_never_given_is_asked_for_again(self, api: Api, today: date) -> None:
        case = await a_started_case(api, today)
        consent = await consented(api, case, today)
        why = {"reason": "Blanketten gällde en annan.", "on": today.isoformat()}
        assert ok(await api.post(f"/consents/{consent}/retractions", why))["in_error"] is True
        assert await sus_tasks(api) == [str(case)]
        assert (await registration(api))["in"]["gaps"] == ["no-consent"]
        detail = ok(await api.get(f"/consents/{consent}"), 200)
        assert (detail["correction_reason"], detail["in_force"]) == ("Blanketten gällde en annan.", False)
        assert "annan" not in (await api.get(f"/persons/{detail['person']}/consents")).text
        await consented(api, case, today)
        assert await sus_tasks(api) == []


class TestPartners:
    async def _own(self, api: Api, on: date, org: str = MALMO, *, start: bool = True) -> tuple[str, str]:
        referral = await a_proposal(api, on, org=org)
        person = ok(await api.post(f"/referrals/{referral}/acceptances", {"on": on.isoformat()}))["person"]
        await assessed(api, referral, on, registered_since="2025-01-15")
        await granted(api, referral, on)
        case = ok(await api.post("/cases", {"referral": referral, "on": on.isoformat()}))["case"]
        if start:
            ok(await api.post(f"/cases/{case}/starts", {"support_person": "sam", "on": on.isoformat()}))
        return referral, person

    async def _shared(self, api: Api, referral: str) -> Any:
        return ok(await api.get(f"/own-referrals/{referral}/shared-details", "partner", org=MALMO), 200)

    async def test_a_corrected_consent_shows_a_partner_what_it_covers_now_at_once(self, api: Api, today: date) -> None:
        referral, person = await self._own(api, today)
        terms = {"recipient": MALMO, "scope": ["case-status", "outcome"], "form": "signed-paper", "on": today.isoformat()}
        consent = ok(await api.post(f"/persons/{person}/consents", {**terms, "purpose": "share-with"}))["consent"]
        assert (await self._shared(api, referral))["scope"] == ["case-status", "outcome"]
        why = {"reason": "Fel rad på blanketten."}
        ok(await api.post(f"/consents/{consent}/corrections", {**terms, **why, "scope": ["outcome"]}))
        assert (await self._shared(api, referral))["scope"] == ["outcome"]
        ok(await api.post(f"/consents/{consent}/corrections", {**terms, **why, "recipient": "202100-5521"}))
        assert (await self._shared(api, referral))["scope"] == []
        same = ok(await api.post(f"/persons/{person}/consents", {**terms, "purpose": "share-with"}))["consent"]
        back = await api.post(f"/consents/{consent}/corrections", {**terms, **why})
        assert (back.status_code, back.json()["reasons"][0]["consent"]) == (409, same)
        ok(await api.post(f"/consents/{same}/retractions", {**why, "on": today.isoformat()}))
        assert (await self._shared(api, referral))["scope"] == []
        assert (await rebuilt_differences(api))["consents"] == 0

    async def test_a_municipality_is_given_what_the_law_lists_and_nothing_else(self, api: Api, today: date) -> None:
        referral, person = await self._own(api, today)
        shown = ok(await api.get(f"/own-referrals/{referral}/programme-data", "partner", org=MALMO), 200)
        assert shown == {
            "referral": referral,
            "basis": "lag (2002:623) 7 d §",
            "name": "Exempel Exempelsson",
            "birth_date": "1990-02-14",
            "registered_from": "2025-01-15",
            "programme": "SIUS",
            "programme_from": today.isoformat(),
            "programme_to": None,
            "not_held": ["registered_to", "unemployment_insurance_fund", "category", "last_activity_report_on"],
        }
        logged = ok(await api.get(f"/access-log?person={person}", "auditor"), 200)["items"]
        assert "show_programme_data" in {row["what"] for row in logged}

    async def test_before_the_case_has_started_there_is_no_programme(self, api: Api, today: date) -> None:
        referral, _ = await self._own(api, today, start=False)
        shown = ok(await api.get(f"/own-referrals/{referral}/programme-data", "partner", org=MALMO), 200)
        assert (shown["programme"], shown["programme_from"]) == (None, None)

    async def test_no_other_agency_is_given_it_and_nobody_a_protected_person(self, api: Api, today: date) -> None:
        state, _ = await self._own(api, today, "202100-2114")
        path = f"/own-referrals/{state}/programme-data"
        answer = await api.get(path, "partner", org="202100-2114")
        assert (answer.status_code, answer.json()["code"]) == (403, "not-a-municipality")
        assert (await api.get(path, "partner", org=MALMO)).json()["code"] == "other-agency"
        mine, person = await self._own(api, today)
        body = {"kind": "secrecy-marking", "on": today.isoformat()}
        ok(await api.post(f"/persons/{person}/protections", body, NAMED))
        hidden = await api.get(f"/own-referrals/{mine}/programme-data", "partner", org=MALMO)
        assert (hidden.status_code, hidden.json()["code"]) == (403, "protected-identity")


async def test_a_protected_person_is_not_asked_for_consent_to_sus(api: Api, today: date) -> None:
    story = Story()
    await happened(api, story.received(today), story.assessed(today), story.granted(today))
    async with api.app.state.service.database.transaction() as tx:
        await tx.raw.execute("insert into concealed (person) values ($1)", story.person)
    await happened(api, story.opened(today), story.accepted(today), story.started(today))
    rows = ok(await api.get("/tasks?kind=sus-consent", NAMED), 200)
    assert rows["total"] == 0
