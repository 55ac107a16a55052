"""Support over REST: two officers, limits for a person with several employers, claims, tasks, and two requests at once."""

import asyncio
from datetime import UTC, date, datetime
from typing import Any
from uuid import UUID

import asyncpg
import pytest

from services.placement import commands as c
from services.placement import streams
from services.placement.api.employments import searched
from services.placement.api.subsidised import age_on, employed, employer_check, follow_employment
from services.placement.employment import employment as employment_decider
from services.placement.subsidy import subsidy
from shared.contracts import intake
from shared.decider import handle
from shared.errors import VersionConflict
from shared.service import Service
from tests.harness import Api
from tests.placement.given import FEB_2, MAR_2, TODAY
from tests.placement.journey import a_case, a_job, an_employer, an_employment, contact_body, ok, refused, told
from tests.placement.seekers import a_candidacy, a_seeker
from tests.placement.supported import ON, a_clear_employer, decide, decided, lfu, propose


@pytest.fixture
async def job(api: Api) -> str:
    return await a_job(api, employer=await a_clear_employer(api))


async def tasks(api: Api, **wanted: str) -> dict[str, str]:
    """Kind → due date, of open tasks."""
    listed = ok(await api.get("/tasks", params={"limit": "100", **wanted}), 200)
    return {task["kind"]: task["due_on"] for task in listed["items"]}


async def test_one_officer_proposes_and_another_decides(api: Api, job: str) -> None:
    proposal = ok(await propose(api, job, lfu()))
    assert (proposal["status"], proposal["proposed_by"], proposal["form"]) == ("open", "ali", "LFU")
    refused(await decide(api, proposal["proposal"], by="ali"), "proposer-may-not-decide")
    decision = ok(await decide(api, proposal["proposal"]))
    assert (decision["until"], decision["ruleset"]) == ("2027-02-01", "2022-01-01")
    assert decision["basis"] == "förordning (2017:462) 27 §"
    answered = ok(await api.get(f"/subsidy-proposals/{proposal['proposal']}"), 200)
    assert (answered["status"], answered["answered_by"], answered["decision"]) == ("decided", "eva", decision["decision"])
    assert ok(await api.get(f"/subsidies/{decision['decision']}"), 200) == decision


async def test_a_caseworker_may_not_decide(api: Api, job: str) -> None:
    proposal = ok(await propose(api, job, lfu()))["proposal"]
    answer = await decide(api, proposal, role="caseworker")
    assert (answer.status_code, answer.json()["code"]) == (403, "missing-scope")


async def test_a_refusal_has_its_reason_and_lists_do_not_show_it(api: Api, job: str) -> None:
    proposal = ok(await propose(api, job, lfu()))["proposal"]
    body = {"reason": "Underlaget räcker inte.", "on": ON}
    ok(await api.post(f"/subsidy-proposals/{proposal}/refusals", body, "decider", subject="eva"))
    assert ok(await api.get(f"/subsidy-proposals/{proposal}"), 200)["refusal"] == "Underlaget räcker inte."
    [listed] = ok(await api.get("/subsidy-proposals", params={"status": "refused"}), 200)["items"]
    assert listed["refusal"] is None
    again = ok(await propose(api, job, lfu()))["proposal"]
    ok(await api.post(f"/subsidy-proposals/{again}/withdrawals", {"on": ON}, subject="ali"))
    refused(await decide(api, again), "no-such-proposal")


async def test_the_employer_must_have_been_checked_lately_and_without_a_hit(api: Api) -> None:
    stale = await a_clear_employer(api, on="2026-02-01")
    proposal = ok(await propose(api, await a_job(api, employer=stale), lfu()))["proposal"]
    refused(await decide(api, proposal), "employer-not-checked")
    body = {"gate": "tax-debt", "state": "hit", "source": "skatteverket", "on": "2026-03-09"}
    ok(await api.post(f"/employers/{stale}/gates", body))
    refused(await decide(api, proposal), "employer-gate-hit", "employer-not-checked")


async def test_another_units_officer_sees_nothing_of_it(api: Api, job: str) -> None:
    decision = (await decided(api, job, lfu()))["decision"]
    for path in (f"/subsidies/{decision}", f"/employments/{job}/claim-clock", f"/employments/{job}/subsidy-time"):
        assert (await api.get(path, units=("malmo",))).status_code == 403
    assert ok(await api.get("/subsidies", units=("malmo",)), 200)["total"] == 0


