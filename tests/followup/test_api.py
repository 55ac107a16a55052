"""Followup over REST: what a front end sees, on real PostgreSQL, with the other services' events coming over the bus."""

from datetime import date
from typing import Any
from uuid import UUID

import httpx
import pytest

from shared.bus.local import LocalBus
from shared.contracts import followup as contracts
from shared.contracts.base import Contract
from shared.contracts.catalogue import CONTRACTS, FOLLOWUP
from shared.http.openapi import json_contents, operations
from tests.followup import deliveries as d
from tests.followup.build import AUG_3, CASE, DEC_1, FEB_2, JAN_12, JOB, JUL_31, MAR_2, OTHER_JOB, PERSON, SEP_1
from tests.followup.conftest import LISTENER
from tests.harness import Api

SUPPORT = f"/supports/{CASE}"
INTRODUCTION = f"{SUPPORT}/introductions/{JOB}"
NOTE = "Schemat fungerar bra."
OTHER_CASE = UUID("0195c1de-9d00-7000-8000-0000000000af")
ALL = ["person", "employer", "support-person"]


def ok(response: httpx.Response, status: int = 201) -> Any:
    assert response.status_code == status, response.text
    return response.json()


def refused(response: httpx.Response) -> list[str]:
    return [reason["code"] for reason in ok(response, 409)["reasons"]]


def on(day: date, **more: Any) -> dict[str, Any]:
    return {"on": day.isoformat(), **more}


def a_plan(**more: Any) -> dict[str, Any]:
    return {
        "kind": "introduction",
        "steps": [a_step("2026-02-09", 1), a_step("2026-05-04", 2)],
        "until": "2026-07-31",
        "agreements": [agreed(party) for party in ALL],
        "on": "2026-02-04",
        **more,
    }


def a_step(applies_from: str, every_weeks: int) -> dict[str, Any]:
    person = {"contact_with": "person", "channel": "visit", "weekday": 2, "every_weeks": every_weeks, "at": "09:30"}
    employer = {"contact_with": "employer", "channel": "phone", "weekday": 4, "every_weeks": 2 * every_weeks, "at": None}
    return {"applies_from": applies_from, "contacts": [person, employer]}


def agreed(party: str, day: str = "2026-02-04") -> dict[str, Any]:
    return {"party": party, "on": day}


def an_intensification(**more: Any) -> dict[str, Any]:
    contacts = [*a_step("2026-03-02", 1)["contacts"], *a_step("2026-03-02", 1)["contacts"]]
    whole = {"applies_from": "2026-03-02", "until": "2026-03-29", "contacts": contacts, "reason": "relapse", "on": "2026-03-02"}
    return {**whole, **more}


def an_ending(day: date = JUL_31, **more: Any) -> dict[str, Any]:
    return on(day, outcome="to-follow-up", **more)


def a_completion(day: date = DEC_1, **more: Any) -> dict[str, Any]:
    """Earlier than practice, unless the test says otherwise: so with a reason."""
    return on(day, ground="works-independently", **{"early_reason": "Flyttar till annan ort.", **more})


def a_contact(day: date = MAR_2, **more: Any) -> dict[str, Any]:
    return {**on(day), "channel": "visit", "contact_with": "both", "on_site": True, **more}


def a_status(day: date, situation: str = "in-work", **more: Any) -> dict[str, Any]:
    return on(day, situation=situation, source="person", **more)


async def to_follow_up(api: Api) -> None:
    ok(await api.post(f"{INTRODUCTION}/endings", an_ending(JUL_31)))
    ok(await api.post(f"{SUPPORT}/follow-ups", on(AUG_3)))


async def phase(api: Api) -> str:
    shown: str = ok(await api.get(SUPPORT), 200)["phase"]
    return shown


@pytest.fixture
async def started(sender: d.Sender) -> None:
    """The case has started, and so has an employment."""
    await sender.send(d.case_started(), d.job_started())


