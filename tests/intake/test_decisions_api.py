"""The dossier, the decision's document, its reconsideration, and trials of rules, over REST on real PostgreSQL."""

from datetime import date, timedelta
from typing import Any

import asyncpg
import pytest

from services.intake import queries
from services.intake.projections import read_model
from shared.clock import MovableClock, stockholm
from shared.db import prepare_connection
from shared.migrations import app_role
from shared.projections import Rebuild
from tests.conftest import ServiceApi
from tests.harness import Api
from tests.intake.journey import a_person, a_proposal, a_referral, assessed, finding, granted, ok, refused


@pytest.fixture
async def api(api_of: ServiceApi) -> Api:
    return await api_of("intake")


@pytest.fixture
def today(clock: MovableClock) -> date:
    return stockholm(clock.now())


async def judged(api: Api, referral: str, on: date, *found: dict[str, Any], by: str = "ali", **more: Any) -> Any:
    body = {"findings": list(found), "on": on.isoformat(), **more}
    return ok(await api.post(f"/referrals/{referral}/assessments", body, subject=by))


async def a_request(api: Api, referral: str, on: date, **more: Any) -> Any:
    body = {"requested_by": "person", "notified_on": on.isoformat(), "grounds": "Jag behöver det.", "on": on.isoformat(), **more}
    return ok(await api.post(f"/referrals/{referral}/reconsiderations", body))


async def answer(api: Api, referral: str, outcome: str, on: date, *, by: str = "sam") -> Any:
    body = {"outcome": outcome, "reason": "Nya uppgifter.", "on": on.isoformat()}
    return await api.post(f"/referrals/{referral}/reconsideration-decisions", body, "decider", subject=by)


async def a_refusal(api: Api, on: date, person: str | None = None) -> str:
    referral = await a_referral(api, on, person)
    await assessed(api, referral, on, needs_support="not-met")
    await refused(api, referral, on)
    return referral


class TestDossier:
    async def test_before_any_assessment_everything_is_unknown_and_has_a_next_step(self, api: Api, today: date) -> None:
        referral = await a_referral(api, today)
        dossier = ok(await api.get(f"/referrals/{referral}/dossier"), 200)
        assert (dossier["outcome"], dossier["assessed_on"], dossier["version"]) == ("not-yet", None, 0)
        assert {row["finding"]["answer"] for row in dossier["criteria"]} == {"unknown"}
        assert all(row["missing"]["next_step"] for row in dossier["criteria"])

    async def test_it_is_assessed_in_parts_and_every_assessment_is_kept(self, api: Api, today: date) -> None:
        referral = await a_referral(api, today)
        record = {"evidence": "attendance-record", "evidence_date": "2026-02-20", "source": "municipality", "form": "document"}
        recheck = (today + timedelta(days=90)).isoformat()
        since = (today - timedelta(days=800)).isoformat()
        await judged(api, referral, today, finding("attendance", **record), by="ali", registered_since=since)
        await judged(api, referral, today, finding("job-ready", "not-met", recheck_on=recheck), by="eva")
        dossier = ok(await api.get(f"/referrals/{referral}/dossier"), 200)
        by_name = {row["finding"]["criterion"]: row for row in dossier["criteria"]}
        attendance, ready = by_name["attendance"], by_name["job-ready"]
        assert {name: attendance["finding"][name] for name in record} == record
        assert (attendance["finding"]["judged_by"], attendance["missing"]) == ("ali", None)
        assert (ready["finding"]["judged_by"], ready["missing"]["recheck_on"]) == ("eva", recheck)
        assert (dossier["alternatives"], dossier["long_term"]) == (["steg-till-arbete"], "prioritised")
        kept = ok(await api.get(f"/referrals/{referral}/assessments"), 200)
        assert [(row["judged"], row["assessed_by"]) for row in kept["items"]] == [(["job-ready"], "eva"), (["attendance"], "ali")]

    async def test_reading_it_is_logged_and_other_units_may_not(self, api: Api, today: date) -> None:
        person = await a_person(api)
        referral = await a_referral(api, today, person)
        ok(await api.get(f"/referrals/{referral}/dossier"), 200)
        assert (await api.get(f"/referrals/{referral}/dossier", units=["malmo"])).status_code == 403
        logged = ok(await api.get(f"/access-log?person={person}", "auditor"), 200)["items"]
        assert [(row["what"], row["outcome"]) for row in logged[:2]] == [("show_dossier", "refused"), ("show_dossier", "allowed")]


