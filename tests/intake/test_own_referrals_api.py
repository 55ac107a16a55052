"""What a partner agency can do and sees over REST: its own proposals, and nothing of anybody else's."""

from datetime import date
from typing import Any

import pytest

from shared.clock import MovableClock, stockholm
from shared.testing.numbers import organisation_number
from tests.conftest import ServiceApi
from tests.harness import Api
from tests.intake.journey import MALMO, a_person, a_proposal, a_referral, assessed, granted, ok, person_body, proposal_body

LUND = organisation_number(7)


@pytest.fixture
async def api(api_of: ServiceApi) -> Api:
    return await api_of("intake")


@pytest.fixture
def today(clock: MovableClock) -> date:
    return stockholm(clock.now())


async def changes(api: Api, since: str | None = None, *, org: str = MALMO, **more: Any) -> Any:
    params = {"since": since} if since else {}
    return ok(await api.get("/own-referrals/changes", "partner", org=org, params={**params, **more}), 200)


async def test_a_partner_proposes_and_an_officer_accepts_assesses_and_decides(api: Api, today: date) -> None:
    referral = await a_proposal(api, today, note="Vill arbeta i butik.")
    shown = ok(await api.get(f"/referrals/{referral}"), 200)
    assert (shown["status"], shown["agency"], shown["proposed_by"], shown["reasons"]) == ("proposed", MALMO, MALMO, ["find-work"])
    assert shown["note"] == "Vill arbeta i butik."
    body = {"on": today.isoformat()}
    assert ok(await api.post(f"/referrals/{referral}/acceptances", body))["status"] == "open"
    await assessed(api, referral, today)
    assert (await granted(api, referral, today))["decision"] == "granted"
    own = ok(await api.get(f"/own-referrals/{referral}", "partner", org=MALMO), 200)
    assert own["status"] == "open"


async def test_a_proposal_is_not_assessed_before_it_is_accepted(api: Api, today: date) -> None:
    referral = await a_proposal(api, today)
    body = {"findings": [{"criterion": "registered", "answer": "met"}], "on": today.isoformat()}
    answer = await api.post(f"/referrals/{referral}/assessments", body)
    assert (answer.status_code, answer.json()["code"]) == (409, "referral-not-handled")


async def test_a_partner_sees_only_its_own(api: Api, today: date) -> None:
    mine, theirs = await a_proposal(api, today), await a_proposal(api, today, org=LUND)
    await a_referral(api, today)
    listed = ok(await api.get("/own-referrals", "partner", org=MALMO), 200)
    assert [row["referral"] for row in listed["items"]] == [mine]
    assert [row["referral"] for row in (await changes(api))["items"]] == [mine]
    for answer in (
        await api.get(f"/own-referrals/{theirs}", "partner", org=MALMO),
        await api.post(f"/own-referrals/{theirs}/withdrawals", {"on": today.isoformat()}, "partner", org=MALMO),
    ):
        assert (answer.status_code, answer.json()["code"]) == (403, "other-agency")


async def test_a_partner_without_an_organisation_number_sees_nothing(api: Api) -> None:
    answer = await api.get("/own-referrals", "partner+analyst")
    assert (answer.status_code, answer.json()["code"]) == (403, "other-agency")


async def test_a_partner_never_sees_a_person_a_note_or_health_data(api: Api, today: date) -> None:
    person = person_body(name="Hemlig Person")
    referral = await a_proposal(api, today, person=person, note="Psykisk ohälsa.")
    ok(
        await api.post(
            f"/referrals/{referral}/returns",
            {
                "reasons": ["not-ready", "incomplete"],
                "requirements": ["capacity-investigation"],
                "advice": "Läkaren bör höras.",
                "requirements_note": "Utlåtande om sjukdomen.",
                "on": today.isoformat(),
            },
        )
    )
    shown = await api.get(f"/own-referrals/{referral}", "partner", org=MALMO)
    assert ok(shown, 200) == {
        "referral": referral,
        "source_unit": "arbetsmarknadsenheten",
        "unit": "stockholm",
        "received_on": today.isoformat(),
        "status": "returned",
        "changed_on": today.isoformat(),
        "return_reasons": ["not-ready", "incomplete"],
        "requirements": ["capacity-investigation"],
        "version": 2,
    }
    detail = ok(await api.get(f"/referrals/{referral}"), 200)
    assert (detail["advice"], detail["requirements_note"]) == ("Läkaren bör höras.", "Utlåtande om sjukdomen.")


