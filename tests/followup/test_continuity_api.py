"""Over REST: plans agreed one by one, handovers with days without contact, statuses due, and a unit's own length."""

from datetime import date
from typing import Any

from shared.bus.local import LocalBus
from shared.contracts import followup as contracts
from tests.followup import deliveries as d
from tests.followup.build import CASE, FEB_2, JOB, MAR_2, PERSON, SEP_1
from tests.followup.test_api import (
    INTRODUCTION,
    NOTE,
    SUPPORT,
    a_completion,
    a_contact,
    a_plan,
    agreed,
    an_ending,
    an_intensification,
    ok,
    on,
    published,
    refused,
    started,
    to_follow_up,
)
from tests.harness import Api

__all__ = ["started"]
MAR_5, MAR_9, MAR_11 = date(2026, 3, 5), date(2026, 3, 9), date(2026, 3, 11)


async def handover(api: Api, sender: d.Sender) -> dict[str, Any]:
    await sender.send(d.case_handed_over("stockholm", MAR_2))
    shown: dict[str, Any] = ok(await api.get(f"{SUPPORT}/handovers"), 200)["items"][0]
    return shown


class TestPlans:
    async def test_each_party_agrees_on_its_own_day_and_then_the_plan_applies(self, api: Api, started: None) -> None:
        plan = ok(await api.post(f"{SUPPORT}/plans", a_plan(agreements=[agreed("person")], note=NOTE)))
        assert (plan["status"], plan["missing"]) == ("proposed", ["employer", "support-person"])
        path = f"{SUPPORT}/plans/{plan['plan']}"
        ok(await api.post(f"{path}/agreements", agreed("employer", "2026-02-06")))
        answer = ok(await api.post(f"{path}/agreements", agreed("support-person", "2026-02-05")))
        assert (answer["status"], answer["missing"], answer["agreed_on"]) == ("agreed", [], "2026-02-06")
        assert [step["person_contacts_per_week"] for step in answer["steps"]] == [1, 0.5]
        assert answer["steps"][0]["contacts"][0]["at"] == "09:30"
        assert ok(await api.get(path), 200)["note"] == NOTE
        assert ok(await api.get(INTRODUCTION), 200)["planned_end"] == "2026-07-31"
        assert ok(await api.get(f"{SUPPORT}/plans?status=proposed"), 200)["total"] == 0

    async def test_a_revision_takes_over_and_its_reason_is_read_alone(self, api: Api, started: None) -> None:
        first = ok(await api.post(f"{SUPPORT}/plans", a_plan()))["plan"]
        assert refused(await api.post(f"{SUPPORT}/plans", a_plan())) == ["plan-in-force"]
        answer = await api.post(f"{SUPPORT}/plans", a_plan(revises=first, reason="setback", reason_text=NOTE))
        second = ok(answer)["plan"]
        before = ok(await api.get(f"{SUPPORT}/plans/{first}"), 200)
        assert (before["status"], before["revised_by"], before["gives_way_on"]) == ("revised", second, "2026-02-09")
        assert ok(await api.get(f"{SUPPORT}/plans/{second}"), 200)["reason_text"] == NOTE
        assert NOTE not in answer.text + (await api.get(f"{SUPPORT}/plans")).text

    async def test_an_intensification_shows_its_reason_alone(self, api: Api, started: None) -> None:
        ok(await api.post(f"{SUPPORT}/plans", a_plan()))
        answer = await api.post(f"{SUPPORT}/intensifications", an_intensification(reason_text=NOTE))
        shown = ok(await api.get(f"{SUPPORT}/intensifications/{ok(answer)['intensification']}"), 200)
        assert (shown["step"]["person_contacts_per_week"], shown["reason_text"]) == (2, NOTE)
        assert NOTE not in answer.text + (await api.get(f"{SUPPORT}/intensifications")).text


class TestHandovers:
    async def test_the_clock_ends_with_the_new_support_persons_own_contact(
        self, api: Api, sender: d.Sender, started: None
    ) -> None:
        ok(await api.post(f"{SUPPORT}/contacts", a_contact(date(2026, 2, 24)), subject="officer-7"))
        before = await handover(api, sender)
        assert (before["first_contact_by"], before["in_time"], before["first_contact_on"]) == ("2026-03-09", False, None)
        ok(await api.post(f"{SUPPORT}/contacts", a_contact(MAR_5), subject="officer-7"))
        ok(await api.post(f"{SUPPORT}/contacts", a_contact(MAR_5, outcome="no-show"), subject="officer-8"))
        assert ok(await api.get(f"{SUPPORT}/handovers"), 200)["items"][0]["first_contact_on"] is None
        ok(await api.post(f"{SUPPORT}/contacts", a_contact(MAR_9), subject="officer-8"))
        after = ok(await api.get(f"{SUPPORT}/handovers"), 200)["items"][0]
        assert (after["first_contact_on"], after["in_time"], after["last_contact_on"]) == ("2026-03-09", True, "2026-02-24")
        assert after["days_without_contact"] == 9

    async def test_only_the_new_support_person_acknowledges_the_packet(self, api: Api, sender: d.Sender, started: None) -> None:
        path = f"{SUPPORT}/handovers/{(await handover(api, sender))['handover']}"
        wrong = await api.post(f"{path}/acknowledgements", on(MAR_2), subject="officer-7")
        assert refused(wrong) == ["not-the-new-support-person"]
        answer = ok(await api.post(f"{path}/acknowledgements", on(MAR_2), subject="officer-8"))
        assert answer["acknowledged_on"] == "2026-03-02"
        for party in ("person", "employer"):
            answer = ok(await api.post(f"{path}/notices", on(MAR_5, party=party)))
        assert (answer["person_informed_on"], answer["employer_informed_on"]) == ("2026-03-05", "2026-03-05")
        assert refused(await api.post(f"{path}/notices", on(MAR_5, party="person"))) == ["already-informed"]
        assert ok(await api.get(SUPPORT), 200)["support_person"] == "officer-8"


