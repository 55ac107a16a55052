"""The survey over HTTP: invitations with consent only, codes that work once, answers released five at a time."""

from datetime import UTC, datetime, timedelta
from typing import Any

import asyncpg
import pytest

from services.followup.questionnaire.tries import PER_ADDRESS, PER_CODE
from shared.contracts import followup as contracts
from shared.contracts import intake
from shared.contracts.catalogue import CONTRACTS
from shared.http.openapi import json_contents, operations
from tests.faults.parts import Listener, all_published, listening
from tests.followup import deliveries as d
from tests.followup.build import PERSON, UNIT
from tests.followup.conftest import LISTENER, NOW
from tests.followup.surveys import INVITATIONS, answer, code_of, consent_given, consent_withdrawn, consenting, invited, page
from tests.followup.test_api import ok, refused
from tests.followup.test_projections import rebuilt_differences
from tests.harness import Api

TODAY = NOW.date()
APRIL = datetime(2027, 4, 2, 12, tzinfo=UTC)
MAY = datetime(2027, 5, 2, 12, tzinfo=UTC)
ANSWERS = {"q1": "often", "q5": "largely"}


async def released(api: Api) -> dict[str, int]:
    done: dict[str, int] = ok(await api.post("/survey-releases", {}, "operator"), 200)
    return done


async def counts(api: Api, **query: str) -> dict[str, Any]:
    found: dict[str, Any] = ok(await api.get(f"/units/{UNIT}/survey-counts", params=query), 200)
    return found


async def rows(api: Api, query: str) -> list[asyncpg.Record]:
    async with api.app.state.service.database.connection() as connection:
        found: list[asyncpg.Record] = await connection.fetch(query)
        return found


async def answered(api: Api, sender: d.Sender, how_many: int, start: int = 0, **answers: Any) -> None:
    for number in range(start, start + how_many):
        code = await code_of(api, sender, number)
        assert (await answer(api, code, **{**ANSWERS, **answers})).status_code == 204


class TestInvitations:
    async def test_an_invitation_gives_a_code_once_and_never_again(self, api: Api, sender: d.Sender) -> None:
        await consenting(sender)
        made = await invited(api)
        assert made["expires_on"] == (TODAY + timedelta(days=30)).isoformat()
        assert made["answer_page"].endswith("/followup/v1/survey")
        shown = ok(await api.get(f"{INVITATIONS}/{made['invitation']}"), 200)
        listed = ok(await api.get(INVITATIONS), 200)["items"]
        assert listed == [shown]
        assert "code" not in shown
        [kept] = await rows(api, "select * from survey_codes")
        assert made["code"] not in str(dict(kept))
        assert made["code"].replace("-", "") not in str(dict(kept))

    async def test_without_consent_or_after_its_end_nobody_is_invited(self, api: Api, sender: d.Sender) -> None:
        await sender.send(d.case_started())
        assert refused(await api.post(INVITATIONS, {"form": "ongoing"})) == ["no-survey-consent"]
        await sender.send(consent_given(TODAY + timedelta(days=1)))
        assert refused(await api.post(INVITATIONS, {"form": "ongoing"})) == ["no-survey-consent"]
        await sender.send(consent_given(), consent_withdrawn(TODAY))
        assert refused(await api.post(INVITATIONS, {"form": "ongoing"})) == ["no-survey-consent"]

    async def test_a_protected_person_is_not_invited_not_even_by_a_named_officer(self, api: Api, sender: d.Sender) -> None:
        await consenting(sender)
        await sender.send(intake.PersonProtected(person=PERSON))
        named = await api.post(INVITATIONS, {"form": "ongoing"}, "caseworker+protected-identity")
        assert refused(named) == ["protected-not-invited"]

    async def test_another_units_officer_does_not_invite(self, api: Api, sender: d.Sender) -> None:
        await consenting(sender)
        assert (await api.post(INVITATIONS, {"form": "ongoing"}, units=["malmo"])).status_code == 403

    @pytest.mark.parametrize(
        "said", [consent_withdrawn(TODAY), intake.PersonProtected(person=PERSON), d.case_in_error()], ids=lambda one: one.type
    )
    async def test_a_code_stops_working_when_the_ground_for_it_is_gone(self, api: Api, sender: d.Sender, said: Any) -> None:
        await consenting(sender)
        code = (await invited(api))["code"]
        await sender.send(said)
        assert refused(await answer(api, code, q1="often")) == ["survey-code-not-valid"]
        assert await rows(api, "select * from survey_codes") == []
        withdrawn = await rows(api, "select data->>'cause' as cause from events where type = 'SurveyInvitationWithdrawn'")
        assert len(withdrawn) == 1

    @pytest.mark.parametrize(
        "gone",
        [f"insert into concealed (person) values ('{PERSON}')", f"update survey_consents set ended_on = '{TODAY}'"],
        ids=["protected", "withdrawn"],
    )
    async def test_the_ground_is_looked_at_again_when_the_code_is_used(self, api: Api, sender: d.Sender, gone: str) -> None:
        """As when the invitation was made at the very moment the ground for it went, so that no reaction withdrew it."""
        await consenting(sender)
        code = (await invited(api))["code"]
        await rows(api, gone)
        assert refused(await answer(api, code, q1="often")) == ["survey-code-not-valid"]

    async def test_a_second_code_replaces_the_first(self, api: Api, sender: d.Sender) -> None:
        await consenting(sender)
        made = await invited(api)
        assert refused(await api.post(INVITATIONS, {"form": "closing"})) == ["already-invited"]
        second = ok(await api.post(f"{INVITATIONS}/{made['invitation']}/codes", None))
        assert second["code"] != made["code"]
        assert refused(await answer(api, made["code"], q1="often")) == ["survey-code-not-valid"]
        assert (await answer(api, second["code"], q1="often")).status_code == 204

    async def test_an_officer_cannot_tell_who_has_answered(self, api: Api, sender: d.Sender) -> None:
        """Before and after look the same, and the new code of somebody who has answered opens nothing."""
        await consenting(sender)
        made = await invited(api)
        before = ok(await api.get(INVITATIONS), 200)
        assert (await answer(api, made["code"], **ANSWERS)).status_code == 204
        assert ok(await api.get(INVITATIONS), 200) == before
        second = ok(await api.post(f"{INVITATIONS}/{made['invitation']}/codes", None))
        assert second.keys() == made.keys()
        assert refused(await answer(api, second["code"], **ANSWERS)) == ["survey-code-not-valid"]

    async def test_the_same_request_again_does_not_tell_the_code_again(self, api: Api, sender: d.Sender) -> None:
        await consenting(sender)
        key = {"Idempotency-Key": "invite-once"}
        ok(await api.post(INVITATIONS, {"form": "ongoing"}, headers=key))
        assert refused(await api.post(INVITATIONS, {"form": "ongoing"}, headers=key)) == ["already-invited"]