class TestDocument:
    async def test_a_refusal_is_read_again_with_basis_rules_criteria_reason_and_how_to_ask(self, api: Api, today: date) -> None:
        referral = await a_refusal(api, today)
        decision = ok(await api.get(f"/referrals/{referral}/decisions/latest"), 200)
        assert (decision["decision"], decision["basis"], decision["ruleset"]) == (
            "refused",
            "förordning (2017:462) 11 och 45 §§",
            "2017-08-01",
        )
        assert decision["doubts"] == ["needs-support"]
        assert decision["reason"] == "Behöver inte stödet."
        assert (decision["how_to_ask"]["days"], decision["how_to_ask"]["basis"]) == (21, "förordning (2017:462) 57 §")
        assert "tre veckor" in decision["how_to_ask"]["text"] or "3 veckor" in decision["how_to_ask"]["text"]
        assert len(decision["criteria"]) == 8

    async def test_a_later_assessment_does_not_change_what_a_decision_shows(self, api: Api, today: date) -> None:
        referral = await a_referral(api, today)
        await assessed(api, referral, today, job_ready="unknown")
        body = {
            "decision": "not-yet",
            "reason": "Vänta.",
            "recheck_on": (today + timedelta(days=30)).isoformat(),
            "on": today.isoformat(),
        }
        ok(await api.post(f"/referrals/{referral}/decisions", body, "decider"))
        await judged(api, referral, today, finding("job-ready"))
        decision = ok(await api.get(f"/referrals/{referral}/decisions/latest"), 200)
        answers = {row["finding"]["criterion"]: row["finding"]["answer"] for row in decision["criteria"]}
        assert (answers["job-ready"], decision["reason"], decision["how_to_ask"]) == ("unknown", "Vänta.", None)
        await granted(api, referral, today)
        past = ok(await api.get(f"/referrals/{referral}/decisions"), 200)
        assert [row["decision"] for row in past["items"]] == ["granted", "not-yet"]

    async def test_the_page_is_swedish_html_without_scripts_and_escapes_what_people_wrote(self, api: Api, today: date) -> None:
        person = await a_person(api, name="Anna <b>Andersson</b>")
        referral = await a_refusal(api, today, person)
        page = await api.get(f"/referrals/{referral}/decisions/latest/document")
        assert page.status_code == 200
        assert page.headers["content-type"] == "text/html; charset=utf-8"
        assert "default-src 'none'" in page.headers["content-security-policy"]
        assert '<html lang="sv">' in page.text
        assert "Anna &lt;b&gt;Andersson&lt;/b&gt;" in page.text
        assert "Behöver inte stödet." in page.text
        assert "@media print" in page.text
        assert "<script" not in page.text
        assert '<th scope="row">' in page.text
        assert "omprövar beslutet" in page.text

    async def test_without_a_decision_there_is_no_document(self, api: Api, today: date) -> None:
        referral = await a_referral(api, today)
        assert (await api.get(f"/referrals/{referral}/decisions/latest")).status_code == 404
        assert (await api.get(f"/referrals/{referral}/decisions/latest/document")).status_code == 404


class TestReconsideration:
    async def test_a_refusal_is_changed_and_a_case_can_be_opened(self, api: Api, today: date) -> None:
        referral = await a_refusal(api, today)
        assert (await a_request(api, referral, today))["in_time"] is True
        changed = ok(await answer(api, referral, "changed", today))
        assert (changed["outcome"], changed["grounds"], changed["reason"]) == ("changed", "Jag behöver det.", "Nya uppgifter.")
        decision = ok(await api.get(f"/referrals/{referral}/decisions/latest"), 200)
        assert (decision["decision"], decision["reconsidered"], decision["how_to_ask"]) == ("granted", "changed", None)
        assert decision["reconsideration"]["outcome"] == "changed"
        assert ok(await api.get(f"/referrals/{referral}"), 200)["status"] == "open"
        ok(await api.post("/cases", {"referral": referral, "on": today.isoformat()}))

    async def test_whoever_decided_cannot_answer(self, api: Api, today: date) -> None:
        referral = await a_refusal(api, today)
        await a_request(api, referral, today)
        refusal = await answer(api, referral, "upheld", today, by="eva")
        assert (refusal.status_code, refusal.json()["code"]) == (409, "decider-may-not-reconsider")

    async def test_a_grant_is_not_turned_into_a_refusal(self, api: Api, today: date) -> None:
        referral = await a_referral(api, today)
        await assessed(api, referral, today)
        await granted(api, referral, today)
        await a_request(api, referral, today)
        refusal = await answer(api, referral, "changed", today)
        assert (refusal.status_code, refusal.json()["code"]) == (409, "not-to-disadvantage")

    async def test_while_another_referral_holds_the_person_it_is_named(self, api: Api, today: date) -> None:
        person = await a_person(api)
        referral = await a_refusal(api, today, person)
        other = await a_referral(api, today, person)
        await a_request(api, referral, today)
        refusal = await answer(api, referral, "changed", today)
        assert (refusal.status_code, refusal.json()["reasons"][0]["referral"]) == (409, other)
        decision = ok(await api.get(f"/referrals/{referral}/decisions/latest"), 200)
        assert decision["decision"] == "refused"


