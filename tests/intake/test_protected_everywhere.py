"""A protected identity, on every route there is: for whoever is not named for it, as if the person were not there.

What is asked comes from the OpenAPI document, so a new route has to be put into `ROUTES`, where it says how it treats the person.
"""

from datetime import date
from typing import Literal

import pytest

from shared.auth import ROLES
from shared.clock import MovableClock, stockholm
from tests.conftest import ServiceApi
from tests.everywhere import differing, ids_in, ids_stored, telling
from tests.harness import Api
from tests.intake.everywhere import EVERYBODY, PARTNER, Told, capacity, everything, reads, walk
from tests.intake.journey import a_started_case, ok
from tests.intake.test_protection import NAMED, lifted, protected

Treatment = Literal["left out", "forbidden", "counted", "masked", "about nobody", "of the log"]

ROUTES: dict[str, Treatment] = {
    **dict.fromkeys(
        (
            *("list_referrals", "list_own_referrals", "pull_own_changes", "list_cases", "list_tasks", "count_tasks"),
            *("list_merge_proposals", "list_merge_conflicts", "list_evidence_requests", "show_evidence_lead_times"),
            *("list_blocked_referrals", "list_meetings", "count_meetings", "list_overrides", "list_waiting"),
            *("show_referrer_feedback", "show_own_digest"),
        ),
        "left out",
    ),
    **dict.fromkeys(
        (
            *("show_person", "list_consents", "show_consent", "show_shared_details", "show_meeting", "show_task"),
            *("show_referral", "show_own_referral", "list_assessments", "show_assessment", "show_dossier", "list_decisions"),
            *("show_decision", "show_decision_document", "show_reconsideration", "show_evidence_request"),
            *("show_case", "show_history", "show_proposal", "list_handovers", "show_handover", "show_planning"),
            *(
                "list_assignment_proposals",
                "list_consent_refusals",
                "show_consent_refusal",
                "show_programme_data",
                "list_registrations_of_case",
                "list_sus_outcomes",
            ),
        ),
        "forbidden",
    ),
    # Room that is taken is taken: without these cases somebody would be promised a place that there is not.
    **dict.fromkeys(("show_bandwidth", "show_forecast"), "counted"),
    # Registered in SUS with sex and budget year only (domain practice), and counted so.
    **dict.fromkeys(("list_sus_registrations", "count_sus_registrations"), "masked"),
    **dict.fromkeys(
        (
            *("list_saved_filters", "show_saved_filter", "list_benchmarks", "show_support_person", "show_workload_months"),
            *("api_info", "healthz", "readyz", "list_parked", "show_relay", "list_subscriptions"),
        ),
        "about nobody",
    ),
    # The auditor sees who has seen a protected person, by id; that is what the log is for.
    "list_accesses": "of the log",
}
OTHERS = sorted(set(ROLES) - {"auditor", "protected-identity", "partner"})


@pytest.fixture
async def api(api_of: ServiceApi) -> Api:
    return await api_of("intake")


@pytest.fixture
def today(clock: MovableClock) -> date:
    return stockholm(clock.now())


async def conceal(api: Api, told: Told, today: date) -> None:
    for person in told.persons:
        await protected(api, person, today, role=EVERYBODY)


def test_every_route_says_how_it_treats_a_protected_identity() -> None:
    assert {operation["operationId"] for _, operation in reads()} == set(ROUTES)


async def test_nothing_tells_of_a_protected_person_but_to_officers_named_for_it(api: Api, today: date) -> None:
    await capacity(api, today)
    await a_started_case(api, today)
    known = await ids_stored(api)
    officer, partner = await walk(api, []), await walk(api, [], **PARTNER)
    told = await everything(api, today)
    hidden = await ids_stored(api) - known
    open_to_all = telling(await walk(api, told.subjects), hidden) | telling(await walk(api, told.subjects, **PARTNER), hidden)
    lists = {operation for operation, treatment in ROUTES.items() if treatment == "left out"}
    assert lists - open_to_all.keys() == {"count_tasks", "count_meetings", "show_evidence_lead_times", *NO_IDS}
    await conceal(api, told, today)
    for who, before in (({"role": EVERYBODY}, officer), (PARTNER, partner)):
        after = await walk(api, [], **who)
        assert telling(after, hidden) == {}
        assert {ROUTES[operation] for operation in differing(after, before)} <= {"counted", "masked", "about nobody"}
        single = await walk(api, told.subjects, **who)
        assert telling(single, hidden) == {}
        assert {answer.status_code for each, answer in single.items() if each not in after} <= {403, 404}
    for role in OTHERS:
        assert telling(await walk(api, told.subjects, role), hidden) == {}
    named = telling(await walk(api, told.subjects, f"{EVERYBODY}+protected-identity"), hidden)
    assert {op: ids - named.get(op, set()) for op, ids in open_to_all.items() if op not in OF_PARTNERS} == {
        op: set() for op in open_to_all if op not in OF_PARTNERS
    }


NO_IDS = {"show_referrer_feedback", "show_own_digest"}
OF_PARTNERS = {"list_own_referrals", "pull_own_changes", "show_own_referral", "show_shared_details", "show_programme_data"}


async def test_reads_by_post_tell_nothing_either(api: Api, today: date) -> None:
    period = {"from": "2000-01-01", "to": today.isoformat()}
    rules = {"version": "2026-01-01", "rules": [{"criterion": "registered", "basis": "practice", "otherwise": "not-eligible"}]}
    body = {"ruleset": rules, **period}
    before = await api.post("/ruleset-trials", body, EVERYBODY)
    told = await everything(api, today)
    assert ok(await api.post("/ruleset-trials", body, EVERYBODY), 200) != before.json()
    await conceal(api, told, today)
    assert ok(await api.post("/ruleset-trials", body, EVERYBODY), 200) == before.json()
    for number in told.numbers:
        found = await api.post("/persons/searches", {"identity_number": number}, EVERYBODY)
        assert (found.status_code, ids_in(found) & set(told.persons)) == (403, set())


async def test_a_partner_learns_that_its_referral_is_shown_again(api: Api, today: date) -> None:
    told = await everything(api, today)
    subject = told.subjects[0]
    seen = ok(await api.get("/own-referrals/changes", **PARTNER), 200)
    assert [row["referral"] for row in seen["items"]] == [subject["referral"]]
    await protected(api, subject["person"], today)
    assert ok(await api.get(f"/own-referrals/changes?since={seen['next']}", **PARTNER), 200)["items"] == []
    await lifted(api, subject["person"], today)
    again = ok(await api.get(f"/own-referrals/changes?since={seen['next']}", **PARTNER), 200)
    assert [row["referral"] for row in again["items"]] == [subject["referral"]]
    assert ok(await api.get(f"/own-referrals/changes?since={again['next']}", **PARTNER), 200)["items"] == []


async def test_a_named_officer_sees_everything_of_a_protected_person(api: Api, today: date) -> None:
    told = await everything(api, today)
    await conceal(api, told, today)
    answers = await walk(api, told.subjects, f"{NAMED}+decider+manager")
    shown = {operation for (operation, _), answer in answers.items() if answer.status_code == 200}
    single = {operation for operation, treatment in ROUTES.items() if treatment == "forbidden"}
    assert single - shown == {"show_own_referral", "show_shared_details", "show_programme_data"}