async def test_changes_are_pulled_by_cursor_and_come_as_they_are_now(api: Api, today: date) -> None:
    first, second = await a_proposal(api, today), await a_proposal(api, today)
    page = await changes(api, limit=1)
    assert [row["referral"] for row in page["items"]] == [first]
    page = await changes(api, page["next"])
    assert [row["referral"] for row in page["items"]] == [second]
    assert (await changes(api, page["next"])) == {"items": [], "next": page["next"]}
    ok(await api.post(f"/own-referrals/{first}/withdrawals", {"on": today.isoformat()}, "partner", org=MALMO))
    page = await changes(api, page["next"])
    assert [(row["referral"], row["status"]) for row in page["items"]] == [(first, "withdrawn")]


async def test_an_overlap_with_another_is_refused_without_telling_whose(api: Api, today: date) -> None:
    person = person_body()
    referral = await a_proposal(api, today, person=person)
    again = await api.post("/own-referrals", proposal_body(today, person=person), "partner", org=MALMO)
    assert (again.status_code, again.json()["reasons"][0]["referral"]) == (409, referral)
    other = await api.post("/own-referrals", proposal_body(today, person=person), "partner", org=LUND)
    assert (other.status_code, other.json()["code"]) == (409, "already-engaged")
    assert referral not in other.text
    assert MALMO not in other.text


async def test_an_officer_is_told_which_referral_holds_the_person(api: Api, today: date) -> None:
    body = person_body()
    held = await a_proposal(api, today, person=body)
    person = ok(await api.post("/persons/searches", {"identity_number": body["identity_number"]}), 200)["person"]
    answer = await api.post(
        "/referrals",
        {"person": person, "source": "af", "unit": "stockholm", "channel": "meeting", "on": today.isoformat()},
    )
    assert (answer.status_code, answer.json()["reasons"][0]["referral"]) == (409, held)


async def test_a_known_person_is_not_registered_again_nor_told(api: Api, today: date) -> None:
    body = person_body()
    person = await a_person(api, **body)
    known = await api.post("/own-referrals", proposal_body(today, person={**body, "name": "Annat Namn"}), "partner", org=MALMO)
    unknown = await api.post("/own-referrals", proposal_body(today), "partner", org=MALMO)
    assert ok(known).keys() == ok(unknown).keys()
    assert ok(await api.get(f"/referrals/{known.json()['referral']}"), 200)["person"] == person
    assert ok(await api.get(f"/persons/{person}"), 200)["name"] == body["name"]


async def test_a_wrong_number_is_pointed_at_and_not_repeated(api: Api, today: date) -> None:
    person = person_body(identity_number="19900214-0000")
    answer = await api.post("/own-referrals", proposal_body(today, person=person), "partner", org=MALMO)
    assert answer.status_code == 422
    assert answer.json()["errors"][0]["pointer"] == "#/person/identity_number"
    assert "0214" not in answer.text


async def test_an_organisation_number_is_checked_and_a_sole_traders_is_refused(api: Api, today: date) -> None:
    person = await a_person(api)
    for wrong in ("212000-1125", "900214-2389"):
        body = {"person": person, "source": "other", "unit": "stockholm", "channel": "letter", "on": today.isoformat()}
        answer = await api.post("/referrals", {**body, "agency": wrong})
        assert (answer.status_code, answer.json()["errors"][0]["code"]) == (422, "organisation-number")
        assert wrong not in answer.text


async def test_referrals_with_a_job_planned_come_first(api: Api, today: date) -> None:
    without = await a_referral(api, today.replace(day=1))
    planned = await a_referral(api, today, planned_job={"already_begun": True})
    listed = ok(await api.get("/referrals"), 200)
    assert [row["referral"] for row in listed["items"]] == [planned, without]


async def test_what_a_partner_reads_is_in_the_access_log(api: Api, today: date) -> None:
    referral = await a_proposal(api, today)
    person = ok(await api.get(f"/referrals/{referral}"), 200)["person"]
    await api.get("/own-referrals", "partner", org=MALMO, subject="kommun-1")
    await changes(api)
    logged = ok(await api.get(f"/access-log?person={person}", "auditor"), 200)["items"]
    assert {"list_own_referrals", "pull_own_changes"} <= {row["what"] for row in logged}
