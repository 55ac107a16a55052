import asyncio
from datetime import date
from typing import Any
from uuid import UUID

from services.placement import candidacies
from shared.contracts import intake
from shared.ids import new_id
from tests.harness import Api
from tests.placement.journey import a_case, an_employer, an_opportunity, employment_body, ok, refused, told
from tests.placement.seekers import a_candidacy, a_profile, a_seeker, profile_body, taken


async def test_a_candidacy_goes_from_proposed_to_an_employment(api: Api) -> None:
    employer = await an_employer(api)
    opportunity = await an_opportunity(api, employer)
    case = await a_seeker(api)
    created = await api.post("/candidacies", {"case": case, "opportunity": opportunity, "on": "2026-02-02"})
    proposed = ok(created)
    path = created.headers["Location"].removeprefix("/placement/v1")
    assert (proposed["status"], proposed["employer"], proposed["explanation"]["nearness"]) == ("proposed", employer, 4)
    assert {each["code"]: each["met"] for each in proposed["explanation"]["requirements"]}["presentation"]
    presented = await api.post(f"{path}/presentations", {"on": "2026-02-03"}, headers={"If-Match": created.headers["ETag"]})
    assert ok(presented)["status"] == "presented"
    candidacy = proposed["candidacy"]
    assert (await taken(api, candidacy, "interviews", "offers"))["status"] == "offered"
    assert (await taken(api, candidacy, "acceptances"))["status"] == "accepted"
    assert ok(await api.get(f"/opportunities/{opportunity}"), 200)["places_left"] == 0
    body = employment_body(case, employer, opportunity=opportunity, candidacy=candidacy, on="2026-03-02", starts_on="2026-03-09")
    employment = ok(await api.post("/employments", body))["employment"]
    shown = ok(await api.get(path), 200)
    assert (shown["status"], shown["employment"]) == ("employed", employment)
    assert ok(await api.get(f"/opportunities/{opportunity}"), 200)["places_left"] == 0
    ok(await api.post(f"/employments/{employment}/retractions", {"reason": "Fel.", "on": "2026-03-10"}))
    assert ok(await api.get(path), 200)["status"] == "accepted"
    assert ok(await api.get(f"/opportunities/{opportunity}"), 200)["places_left"] == 1


async def test_an_employment_follows_only_the_accepted_candidacy_of_its_own(api: Api) -> None:
    candidacy = await a_candidacy(api)
    row = ok(await api.get(f"/candidacies/{candidacy}"), 200)
    body = employment_body(row["case"], row["employer"], opportunity=row["opportunity"], candidacy=candidacy, on="2026-03-02")
    refused(await api.post("/employments", body), "candidacy-is-open")
    await taken(api, candidacy, "presentations", "offers", "acceptances")
    other = await an_employer(api)
    refused(await api.post("/employments", {**body, "employer": other}), "other-candidate")


async def test_without_an_agreement_no_employer_is_told(api: Api) -> None:
    case = await a_case(api)
    await a_profile(api, case)
    candidacy = await a_candidacy(api, case)
    answer = await api.post(f"/candidacies/{candidacy}/presentations", {"on": "2026-03-02"})
    refused(answer, "presentation-not-agreed")
    refused(await api.get(f"/candidacies/{candidacy}/employer-sheet"), "not-presented-yet", "presentation-not-agreed")
    assert ok(await api.get(f"/searches/{case}/disclosures"), 200)["total"] == 0


async def test_after_a_withdrawal_the_employer_is_told_no_more_and_reads_no_more(api: Api) -> None:
    case = await a_seeker(api)
    candidacy = await a_candidacy(api, case)
    await taken(api, candidacy, "presentations")
    ok(await api.get(f"/candidacies/{candidacy}/employer-sheet"), 200)
    withdrawn = ok(await api.post(f"/searches/{case}/presentation-withdrawals", {"on": "2026-03-02"}))
    assert withdrawn["open_candidacies"] == [candidacy]
    refused(await api.post(f"/candidacies/{candidacy}/interviews", {"on": "2026-03-02"}), "presentation-is-withdrawn")
    refused(await api.get(f"/candidacies/{candidacy}/employer-sheet"), "presentation-is-withdrawn")
    opportunity = ok(await api.get(f"/candidacies/{candidacy}"), 200)["opportunity"]
    assert ok(await api.get(f"/opportunities/{opportunity}/employer-sheets"), 200)["total"] == 0