class TestSupports:
    async def test_a_started_case_has_a_support_that_waits(self, api: Api, sender: d.Sender) -> None:
        await sender.send(d.case_started())
        shown = ok(await api.get(SUPPORT), 200)
        assert shown == {
            "case": str(CASE),
            "person": str(PERSON),
            "unit": "stockholm",
            "support_person": "officer-7",
            "phase": "waiting",
            "began_on": "2026-01-12",
            "follow_up_on": None,
            "completed_on": None,
            "ground": None,
            "at_least_until": None,
            "early_reason": None,
            "paused_on": None,
            "paused_until": None,
            "closed_on": None,
            "version": 1,
        }

    async def test_an_unknown_case_is_not_found(self, api: Api) -> None:
        assert ok(await api.get(SUPPORT), 404)["code"] == "not-found"
        assert ok(await api.post(f"{SUPPORT}/contacts", a_contact()), 404)["kind"] == "support"

    async def test_the_support_goes_from_phase_to_phase(self, api: Api, sender: d.Sender, started: None) -> None:
        assert await phase(api) == "introduction"
        ok(await api.post(f"{INTRODUCTION}/endings", an_ending(JUL_31)))
        assert await phase(api) == "waiting"
        ok(await api.post(f"{SUPPORT}/follow-ups", on(AUG_3)))
        assert await phase(api) == "follow-up"
        assert ok(await api.post(f"{SUPPORT}/completions", a_completion(DEC_1)))["phase"] == "completed"
        await sender.send(d.job_started(date(2027, 1, 11), OTHER_JOB))
        assert await phase(api) == "introduction"
        await sender.send(d.case_ended(date(2027, 2, 1)))
        assert await phase(api) == "closed"
        await sender.send(d.case_reopened(date(2027, 2, 8)))
        assert await phase(api) == "introduction"

    async def test_the_list_has_the_units_own_supports_in_the_phase_asked_for(self, api: Api, sender: d.Sender) -> None:
        await sender.send(d.case_started(), d.case_started(MAR_2, OTHER_CASE, unit="malmo"), d.job_started())
        mine = ok(await api.get("/supports?phase=introduction"), 200)
        assert [(row["case"], row["phase"]) for row in mine["items"]] == [(str(CASE), "introduction")]
        assert ok(await api.get("/supports?phase=waiting"), 200)["total"] == 0
        both = ok(await api.get("/supports", units=["stockholm", "malmo"]), 200)
        assert [row["case"] for row in both["items"]] == [str(OTHER_CASE), str(CASE)]

    async def test_a_case_registered_in_error_is_not_shown_any_more(self, api: Api, sender: d.Sender, started: None) -> None:
        ok(await api.post(f"{SUPPORT}/contacts", a_contact(note=NOTE)))
        await sender.send(d.case_in_error())
        for path in (SUPPORT, f"{SUPPORT}/contacts", INTRODUCTION):
            assert (await api.get(path)).status_code == 404
        assert ok(await api.get("/supports"), 200)["total"] == 0

    async def test_every_reason_is_given_at_once(self, api: Api, started: None) -> None:
        answer = await api.post(f"{SUPPORT}/completions", a_completion(date(2028, 1, 1)))
        assert refused(answer) == ["introduction-not-ended", "follow-up-not-started", "date-in-the-future"]

    async def test_created_says_where_and_which_version(self, api: Api, started: None) -> None:
        answer = await api.post(f"{INTRODUCTION}/endings", an_ending(JUL_31))
        assert answer.status_code == 201
        assert answer.headers["location"] == f"/followup/v1{INTRODUCTION}"
        shown = await api.get(SUPPORT)
        assert answer.headers["etag"] == shown.headers["etag"] == f'"{shown.json()["version"]}"'

    async def test_a_change_based_on_an_older_version_is_refused(self, api: Api, started: None) -> None:
        tag = (await api.get(SUPPORT)).headers["etag"]
        ok(await api.post(f"{SUPPORT}/contacts", a_contact(), headers={"If-Match": tag}))
        again = await api.post(f"{SUPPORT}/contacts", a_contact(), headers={"If-Match": tag})
        assert ok(again, 412)["code"] == "precondition-failed"

    async def test_the_same_key_logs_one_contact(self, api: Api, started: None) -> None:
        key = {"Idempotency-Key": "contact-1"}
        first, again = [await api.post(f"{SUPPORT}/contacts", a_contact(), headers=key) for _ in range(2)]
        assert first.json() == again.json()
        assert ok(await api.get(f"{SUPPORT}/contacts"), 200)["total"] == 1