class TestAnswering:
    async def test_a_code_opens_its_form_in_both_kinds_of_swedish(self, api: Api, sender: d.Sender) -> None:
        await consenting(sender)
        code = (await invited(api, "closing"))["code"]
        form = ok(await api.client.post("/survey-forms", json={"code": f" {code.lower()} "}), 200)
        names = [question["question"] for question in form["swedish"]]
        assert names == [*(f"q{number}" for number in range(1, 11)), "plan_follows", "sex"]
        assert [question["question"] for question in form["easy_swedish"]] == names
        assert list(form["swedish"][0]["options"]) == ["never", "seldom", "sometimes", "often", "mostly", "always"]
        assert form["swedish"][0]["words"] != form["easy_swedish"][0]["words"]

    async def test_only_the_closing_form_asks_for_a_plan(self, api: Api, sender: d.Sender) -> None:
        await consenting(sender)
        code = (await invited(api))["code"]
        form = ok(await api.client.post("/survey-forms", json={"code": code}), 200)
        assert "plan_follows" not in {question["question"] for question in form["swedish"]}
        assert refused(await answer(api, code, plan_follows="yes")) == ["nothing-answered"]

    async def test_a_code_works_once(self, api: Api, sender: d.Sender) -> None:
        await consenting(sender)
        code = (await invited(api))["code"]
        assert (await answer(api, code, **ANSWERS)).status_code == 204
        assert refused(await answer(api, code, **ANSWERS)) == ["survey-code-not-valid"]
        assert len(await rows(api, "select * from survey_held")) == 1

    async def test_a_refused_answer_does_not_use_the_code_up(self, api: Api, sender: d.Sender) -> None:
        await consenting(sender)
        code = (await invited(api))["code"]
        assert (await answer(api, code, q1="fully")).status_code == 422
        assert refused(await answer(api, code, sex="woman")) == ["nothing-answered"]
        assert (await answer(api, code, q9="Jag vågar mer.")).status_code == 204

    async def test_a_code_expires(self, api: Api, sender: d.Sender) -> None:
        await consenting(sender)
        code = (await invited(api))["code"]
        api.clock.move_to(NOW + timedelta(days=31))
        assert refused(await answer(api, code, **ANSWERS)) == ["survey-code-not-valid"]

    async def test_wrong_codes_from_one_address_are_limited_and_no_more_after_a_while(self, api: Api, sender: d.Sender) -> None:
        await consenting(sender)
        code = (await invited(api))["code"]
        for _ in range(PER_ADDRESS):
            assert refused(await answer(api, "AAAA-AAAA-AAAA", **ANSWERS)) == ["survey-code-not-valid"]
        limited = await answer(api, code, **ANSWERS)
        assert (limited.status_code, limited.json()["code"], limited.headers["retry-after"]) == (429, "too-many-tries", "900")
        assert (await page(api, code=code, step="open")).status_code == 429
        api.clock.move_to(NOW + timedelta(minutes=16))
        assert (await answer(api, code, **ANSWERS)).status_code == 204

    async def test_one_code_is_limited_too(self, api: Api, sender: d.Sender) -> None:
        await consenting(sender)
        code = (await invited(api))["code"]
        for _ in range(PER_CODE):
            assert (await api.client.post("/survey-forms", json={"code": code})).status_code == 200
        assert (await api.client.post("/survey-forms", json={"code": code})).status_code == 429

    async def test_who_answers_by_page_is_kept_as_who_answers_by_json(self, api: Api, sender: d.Sender) -> None:
        codes = [await code_of(api, sender, number) for number in range(5)]
        for code in codes[:4]:
            assert (await page(api, code=code, step="answer", q1="often", q5="", q8="Tid.\r\nLugn.")).status_code == 303
        assert (await answer(api, codes[4], q1="often", q8="Tid.\nLugn.")).status_code == 204
        api.clock.move_to(APRIL)
        assert (await released(api))["answers"] == 5
        found = await rows(api, "select distinct q1, q5, sex from survey_answers")
        assert [tuple(row) for row in found] == [("often", None, "no-answer")]