async def test_the_time_is_the_persons_with_every_employer(api: Api) -> None:
    case = await a_case(api)
    here = await a_job(api, case, await a_clear_employer(api))
    there = await a_job(api, case, await a_clear_employer(api))
    await decided(api, here, lfu())
    await decided(api, there, lfu("2027-02-02", "2028-02-01"))
    refused(await propose(api, here, lfu("2028-02-02", "2028-02-02")), "support-time-used-up")
    times = ok(await api.get(f"/employments/{there}/subsidy-time"), 200)["forms"]
    [time] = [time for time in times if time["form"] == "LFU"]
    assert (time["used_days"], time["total_days"], time["left_days"]) == (730, 730, 0)
    [first, _] = ok(await api.get("/subsidies", params={"form": "LFU"}), 200)["items"]
    assert first["employment"] == here


async def test_time_from_before_is_counted_and_shown_with_its_source(api: Api, job: str) -> None:
    change = {
        "kind": "prior-support",
        "form": "LFU",
        "starts_on": "2020-03-01",
        "until": "2021-02-28",
        "source": "agency-decision",
    }
    refused(await propose(api, job, {**change, "employer": str(UUID(int=7))}), "employer-unknown")
    recorded = await decided(api, job, change)
    assert (recorded["employment"], recorded["employer"], recorded["source"]) == (None, None, "agency-decision")
    assert ok(await api.get(f"/subsidies/{recorded['decision']}"), 200) == recorded
    [proposal] = ok(await api.get("/subsidy-proposals", params={"status": "decided"}), 200)["items"]
    assert (proposal["kind"], proposal["source"], proposal["decision"]) == (
        "prior-support",
        "agency-decision",
        recorded["decision"],
    )
    await decided(api, job, lfu())
    times = ok(await api.get(f"/employments/{job}/subsidy-time"), 200)["forms"]
    [time] = [time for time in times if time["form"] == "LFU"]
    assert (time["used_days"], time["left_days"]) == (730, 0)
    wrong = {"kind": "prior-support-error", "support": recorded["decision"], "reason": "Annan person."}
    gone = await decided(api, job, wrong)
    assert (gone["decision"], gone["until"], gone["ended_why"]) == (recorded["decision"], None, "registered-in-error")
    times = ok(await api.get(f"/employments/{job}/subsidy-time"), 200)["forms"]
    assert [time["left_days"] for time in times if time["form"] == "LFU"] == [365]


async def test_a_birth_date_becomes_an_age_and_is_not_kept(api: Api) -> None:
    job = await a_job(api, employer=await a_clear_employer(api), form="NYSTART")
    facts = {
        "birth_date": "2001-02-02",
        "age_source": "population-register",
        "away_since": "2024-01-01",
        "away_source": "registration",
    }
    change = {**lfu(), "form": "NYSTART", "nystart": facts}
    decision = await decided(api, job, change)
    assert decision["nystart"] == {
        "age": 25,
        "age_source": "population-register",
        "away_since": "2024-01-01",
        "away_source": "registration",
    }
    connection = await asyncpg.connect(api.settings.migration_url)
    try:
        assert await connection.fetchval("select count(*) from events where data::text like '%2001-02-02%'") == 0
    finally:
        await connection.close()
    assert age_on(FEB_2, MAR_2) == 0


async def test_an_employment_that_ends_ends_its_support_and_a_taken_back_end_gives_none_back(api: Api, job: str) -> None:
    decision = (await decided(api, job, lfu()))["decision"]
    ok(await api.post(f"/employments/{job}/endings", {"on": "2026-03-06", "reason": "other"}))
    ended = ok(await api.get(f"/subsidies/{decision}"), 200)
    assert (ended["until"], ended["ended_why"]) == ("2026-03-06", "employment-ended")
    ok(await api.post(f"/employments/{job}/corrections", {"started_on": "2026-02-02", "reason": "Arbetar kvar."}))
    assert ok(await api.get(f"/subsidies/{decision}"), 200)["until"] == "2026-03-06"
    change = {
        "kind": "correction",
        "decision": decision,
        "starts_on": "2026-02-02",
        "until": "2027-02-01",
        "reason": "Anställningen fortsatte.",
    }
    restored = await decided(api, job, change)
    assert (restored["until"], restored["ended_why"]) == ("2027-02-01", None)


async def test_deadlines_of_support_are_tasks_of_the_support_person(api: Api, job: str) -> None:
    proposal = ok(await propose(api, job, lfu()))["proposal"]
    assert (await tasks(api, owner="nobody"))["decide-subsidy"] == "2026-03-17"
    decision = ok(await decide(api, proposal))["decision"]
    mine = await tasks(api, owner="officer-7")
    assert {kind: mine.get(kind) for kind in ("subsidy-ends-in-60-days", "subsidy-ends-in-30-days", "claim-wage-costs")} == {
        "subsidy-ends-in-60-days": "2026-12-03",
        "subsidy-ends-in-30-days": "2026-12-30",
        "claim-wage-costs": "2026-08-27",
    }
    assert "decide-subsidy" not in await tasks(api)
    await decided(api, job, {"kind": "extension", "extends": decision, "until": "2028-02-01"})
    assert (await tasks(api))["subsidy-ends-in-30-days"] == "2027-12-30"  # 2 January is a Sunday, and New Year's Eve is free