async def test_every_telling_is_written_down_with_the_facts(api: Api) -> None:
    case = await a_seeker(api)
    candidacy = await a_candidacy(api, case)
    await taken(api, candidacy, "presentations", "interviews")
    told_ = ok(await api.get(f"/searches/{case}/disclosures"), 200)["items"]
    assert [each["step"] for each in told_] == ["interviewed", "presented"]
    assert told_[0]["facts"] == ["name", "skills", "adaptations"]


async def test_a_person_without_a_profile_is_not_proposed(api: Api) -> None:
    case, opportunity = await a_case(api), await an_opportunity(api, await an_employer(api))
    answer = await api.post("/candidacies", {"case": case, "opportunity": opportunity, "on": "2026-02-02"})
    refused(answer, "profile-not-recorded")
    unknown = await api.post("/candidacies", {"case": case, "opportunity": str(new_id()), "on": "2026-02-02"})
    refused(unknown, "opportunity-unknown", "profile-not-recorded")


async def test_one_candidacy_at_a_time_for_the_same_job_however_many_ask(api: Api) -> None:
    case, opportunity = await a_seeker(api), await an_opportunity(api, await an_employer(api))
    body = {"case": case, "opportunity": opportunity, "on": "2026-02-02"}
    answers = await asyncio.gather(*(api.post("/candidacies", body) for _ in range(4)))
    assert sorted(answer.status_code for answer in answers) == [201, 409, 409, 409]
    (first,) = [answer.json()["candidacy"] for answer in answers if answer.status_code == 201]
    ok(await api.post(f"/candidacies/{first}/withdrawals", {"reason": "other", "on": "2026-02-03"}))
    second = await a_candidacy(api, case, opportunity)
    reversal = {"reverses": "withdrawn", "reason": "Fel.", "on": "2026-03-10"}
    refused(await api.post(f"/candidacies/{first}/reversals", reversal), "candidacy-already-proposed")
    ok(await api.post(f"/candidacies/{second}/declines", {"by": "person", "reason": "pay", "on": "2026-02-03"}))
    assert ok(await api.post(f"/candidacies/{first}/reversals", reversal))["status"] == "proposed"


async def test_two_acceptances_of_the_last_place_at_once_are_one(api: Api) -> None:
    opportunity = await an_opportunity(api, await an_employer(api), places=1)
    both = [await a_candidacy(api, None, opportunity) for _ in range(2)]
    for candidacy in both:
        await taken(api, candidacy, "presentations", "offers")
    answers = await asyncio.gather(*(api.post(f"/candidacies/{each}/acceptances", {"on": "2026-03-02"}) for each in both))
    assert sorted(answer.status_code for answer in answers) == [201, 409]
    (late,) = [answer for answer in answers if answer.status_code == 409]
    refused(late, "no-place-left")


async def test_a_reversed_acceptance_frees_the_place(api: Api) -> None:
    candidacy = await a_candidacy(api)
    opportunity = (await taken(api, candidacy, "presentations", "offers", "acceptances"))["opportunity"]
    reversal = {"reverses": "accepted", "reason": "Tackade nej ändå.", "on": "2026-03-10"}
    assert ok(await api.post(f"/candidacies/{candidacy}/reversals", reversal))["status"] == "offered"
    assert ok(await api.get(f"/opportunities/{opportunity}"), 200)["places_left"] == 1