class TestPage:
    async def test_a_wrong_code_is_told_without_showing_it_again(self, api: Api) -> None:
        shown = await page(api, code="<b>wrong</b>", step="open")
        assert shown.status_code == 422
        assert "wrong" not in shown.text

    async def test_what_was_written_is_escaped_and_kept_when_the_language_changes(self, api: Api, sender: d.Sender) -> None:
        await consenting(sender)
        code = (await invited(api))["code"]
        shown = await page(api, code=code, step="switch", language="sv", q2="mostly", q8="<script>alert(1)</script>")
        assert "Lättläst" not in shown.text.split("<h1>")[1]
        assert "&lt;script&gt;alert(1)" in shown.text
        assert '<input type="radio" name="q2" value="mostly" checked>' in shown.text
        assert "Hjälpen får ta den tid som jag behöver." in shown.text

    async def test_faults_are_listed_and_the_code_still_works(self, api: Api, sender: d.Sender) -> None:
        await consenting(sender)
        code = (await invited(api))["code"]
        shown = await page(api, code=code, step="answer", q1="fully", q8="a" * 2001)
        assert shown.status_code == 422
        assert 'href="#q1"' in shown.text
        assert 'href="#q8"' in shown.text
        empty = await page(api, code=code, step="answer", sex="man")
        assert (empty.status_code, 'href="#q1"' in empty.text) == (422, True)
        assert (await page(api, code=code, step="answer", q1="often")).status_code == 303

    async def test_pressing_enter_in_a_field_sends_nothing(self, api: Api, sender: d.Sender) -> None:
        await consenting(sender)
        code = (await invited(api))["code"]
        assert (await page(api, code=code, step="stay", q1="often")).status_code == 200
        assert (await page(api, code=code, step="answer", q1="often")).status_code == 303

    async def test_pages_run_nothing_and_fetch_nothing(self, api: Api, sender: d.Sender) -> None:
        await consenting(sender)
        code = (await invited(api))["code"]
        for shown in (await api.client.get("/survey"), await page(api, code=code), await api.client.get("/survey/thanks")):
            policy = shown.headers["content-security-policy"]
            assert policy.startswith(
                "default-src 'none'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'; style-src 'sha256-"
            )
            assert shown.headers["cache-control"] == "no-store"
            assert "set-cookie" not in shown.headers
            assert "<script" not in shown.text
            assert "http" not in shown.text

    @pytest.mark.parametrize(
        ("content", "media", "status"),
        [
            (b"{}", "application/json", 415),
            (b"a=1&" * 60, "application/x-www-form-urlencoded", 400),
            (b"code=%ff%fe%00", "application/x-www-form-urlencoded", 422),
            (b"", "application/x-www-form-urlencoded", 422),
        ],
    )
    async def test_whatever_is_posted_is_answered(self, api: Api, content: bytes, media: str, status: int) -> None:
        sent = await api.client.post("/survey", content=content, headers={"content-type": media})
        assert sent.status_code == status