async def test_claims_are_followed_month_by_month(api: Api, job: str) -> None:
    await decided(api, job, lfu())
    clock = ok(await api.get(f"/employments/{job}/claim-clock"), 200)
    first_two = [(month["month"], month["state"]) for month in clock["months"][:2]]
    assert first_two == [("2026-02-01", "open"), ("2026-03-01", "not-over")]
    assert (clock["next_claim_by"], clock["months"][0]["days_left"], len(clock["months"])) == ("2026-08-27", 170, 13)
    body = {"month": "2026-02-28", "outcome": "claimed", "claimed_on": "2026-03-05", "on": ON}
    claimed = ok(await api.post(f"/employments/{job}/claims", body))
    assert (claimed["months"][0]["state"], claimed["months"][0]["claimed_on"]) == ("claimed", "2026-03-05")
    assert (await tasks(api))["claim-wage-costs"] == "2026-09-28"
    refused(await api.post(f"/employments/{job}/claims", body), "claim-registered-already")
    ok(await api.post(f"/employments/{job}/claims", {**body, "claimed_on": "2026-03-06", "reason": "Fel dag."}))
    lost = {"month": "2026-02-28", "outcome": "lost", "on": ON, "reason": "Kom aldrig in."}
    refused(await api.post(f"/employments/{job}/claims", lost), "claim-time-not-over")
    api.clock.move_to(datetime(2026, 10, 1, 8, tzinfo=UTC))
    overdue = ok(await api.get(f"/employments/{job}/claim-clock"), 200)
    assert [month["state"] for month in overdue["months"][:3]] == ["claimed", "overdue", "open"]
    march = {"month": "2026-03-31", "outcome": "lost", "on": "2026-10-01"}
    late = {**march, "outcome": "claimed", "claimed_on": "2026-09-29"}
    refused(await api.post(f"/employments/{job}/claims", late), "claim-too-late")
    assert ok(await api.post(f"/employments/{job}/claims", march))["months"][1]["state"] == "lost"


async def test_a_visit_about_the_case_is_the_first_contact_and_the_worklist_tells_the_days(api: Api) -> None:
    case, employer = await a_case(api), await an_employer(api)
    assert (await tasks(api, case=case))["first-employer-contact"] == "2026-02-04"
    phone = contact_body(channel="phone", case=case, on="2026-03-09")
    ok(await api.post(f"/employers/{employer}/contacts", phone))
    assert "first-employer-contact" in await tasks(api, case=case)
    ok(await api.post(f"/employers/{employer}/contacts", contact_body(case=case, on="2026-03-02")))
    assert "first-employer-contact" not in await tasks(api, case=case)
    other = await a_case(api)
    listed = ok(await api.get("/searches", params={"sort": "face-to-face", "owner": "officer-7"}), 200)["items"]
    assert [search["case"] for search in listed] == [other, case]
    assert [listed[1][f"days_since_{what}"] for what in ("start", "contact", "face_to_face")] == [64, 1, 8]
    waiting = ok(await api.get("/searches", params={"days_without_visit": "30"}), 200)["items"]
    assert [search["case"] for search in waiting] == [other]


async def _deciding(service: Service, tx: Any, proposal: str, employment: UUID, by: str) -> None:
    """What the route does, in a transaction that the test steps by hand."""
    log = service.log(tx, by=by, correlation="c")
    told_of = await employed(log, employment)
    command = c.DecideSubsidy(
        proposal=UUID(proposal),
        decision=UUID(int=int(UUID(proposal)) + 1),
        employed=told_of,
        employer=await employer_check(log, told_of.employer, TODAY),
        search=await searched(log, told_of.case),
        by=by,
        on=TODAY,
        today=TODAY,
    )
    await handle(log, subsidy, streams.subsidy(told_of.person), command)


async def test_two_decisions_at_once_for_two_employments_do_not_both_pass(api: Api) -> None:
    case = await a_case(api)
    jobs = [await a_job(api, case, await a_clear_employer(api)) for _ in range(2)]
    await decided(api, jobs[0], lfu())
    ranges = (("2027-02-02", "2028-02-01"), ("2028-02-02", "2029-01-31"))
    proposals = [ok(await propose(api, job, lfu(*when)))["proposal"] for job, when in zip(jobs, ranges, strict=True)]
    service: Service = api.app.state.service
    async with service.database.transaction() as first:
        await _deciding(service, first, proposals[0], UUID(jobs[0]), "eva")
        with pytest.raises((VersionConflict, asyncpg.SerializationError)):  # the second waits for the first
            async with service.database.transaction() as second:
                await second.raw.fetchval("select count(*) from events")  # its view of the world is from before
                waiting = asyncio.create_task(_deciding(service, second, proposals[1], UUID(jobs[1]), "eva"))
                await asyncio.sleep(0.2)
                await first.raw.execute("commit")
                await first.raw.execute("begin")
                await waiting
    refused(await decide(api, proposals[1]), "support-time-used-up")