class TestIntroductions:
    async def test_the_employment_started_it_and_it_says_how_long_it_may_last(self, api: Api, started: None) -> None:
        shown = ok(await api.get(f"{SUPPORT}/introductions"), 200)["items"]
        assert [(row["introduction"], row["started_on"], row["latest_end"]) for row in shown] == [
            (str(JOB), "2026-02-02", "2026-08-02")
        ]
        assert shown[0]["basis"] == "förordning (2017:462) 11 §"

    async def test_more_than_six_months_is_refused_with_the_paragraph(self, api: Api, started: None) -> None:
        answer = ok(await api.post(f"{INTRODUCTION}/endings", an_ending(AUG_3)), 409)
        assert (answer["code"], answer["basis"]) == ("introduction-too-long", "förordning (2017:462) 11 §")
        assert answer["reasons"][0]["latest_end"] == "2026-08-02"

    async def test_a_breach_is_recorded_with_its_reason_which_is_read_alone(self, api: Api, started: None) -> None:
        reason = "Arbetsplatsen flyttade i juli."
        answer = await api.post(f"{INTRODUCTION}/endings", an_ending(AUG_3, breach_reason=reason))
        assert ok(answer)["breach"] is True
        assert ok(await api.get(INTRODUCTION), 200)["reason"] == reason
        assert reason not in answer.text + (await api.get(f"{SUPPORT}/introductions")).text

    async def test_an_unknown_employment_is_not_found(self, api: Api, started: None) -> None:
        path = f"{SUPPORT}/introductions/{OTHER_JOB}"
        assert ok(await api.post(f"{path}/endings", an_ending(JUL_31)), 404)["kind"] == "introduction"
        assert ok(await api.get(path), 404)["kind"] == "introduction"

    async def test_it_follows_the_employment(self, api: Api, sender: d.Sender, started: None) -> None:
        await sender.send(d.job_ended(MAR_2))
        ended = ok(await api.get(INTRODUCTION), 200)
        assert (ended["ended_on"], ended["cause"], ended["breach"]) == ("2026-03-02", "employment-ended", False)
        await sender.send(d.job_corrected(MAR_2))
        moved = ok(await api.get(INTRODUCTION), 200)
        assert (moved["started_on"], moved["latest_end"], moved["ended_on"]) == ("2026-03-02", "2026-09-02", None)
        await sender.send(d.job_in_error())
        assert (await api.get(INTRODUCTION)).status_code == 404

    async def test_the_cases_end_may_come_before_the_employments_start(self, api: Api, sender: d.Sender) -> None:
        await sender.send(d.case_started(), d.case_ended(SEP_1))
        await sender.send(d.job_started(FEB_2), d.job_started(DEC_1, OTHER_JOB))
        shown = ok(await api.get(f"{SUPPORT}/introductions"), 200)["items"]
        assert [(row["introduction"], row["ended_on"], row["cause"]) for row in shown] == [(str(JOB), "2026-09-01", "case-ended")]


class TestContacts:
    async def test_a_contact_is_logged_and_its_note_read_alone(self, api: Api, started: None) -> None:
        answer = await api.post(f"{SUPPORT}/contacts", a_contact(note=NOTE), subject="sam")
        contact = ok(answer)
        assert (contact["recorded_by"], contact["recorded_at"], contact["late"]) == ("sam", contact["recorded_at"], False)
        assert ok(await api.get(f"{SUPPORT}/contacts/{contact['contact']}"), 200) == {
            **contact,
            "note": NOTE,
            "reason": None,
            "error_reason": None,
        }
        assert NOTE not in answer.text + (await api.get(f"{SUPPORT}/contacts")).text

    async def test_no_note_is_shown_where_none_was_written(self, api: Api, started: None) -> None:
        contact = ok(await api.post(f"{SUPPORT}/contacts", a_contact(outcome="no-show")))
        shown = ok(await api.get(f"{SUPPORT}/contacts/{contact['contact']}"), 200)
        assert (shown["has_note"], shown["note"], shown["outcome"]) == (False, None, "no-show")

    async def test_the_note_of_an_erased_person_is_gone_and_the_contact_stays(self, api: Api, started: None) -> None:
        contact = ok(await api.post(f"{SUPPORT}/contacts", a_contact(note=NOTE)))["contact"]
        service = api.app.state.service
        async with service.database.transaction() as tx:
            assert await service.vault.erase(tx, PERSON)
        shown = ok(await api.get(f"{SUPPORT}/contacts/{contact}"), 200)
        assert (shown["has_note"], shown["note"]) == (True, None)

    async def test_a_contact_of_another_case_is_not_found(self, api: Api, sender: d.Sender, started: None) -> None:
        contact = ok(await api.post(f"{SUPPORT}/contacts", a_contact()))["contact"]
        await sender.send(d.case_started(case=OTHER_CASE))
        assert (await api.get(f"/supports/{OTHER_CASE}/contacts/{contact}")).status_code == 404

    async def test_after_the_end_only_what_was_before_it_is_logged(self, api: Api, sender: d.Sender, started: None) -> None:
        await sender.send(d.case_ended(SEP_1))
        assert ok(await api.post(f"{SUPPORT}/contacts", a_contact(SEP_1)))["late"] is True
        assert refused(await api.post(f"{SUPPORT}/contacts", a_contact(DEC_1))) == ["support-is-closed"]

    async def test_a_contact_before_the_support_or_ahead_of_today_is_refused(self, api: Api, started: None) -> None:
        assert refused(await api.post(f"{SUPPORT}/contacts", a_contact(date(2026, 1, 11)))) == ["before-support"]
        assert refused(await api.post(f"{SUPPORT}/contacts", a_contact(date(2027, 3, 2)))) == ["date-in-the-future"]
        assert ok(await api.post(f"{SUPPORT}/contacts", a_contact(JAN_12)))["on"] == "2026-01-12"