class TestStatusesDue:
    async def test_days_are_due_until_a_status_answers_them_and_unknown_is_an_answer(
        self, api: Api, sender: d.Sender, started: None
    ) -> None:
        await sender.send(d.case_ended(SEP_1))
        due = ok(await api.get("/statuses-due", subject="sam"), 200)["items"]
        assert [(row["kind"], row["on"], row["about"]) for row in due] == [
            ("day-180", "2026-07-11", str(CASE)),
            ("day-180-of-employment", "2026-08-01", str(JOB)),
            ("after-end", "2026-11-30", str(CASE)),
        ]
        logged = ok(await api.get(f"/access-log?case={CASE}&who=sam", "auditor"), 200)["items"]
        assert {row["what"] for row in logged} == {"list_statuses_due"}
        unknown = {"situation": "unknown", "source": "register", "on": "2026-08-01"}
        first = ok(await api.post(f"{SUPPORT}/statuses", unknown))["status"]
        assert [row["kind"] for row in ok(await api.get("/statuses-due"), 200)["items"]] == ["after-end"]
        ok(await api.post(f"{SUPPORT}/statuses", {**unknown, "on": "2026-07-20", "corrects": first}))
        assert ok(await api.get("/statuses-due?kind=day-180-of-employment"), 200)["total"] == 1
        assert ok(await api.get("/statuses-due", units=["malmo"]), 200)["total"] == 0

    async def test_a_coming_day_is_listed_when_it_is_asked_for(self, api: Api, sender: d.Sender) -> None:
        await sender.send(d.case_started(MAR_2))
        assert ok(await api.get("/statuses-due?until=2026-08-28"), 200)["total"] == 0
        assert ok(await api.get("/statuses-due?until=2026-08-29"), 200)["total"] == 1


class TestLengths:
    async def test_a_unit_sets_how_long_follow_up_is_and_it_is_kept_to(self, api: Api, started: None) -> None:
        setting = {"at_least_months": 13, "at_most_months": 24, "on": FEB_2.isoformat()}
        ok(await api.post("/units/stockholm/follow-up-lengths", setting, "manager"))
        assert ok(await api.get("/units/stockholm/follow-up-lengths"), 200)["items"][0]["at_least_months"] == 13
        await to_follow_up(api)
        early = await api.post(f"{SUPPORT}/completions", a_completion(date(2027, 3, 1), early_reason=None))
        assert refused(early) == ["follow-up-too-short"]
        done = ok(await api.post(f"{SUPPORT}/completions", a_completion(date(2027, 3, 1), early_reason=NOTE)))
        assert (done["ground"], done["at_least_until"]) == ("works-independently", "2027-03-02")
        assert ok(await api.get(SUPPORT), 200)["early_reason"] == NOTE

    async def test_only_a_manager_of_the_unit_sets_it(self, api: Api) -> None:
        setting = {"at_least_months": 13, "at_most_months": 12, "on": FEB_2.isoformat()}
        path = "/units/stockholm/follow-up-lengths"
        assert (await api.post(path, setting)).status_code == 403
        assert (await api.post(path, setting, "manager", units=["malmo"])).status_code == 403
        assert refused(await api.post(path, setting, "manager")) == ["at-most-below-at-least"]


async def test_a_lost_job_leaves_the_support_going_and_asks_for_a_new_search(
    api: Api, bus: LocalBus, sender: d.Sender, started: None
) -> None:
    await to_follow_up(api)
    await sender.send(d.job_ended(SEP_1))
    assert ok(await api.get(SUPPORT), 200)["phase"] == "follow-up"
    asked = contracts.SearchAgain(case=CASE, person=PERSON, employment=JOB, on=SEP_1)
    assert asked in await published(bus, 4)
    assert ok(await api.get(f"{SUPPORT}/employments"), 200)["items"][0]["ended_on"] == "2026-09-01"


async def test_a_pause_moves_the_last_day_and_an_open_breach_is_shown(api: Api, sender: d.Sender, started: None) -> None:
    await sender.send(d.case_paused(MAR_2, MAR_11), d.case_resumed(MAR_11))
    shown = ok(await api.get(INTRODUCTION), 200)
    assert (shown["latest_end"], shown["breach"], shown["ended_on"]) == ("2026-08-11", True, None)
    ended = ok(await api.post(f"{INTRODUCTION}/endings", an_ending(date(2026, 8, 11))))
    assert (ended["breach"], ended["outcome"]) == (False, "to-follow-up")