class TestTrials:
    async def test_a_rule_set_as_data_is_tried_and_changes_nothing(self, api: Api, today: date) -> None:
        changed, same = await a_referral(api, today), await a_referral(api, today)
        await assessed(api, changed, today, attendance="not-met")
        await assessed(api, same, today)
        elsewhere = ok(await api.post("/referrals", referral_at(await a_person(api), "malmo", today), units=["malmo"]))[
            "referral"
        ]
        body = {"findings": [finding("attendance", "not-met")], "on": today.isoformat()}
        ok(await api.post(f"/referrals/{elsewhere}/assessments", body, units=["malmo"]))
        before = await events(api)
        rules = {
            "version": "2027-01-01",
            "rules": [{"criterion": "attendance", "basis": "practice", "otherwise": "not-eligible", "recommend": []}],
        }
        trial = {"ruleset": rules, "from": today.isoformat(), "to": today.isoformat()}
        result = ok(await api.post("/ruleset-trials", trial, "decider"), 200)
        assert (result["tried"], result["changed"]) == (2, 1)
        assert result["counts"] == [{"outcome_before": "not-yet", "outcome_after": "not-eligible", "referrals": 1}]
        (change,) = result["changes"]
        causes = {cause["criterion"]: (cause["before"], cause["after"]) for cause in change["causes"]}
        assert change["referral"] == changed
        assert causes["attendance"] == ("not-yet", "not-eligible")
        assert causes["registered"] == ("passes", "not-asked")
        assert await events(api) == before

    async def test_the_rules_in_force_change_nothing_and_an_unknown_name_is_pointed_at(self, api: Api, today: date) -> None:
        referral = await a_referral(api, today)
        await assessed(api, referral, today, attendance="not-met")
        trial = {"ruleset": "2017-08-01", "from": today.isoformat(), "to": today.isoformat()}
        result = ok(await api.post("/ruleset-trials", trial, "decider"), 200)
        assert (result["tried"], result["changed"], result["changes"]) == (1, 0, [])
        wrong = await api.post("/ruleset-trials", {**trial, "ruleset": "1999-01-01"}, "decider")
        assert (wrong.status_code, wrong.json()["errors"][0]["pointer"]) == (422, "#/ruleset")

    async def test_within_a_trial_the_database_refuses_every_write_and_accepts_it_afterwards(self, api: Api) -> None:
        async with api.app.state.service.database.transaction() as tx:
            with pytest.raises(asyncpg.ReadOnlySQLTransactionError):
                async with queries.reading_only(tx):
                    await tx.raw.execute("delete from vault_keys")
            assert await tx.raw.execute("delete from vault_keys") == "DELETE 0"


def referral_at(person: str, unit: str, on: date) -> dict[str, Any]:
    return {"person": person, "source": "af", "unit": unit, "channel": "phone", "on": on.isoformat()}


async def events(api: Api) -> int:
    async with api.app.state.service.database.connection() as connection:
        count: int = await connection.fetchval("select count(*) from events")
        return count


async def test_assessments_decisions_and_referrals_made_anew_from_the_log_are_what_stands(api: Api, today: date) -> None:
    referral = await a_refusal(api, today)
    await a_request(api, referral, today)
    ok(await answer(api, referral, "changed", today))
    upheld = await a_refusal(api, today)
    await a_request(api, upheld, today)
    ok(await answer(api, upheld, "upheld", today))
    proposed = await a_proposal(api, today)
    ok(await api.post(f"/referrals/{proposed}/acceptances", {"on": today.isoformat()}))
    body = {"reasons": ["not-ready"], "requirements": ["work-training"], "requirements_note": "Träna.", "on": today.isoformat()}
    ok(await api.post(f"/referrals/{proposed}/returns", body))
    postponed = await a_referral(api, today)
    await judged(api, postponed, today, finding("job-ready", "unknown", recheck_on=(today + timedelta(days=9)).isoformat()))
    later = {"decision": "not-yet", "recheck_on": (today + timedelta(days=30)).isoformat(), "on": today.isoformat()}
    ok(await api.post(f"/referrals/{postponed}/decisions", later, "decider"))
    connection = await asyncpg.connect(api.settings.migration_url)
    try:
        await prepare_connection(connection)
        rebuild = Rebuild(connection, read_model(api.app.state.service.store), role=app_role("intake"))
        await rebuild.start(afresh=True)
        assert await rebuild.replay() > 0
        assert {name: rows for name, rows in (await rebuild.differences()).items() if rows} == {}
    finally:
        await connection.close()