class TestReleases:
    async def test_four_answers_wait_and_five_come_out_together(self, api: Api, sender: d.Sender) -> None:
        await answered(api, sender, 4)
        api.clock.move_to(APRIL)
        assert await released(api) == {"answers": 0, "months": 1}
        assert (await counts(api))["assessment"] == "not_assessable"
        await answered(api, sender, 1, start=4)
        assert (await released(api))["answers"] == 0
        api.clock.move_to(MAY)
        assert await released(api) == {"answers": 5, "months": 1}
        assert await released(api) == {"answers": 0, "months": 0}
        months = await rows(api, "select distinct first_month, month from survey_answers")
        assert [tuple(row) for row in months] == [("2027-03", "2027-04")]
        assert await counts(api) == {
            "unit": UNIT,
            "form": "ongoing",
            "invited": 5,
            "answered": 5,
            "answer_rate": 1.0,
            "assessment": "assessable",
        }
        assert (await counts(api, to_month="2027-03"))["answered"] is None
        assert (await counts(api, form="closing"))["assessment"] == "not_assessable"

    async def test_answers_of_the_month_that_goes_on_are_not_released(self, api: Api, sender: d.Sender) -> None:
        await answered(api, sender, 6)
        assert await released(api) == {"answers": 0, "months": 0}

    async def test_what_is_published_names_nobody(self, api: Api, sender: d.Sender, heard: Listener) -> None:
        await answered(api, sender, 5, q10="Hemligt ord.", sex="woman")
        api.clock.move_to(APRIL)
        await released(api)
        await all_published(api)
        said = [(one, CONTRACTS[one.headers["ce_type"]].model_validate_json(one.value or b"")) for one in heard.heard]
        survey = [(one, said) for one, said in said if isinstance(said, contracts.SurveyAnswered | contracts.SurveyInvited)]
        assert sorted(type(said).__name__ for _, said in survey) == [*["SurveyAnswered"] * 5, "SurveyInvited"]
        for one, _ in survey:
            whole = "\n".join([one.key or "", (one.value or b"").decode(), *one.headers.values()])
            assert "ca5e" not in whole
            assert "00000bee" not in whole
            assert "Hemligt" not in whole
        assert len({one.headers["ce_time"] for one, said in survey if isinstance(said, contracts.SurveyAnswered)}) == 1

    async def test_texts_are_read_by_named_readers_of_the_unit_and_logged(self, api: Api, sender: d.Sender) -> None:
        await answered(api, sender, 5, q10="Mer tid i början.")
        assert ok(await api.get("/survey-texts", "survey-reader"), 200)["total"] == 0
        api.clock.move_to(APRIL)
        await released(api)
        listed = ok(await api.get("/survey-texts", "survey-reader", params={"question": "q10"}), 200)
        assert [item["words"] for item in listed["items"]] == ["Mer tid i början."] * 5
        assert ok(await api.get("/survey-texts", "survey-reader", params={"question": "q8"}), 200)["total"] == 0
        assert ok(await api.get("/survey-texts", "survey-reader", units=["malmo"]), 200)["total"] == 0
        assert (await api.get("/survey-texts", "caseworker")).status_code == 403
        log = ok(await api.get("/access-log", "auditor", params={"who": "survey-reader"}), 200)
        assert {entry["why"] for entry in log["items"]} == {"survey-texts"}


@pytest.fixture
async def heard(bus: Any) -> Any:
    async with listening(bus, LISTENER, "sius.followup.v1") as listener:
        yield listener


async def test_the_service_releases_by_itself(api: Api, sender: d.Sender) -> None:
    await answered(api, sender, 5)
    api.clock.move_to(APRIL)
    service = api.app.state.service
    for chore in service.definition.chores:
        await chore(service)
    assert (await counts(api))["answered"] == 5


async def test_rebuilt_is_live(api: Api, sender: d.Sender) -> None:
    await answered(api, sender, 5)
    await consenting(sender)
    made = await invited(api, "closing")
    ok(await api.post(f"{INVITATIONS}/{made['invitation']}/codes", None))
    api.clock.move_to(APRIL)
    await released(api)
    await sender.send(consent_withdrawn(TODAY))
    differences = await rebuilt_differences(api)
    assert {"survey_answers", "survey_consents", "survey_invitations", "survey_months"} < set(differences)
    assert set(differences.values()) == {0}


async def test_every_example_of_a_body_is_accepted(api: Api, sender: d.Sender) -> None:
    document = (await api.client.get("/openapi.json")).json()
    examples = {
        operation["operationId"]: next(iter(content["examples"].values()))["value"]
        for *_, operation in operations(document)
        for where, content in json_contents(operation)
        if where == "request" and operation.get("tags") == ["survey"]
    }
    await consenting(sender)
    code = ok(await api.post(INVITATIONS, examples["invite_to_survey"]))["code"]
    for name, path, status in (("show_survey_form", "/survey-forms", 200), ("answer_survey", "/survey-answers", 204)):
        sent = await api.client.post(path, json={**examples[name], "code": code})
        assert sent.status_code == status, sent.text
    assert set(examples) == {"invite_to_survey", "show_survey_form", "answer_survey"}