class TestStatuses:
    async def test_a_correction_replaces_the_status_that_it_names(self, api: Api, sender: d.Sender, started: None) -> None:
        first = ok(await api.post(f"{SUPPORT}/statuses", a_status(AUG_3)))["status"]
        await sender.send(d.case_ended(SEP_1))
        right = ok(await api.post(f"{SUPPORT}/statuses", a_status(AUG_3, "ill", corrects=first)))
        assert right["corrects"] == first
        assert ok(await api.get(f"{SUPPORT}/statuses/{first}"), 200)["corrected_by"] == right["status"]
        shown = ok(await api.get(f"{SUPPORT}/statuses"), 200)["items"]
        assert {row["status"]: row["corrected_by"] for row in shown} == {first: right["status"], right["status"]: None}

    async def test_a_status_is_corrected_once(self, api: Api, started: None) -> None:
        first = ok(await api.post(f"{SUPPORT}/statuses", a_status(AUG_3)))["status"]
        ok(await api.post(f"{SUPPORT}/statuses", a_status(AUG_3, "ill", corrects=first)))
        again = await api.post(f"{SUPPORT}/statuses", a_status(AUG_3, "studies", corrects=first))
        assert refused(again) == ["status-already-corrected"]

    async def test_the_latest_day_comes_first(self, api: Api, started: None) -> None:
        for day in (MAR_2, DEC_1, AUG_3):
            ok(await api.post(f"{SUPPORT}/statuses", a_status(day)))
        shown = ok(await api.get(f"{SUPPORT}/statuses"), 200)["items"]
        assert [row["on"] for row in shown] == ["2026-12-01", "2026-08-03", "2026-03-02"]


READS = (
    SUPPORT,
    f"{SUPPORT}/introductions",
    INTRODUCTION,
    f"{SUPPORT}/plans",
    f"{SUPPORT}/intensifications",
    f"{SUPPORT}/contacts",
    f"{SUPPORT}/employments",
    f"{SUPPORT}/handovers",
    f"{SUPPORT}/statuses",
)
WRITES = (
    (f"{INTRODUCTION}/endings", an_ending()),
    (f"{SUPPORT}/plans", a_plan()),
    (f"{SUPPORT}/contacts", a_contact()),
    (f"{SUPPORT}/follow-ups", on(AUG_3)),
    (f"{SUPPORT}/completions", a_completion()),
    (f"{SUPPORT}/statuses", a_status(AUG_3)),
)


class TestAccess:
    @pytest.mark.parametrize("path", READS)
    async def test_each_read_of_a_case_is_logged_with_person_and_case(self, api: Api, started: None, path: str) -> None:
        ok(await api.get(path, subject="sam"), 200)
        logged = ok(await api.get(f"/access-log?case={CASE}", "auditor"), 200)["items"]
        assert [(row["who"], row["person"], row["outcome"]) for row in logged] == [("sam", str(PERSON), "allowed")]

    async def test_each_row_of_the_list_is_logged(self, api: Api, started: None) -> None:
        ok(await api.get("/supports", subject="sam"), 200)
        logged = ok(await api.get(f"/access-log?case={CASE}", "auditor"), 200)["items"]
        assert [(row["who"], row["what"]) for row in logged] == [("sam", "list_supports")]

    @pytest.mark.parametrize("path", READS)
    async def test_another_unit_may_not_read_and_the_attempt_is_logged(self, api: Api, started: None, path: str) -> None:
        assert ok(await api.get(path, units=["malmo"]), 403)["code"] == "other-unit"
        logged = ok(await api.get(f"/access-log?case={CASE}&outcome=refused", "auditor"), 200)["items"]
        assert [(row["person"], row["reason"]) for row in logged] == [(str(PERSON), "other-unit")]

    @pytest.mark.parametrize(("path", "body"), WRITES)
    async def test_another_unit_may_not_write(self, api: Api, started: None, path: str, body: Any) -> None:
        assert ok(await api.post(path, body, units=["malmo"]), 403)["code"] == "other-unit"

    @pytest.mark.parametrize("role", ["decider", "manager", "partner", "analyst", "auditor", "operator"])
    async def test_only_caseworkers_may_read_or_write(self, api: Api, started: None, role: str) -> None:
        assert {(await api.get(path, role)).status_code for path in ("/supports", *READS)} == {403}
        assert {(await api.post(path, body, role)).status_code for path, body in WRITES} == {403}