async def test_a_decision_and_the_end_of_its_employment_at_once_come_one_by_one(api: Api, job: str) -> None:
    proposal = ok(await propose(api, job, lfu()))["proposal"]
    service: Service = api.app.state.service
    async with service.database.transaction() as ending:
        log = service.log(ending, by="ali", correlation="c")
        command = c.EndEmployment(reason="other", on=MAR_2, today=TODAY)
        await handle(log, employment_decider, streams.employment(UUID(job)), command)
        told_of = await employed(log, UUID(job))
        await follow_employment(log, {"employment": UUID(job), "person": told_of.person}, "ali", TODAY)  # type: ignore[arg-type] # as a row
        with pytest.raises((VersionConflict, asyncpg.SerializationError)):  # the second waits for the first
            async with service.database.transaction() as deciding:
                await deciding.raw.fetchval("select count(*) from events")
                waiting = asyncio.create_task(_deciding(service, deciding, proposal, UUID(job), "eva"))
                await asyncio.sleep(0.2)
                await ending.raw.execute("commit")
                await ending.raw.execute("begin")
                await waiting
    refused(await decide(api, proposal), "after-employment-end")


async def test_who_has_the_case_has_its_tasks(api: Api) -> None:
    case = await a_case(api)
    person = UUID(ok(await api.get(f"/searches/{case}"), 200)["person"])
    moved = intake.CaseHandedOver(
        case=UUID(case), person=person, from_unit="stockholm", unit="malmo", support_person="officer-8", on=MAR_2
    )
    await told(api, moved)
    listed = ok(await api.get("/tasks", params={"owner": "me"}, units=("malmo",), subject="officer-8"), 200)["items"]
    assert [task["case"] for task in listed] == [case]
    ended = intake.CaseEnded(case=UUID(case), person=person, on=MAR_2, kind="interrupted", exit="health")
    await told(api, ended)
    assert ok(await api.get("/tasks", params={"owner": "me"}, units=("malmo",), subject="officer-8"), 200)["total"] == 0


@pytest.mark.parametrize("how", ["paused", "ended", "in-error"])
async def test_a_paused_or_ended_case_takes_its_candidacies_back_and_employers_are_told(api: Api, how: str) -> None:
    case = await a_seeker(api)
    person = UUID(ok(await api.get(f"/searches/{case}"), 200)["person"])
    candidacy = await a_candidacy(api, case)
    named: dict[str, Any] = {"case": UUID(case), "person": person}
    said = {
        "paused": intake.CasePaused(**named, on=MAR_2, until=TODAY),
        "ended": intake.CaseEnded(**named, on=MAR_2, kind="interrupted", exit="health"),
        "in-error": intake.CaseRegisteredInError(**named),
    }[how]
    await told(api, said, said)
    withdrawn = ok(await api.get(f"/candidacies/{candidacy}"), 200)
    assert withdrawn["status"] == "withdrawn"
    listed = ok(await api.get("/tasks", params={"kind": "tell-employer", "case": case}), 200)["items"]
    assert [task["about"] for task in listed] == [candidacy]
    assert ("first-employer-contact" in await tasks(api, case=case)) == (how == "paused")


async def test_a_pause_moves_the_first_contact_by_its_days(api: Api) -> None:
    case = await a_case(api)
    person = UUID(ok(await api.get(f"/searches/{case}"), 200)["person"])
    named: dict[str, Any] = {"case": UUID(case), "person": person}
    await told(api, intake.CasePaused(**named, on=date(2026, 1, 12), until=date(2026, 1, 25)))
    assert (await tasks(api, case=case))["first-employer-contact"] == "2026-02-18"
    await told(api, intake.CaseResumed(**named, on=date(2026, 1, 19)))
    assert (await tasks(api, case=case))["first-employer-contact"] == "2026-02-11"


async def test_an_agreed_employment_asks_for_its_start(api: Api) -> None:
    employment = await an_employment(api, starts_on="2026-03-14")
    assert (await tasks(api))["start-employment"] == "2026-03-16"
    ok(await api.post(f"/employments/{employment}/starts", {"on": "2026-03-09"}))
    assert "start-employment" not in await tasks(api)