async def test_a_trial_is_agreed_ended_and_never_an_employment(api: Api) -> None:
    case = await a_seeker(api)
    candidacy = await a_candidacy(api, case)
    await taken(api, candidacy, "presentations")
    trial = {"kind": "work-trial", "from_on": "2026-03-09", "until": "2026-03-20", "on": "2026-03-02"}
    agreed = ok(await api.post(f"/candidacies/{candidacy}/trials", trial))
    (first,) = agreed["trials"]
    assert (agreed["status"], first["status"], first["until"]) == ("trial", "agreed", "2026-03-20")
    ended = await api.post(f"/candidacies/{candidacy}/trials/{first['trial']}/endings", {"on": "2026-03-10"})
    assert [(each["status"], each["until"]) for each in ok(ended)["trials"]] == [("ended", "2026-03-10")]
    assert (await api.post(f"/candidacies/{candidacy}/trials/{new_id()}/endings", {"on": "2026-03-10"})).status_code == 404
    assert ok(await api.get("/employments", params={"case": case}), 200)["total"] == 0


async def test_the_explanation_stays_as_it_was_when_the_profile_changes(api: Api) -> None:
    case = await a_seeker(api)
    candidacy = await a_candidacy(api, case)
    before = ok(await api.get(f"/candidacies/{candidacy}"), 200)["explanation"]
    ok(await api.post(f"/searches/{case}/profiles", profile_body(wished=["9412"], on="2026-03-02")))
    assert ok(await api.get(f"/candidacies/{candidacy}"), 200)["explanation"] == before


async def test_a_note_is_read_only_where_one_candidacy_is_shown(api: Api) -> None:
    candidacy = await a_candidacy(api)
    body = {"by": "person", "reason": "travel", "note": "Bussen går inte så tidigt.", "on": "2026-03-02"}
    assert ok(await api.post(f"/candidacies/{candidacy}/declines", body))["note"] == body["note"]
    assert "Bussen" not in (await api.get("/candidacies")).text


async def test_candidacies_of_other_units_and_protected_persons_are_not_shown(api: Api) -> None:
    person = new_id()
    case = await a_seeker(api, person=person)
    candidacy = await a_candidacy(api, case)
    await taken(api, candidacy, "presentations")
    opportunity = ok(await api.get(f"/candidacies/{candidacy}"), 200)["opportunity"]
    sheets = f"/opportunities/{opportunity}/employer-sheets"
    assert ok(await api.get(sheets), 200)["total"] == 1
    assert (await api.get(f"/candidacies/{candidacy}", units=["malmo"])).status_code == 403
    assert ok(await api.get("/candidacies", units=["malmo"]), 200)["total"] == 0
    assert ok(await api.get(sheets, units=["malmo"]), 200)["total"] == 0
    await told(api, intake.PersonProtected(person=person))
    assert (await api.get(f"/candidacies/{candidacy}")).status_code == 403
    assert ok(await api.get("/candidacies"), 200)["total"] == 0
    assert ok(await api.get(f"/candidacies/{candidacy}", "caseworker+protected-identity"), 200)["status"] == "presented"
    assert ok(await api.get(sheets, "caseworker+protected-identity"), 200)["total"] == 0


async def test_what_is_open_in_a_case_is_taken_back_at_once(api: Api) -> None:
    case = await a_seeker(api)
    both = {await a_candidacy(api, case) for _ in range(2)}
    done = await a_candidacy(api, case)
    ok(await api.post(f"/candidacies/{done}/declines", {"by": "person", "reason": "pay", "on": "2026-02-03"}))
    service: Any = api.app.state.service

    async with service.database.transaction() as tx:
        log = service.log(tx, by="intake", correlation="c")
        withdrawn = await candidacies.withdraw_open(log, UUID(case), "case-ended", date(2026, 1, 20))
    assert {str(each) for each in withdrawn} == both
    listed = ok(await api.get("/candidacies", params={"case": case, "status": "withdrawn"}), 200)["items"]
    assert {(each["reason"], each["outcome_on"]) for each in listed} == {("case-ended", "2026-02-02")}