class TestPublished:
    async def test_the_course_of_the_support_is_published(self, api: Api, bus: LocalBus, sender: d.Sender, started: None) -> None:
        await to_follow_up(api)
        status = ok(await api.post(f"{SUPPORT}/statuses", a_status(AUG_3)))["status"]
        ok(await api.post(f"{SUPPORT}/completions", a_completion(DEC_1)))
        whose: dict[str, Any] = {"case": CASE, "person": PERSON}
        assert await published(bus, 5) == [
            contracts.IntroductionStarted(**whose, employment=JOB, on=FEB_2),
            contracts.IntroductionEnded(**whose, employment=JOB, on=JUL_31, breach=False),
            contracts.FollowUpStarted(**whose, on=AUG_3),
            contracts.StatusEstablished(**whose, status=status, on=AUG_3, situation="in-work"),
            contracts.SupportCompleted(**whose, on=DEC_1),
        ]


async def published(bus: LocalBus, number: int) -> list[Contract]:
    """The next published events; stops waiting after ten seconds."""

    async def from_the_start(_partitions: Any) -> dict[tuple[str, int], int]:
        return {}

    consumer = bus.consumer(LISTENER, [FOLLOWUP.name], from_the_start)
    await consumer.start()
    found: list[Contract] = []
    for _ in range(40):
        batch = await consumer.batch(wait=0.25)
        found += [CONTRACTS[one.headers["ce_type"]].model_validate_json(one.value or b"") for one in batch]
        await consumer.done(batch)
        if len(found) >= number:
            break
    await consumer.stop()
    return found


class TestDocument:
    async def test_every_example_of_a_body_is_accepted_in_the_order_of_a_case(
        self, api: Api, sender: d.Sender, started: None
    ) -> None:
        document = (await api.client.get("/openapi.json")).json()
        examples = {
            path: next(iter(content["examples"].values()))["value"]
            for path, method, operation in operations(document)
            for where, content in json_contents(operation)
            if method == "post" and where == "request" and path.startswith("/supports")
        }
        await sender.send(d.case_handed_over("stockholm", MAR_2))
        handover = ok(await api.get(f"{SUPPORT}/handovers"), 200)["items"][0]["handover"]
        steps = [
            "/supports/{case}/plans",
            "/supports/{case}/intensifications",
            "/supports/{case}/contacts",
            "/supports/{case}/attendances",
            "/supports/{case}/early-signs",
            "/supports/{case}/risk-flags",
            "/supports/{case}/handovers/{handover}/acknowledgements",
            "/supports/{case}/handovers/{handover}/notices",
            "/supports/{case}/introductions/{introduction}/endings",
            "/supports/{case}/follow-ups",
            "/supports/{case}/statuses",
            "/supports/{case}/completions",
        ]
        of_a_proposal = {"/supports/{case}/plans/{plan}/agreements", "/supports/{case}/plans/{plan}/withdrawals"}
        of_one = {"/supports/{case}/contacts/{contact}/removals", "/supports/{case}/risk-flags/{flag}/clearances"}
        with_consent = {"/supports/{case}/survey-invitations"}
        reports = "/supports/{case}/reports"
        of_reports = {reports, *(f"{reports}/{{report}}/{step}" for step in ("versions", "signatures", "sharings"))}
        assert {*steps, *of_a_proposal, *of_one, *with_consent, *of_reports} == set(examples)
        for step in steps:
            path = step.format(case=CASE, introduction=JOB, handover=handover)
            ok(await api.post(path, examples[step], subject="officer-8"))
