from uuid import UUID

import pytest

from shared.contracts import intake
from shared.ids import Sealed, new_id
from tests.harness import Api
from tests.placement.given import FEB_2
from tests.placement.journey import (
    a_case,
    a_job,
    an_employer,
    an_employment,
    case_started,
    employment_body,
    ok,
    refused,
    told,
)


async def test_an_employment_goes_from_agreed_to_ended(api: Api) -> None:
    case, employer = await a_case(api), await an_employer(api)
    created = await api.post("/employments", employment_body(case, employer))
    employment = ok(created)
    path = created.headers["Location"].removeprefix("/placement/v1")
    assert (employment["status"], employment["unit"], employment["started_on"]) == ("agreed", "stockholm", None)

    started = await api.post(f"{path}/starts", {"on": "2026-02-03"}, headers={"If-Match": created.headers["ETag"]})
    assert ok(started)["status"] == "working"
    changed = ok(await api.post(f"{path}/terms", {"on": "2026-02-16", "weekly_hours": 40}))
    assert (changed["weekly_hours"], changed["form"], changed["terms_on"]) == (40, "LFU", "2026-02-16")
    ended = await api.post(f"{path}/endings", {"on": "2026-03-02", "reason": "fixed-term-over"})
    assert ended.headers["ETag"] == '"4"'
    assert ok(ended) == ok(await api.get(path), 200)
    assert (ended.json()["status"], ended.json()["ended_on"], ended.json()["started_on"]) == ("ended", "2026-03-02", "2026-02-03")


async def test_an_employment_needs_a_case_that_has_started(api: Api) -> None:
    body = employment_body(str(new_id()), await an_employer(api))
    refused(await api.post("/employments", body), "case-unknown")


async def test_an_employment_with_a_closed_employer_is_refused_from_the_day_it_closed(api: Api) -> None:
    case, employer = await a_case(api), await an_employer(api)
    ok(await api.post(f"/employers/{employer}/closings", {"reason": "ceased", "on": "2026-02-01"}))
    refused(await api.post("/employments", employment_body(case, employer, on="2026-02-01")), "employer-is-closed")
    ok(await api.post("/employments", employment_body(case, employer, on="2026-01-31")))


async def test_every_reason_is_told_with_its_paragraph(api: Api) -> None:
    body = employment_body(await a_case(api), str(new_id()), form="OSA", weekly_hours=50, on="2026-03-11")
    codes = ("employer-unknown", "osa-not-with-sius", "hours-out-of-bounds", "date-in-the-future")
    problem = refused(await api.post("/employments", body), *codes)
    bases = {reason["code"]: reason["basis"] for reason in problem["reasons"]}
    assert bases["osa-not-with-sius"] == "förordning (2017:462) 42 §"


async def test_after_the_case_has_ended_only_what_began_before_is_registered(api: Api) -> None:
    case, person, employer = new_id(), new_id(), await an_employer(api)
    ended = intake.CaseEnded(case=case, person=person, on=FEB_2, kind="completed", exit="employment")
    await told(api, case_started(case, person=person), ended)
    late = employment_body(str(case), employer, starts_on="2026-02-02")
    ok(await api.post("/employments", late))
    after = employment_body(str(case), employer, starts_on="2026-02-03")
    refused(await api.post("/employments", after), "after-case-ended")


async def test_employments_go_with_their_case_to_another_unit(api: Api) -> None:
    case, person, employer = new_id(), new_id(), await an_employer(api)
    await told(api, case_started(case, person=person))
    employment = ok(await api.post("/employments", employment_body(str(case), employer)))["employment"]
    over = intake.CaseHandedOver(
        case=case, person=person, from_unit="stockholm", unit="malmo", support_person="officer-8", on=FEB_2
    )
    await told(api, over)
    assert (await api.get(f"/employments/{employment}")).status_code == 403
    assert ok(await api.get("/employments"), 200)["total"] == 0
    assert ok(await api.get(f"/employments/{employment}", units=["malmo"]), 200)["unit"] == "malmo"
    assert ok(await api.get("/employments", units=["malmo"]), 200)["total"] == 1


async def test_dates_are_corrected_with_a_reason_that_only_the_vault_can_read(api: Api) -> None:
    employment = await a_job(api)
    body = {"started_on": "2026-02-16", "reason": "Började två veckor senare."}
    corrected = await api.post(f"/employments/{employment}/corrections", body, subject="eva")
    assert (ok(corrected)["started_on"], corrected.json()["status"]) == ("2026-02-16", "working")
    service = api.app.state.service
    async with service.database.transaction() as tx:
        (*_, event), _ = await service.store.read(tx, f"employment-{employment}")
        assert (event.corrected_by, event.instead_of_start) == ("eva", FEB_2)
        assert body["reason"] not in str(event) + event.reason.text
        sealed, stream = Sealed(event.reason.text), f"employment-{employment}"
        assert await service.vault.unseal(tx, event.person, sealed, stream=stream, field="reason") == body["reason"]


async def test_an_end_that_was_wrong_is_taken_back(api: Api) -> None:
    employment = await a_job(api)
    ok(await api.post(f"/employments/{employment}/endings", {"on": "2026-03-02", "reason": "other"}))
    body = {"started_on": "2026-02-02", "reason": "Hen arbetar kvar."}
    goes_on = ok(await api.post(f"/employments/{employment}/corrections", body))
    assert (goes_on["status"], goes_on["ended_on"], goes_on["end_reason"]) == ("working", None, None)


async def test_an_employment_in_error_stays_to_be_seen_and_cannot_change(api: Api) -> None:
    employment = await a_job(api)
    reason = {"reason": "Fel person.", "on": "2026-03-10"}
    assert ok(await api.post(f"/employments/{employment}/retractions", reason))["status"] == "in-error"
    refused(await api.post(f"/employments/{employment}/retractions", reason), "employment-was-in-error")
    ending = {"on": "2026-03-02", "reason": "other"}
    refused(await api.post(f"/employments/{employment}/endings", ending), "employment-was-in-error")


async def test_an_earlier_change_registered_late_leaves_the_later_terms(api: Api) -> None:
    employment = await a_job(api)
    ok(await api.post(f"/employments/{employment}/terms", {"on": "2026-03-02", "weekly_hours": 40}))
    late = ok(await api.post(f"/employments/{employment}/terms", {"on": "2026-02-16", "weekly_hours": 20, "form": "NONE"}))
    assert (late["weekly_hours"], late["form"], late["terms_on"]) == (40, "LFU", "2026-03-02")


async def test_employments_are_listed_by_case_unit_and_status(api: Api) -> None:
    case = await a_case(api)
    agreed, working = await an_employment(api, case), await a_job(api)
    for query, expected in (
        ({"case": case}, {agreed}),
        ({"status": "working"}, {working}),
        ({"unit": "stockholm"}, {agreed, working}),
        ({"unit": "stockholm", "status": "ended"}, set()),
    ):
        listed = ok(await api.get("/employments", params=query), 200)
        assert {one["employment"] for one in listed["items"]} == expected, query
        assert listed["total"] == len(expected)


async def test_nobody_lists_another_units_employments(api: Api) -> None:
    employment = await an_employment(api)
    listed = ok(await api.get("/employments", units=("malmo",)), 200)
    assert (listed["items"], listed["total"]) == ([], 0)
    assert (await api.get("/employments", params={"unit": "stockholm"}, units=("malmo",))).status_code == 403
    assert (await api.get(f"/employments/{employment}", units=("malmo",))).status_code == 403


STEPS = {
    "starts": {"on": "2026-02-02"},
    "terms": {"on": "2026-02-16", "weekly_hours": 20},
    "endings": {"on": "2026-03-02", "reason": "other"},
    "corrections": {"started_on": "2026-02-16", "reason": "Fel."},
    "retractions": {"reason": "Fel.", "on": "2026-03-02"},
}


@pytest.mark.parametrize("step", STEPS)
async def test_no_step_is_taken_by_another_unit_or_for_an_unknown_employment(api: Api, step: str) -> None:
    case = await a_case(api)
    employment = await an_employment(api, case)
    path = f"/employments/{employment}/{step}"
    assert (await api.post(path, STEPS[step], units=("malmo",), subject="ali")).status_code == 403
    assert (await api.post(f"/employments/{new_id()}/{step}", STEPS[step])).status_code == 404
    assert (await api.post(path, STEPS[step], "manager")).status_code == 403
    (other_unit,) = ok(await api.get("/access-log", "auditor", params={"who": "ali"}), 200)["items"]
    assert (other_unit["reason"], other_unit["case_id"]) == ("other-unit", case)


async def test_an_employment_is_not_agreed_for_another_units_case(api: Api) -> None:
    case = await a_case(api, unit="malmo")
    answer = await api.post("/employments", employment_body(case, await an_employer(api)))
    assert answer.status_code == 403


async def test_reading_employments_is_logged_with_person_and_case(api: Api) -> None:
    case = await a_case(api)
    employment = await an_employment(api, case)
    await api.get(f"/employments/{employment}")
    await api.get("/employments", params={"case": case})
    logged = ok(await api.get("/access-log", "auditor", params={"case": case}), 200)["items"]
    assert {row["what"] for row in logged} == {"show_employment", "list_employments"}
    assert all(UUID(row["person"]) for row in logged)


async def test_the_same_key_agrees_once(api: Api) -> None:
    body = employment_body(await a_case(api), await an_employer(api))
    first = await api.post("/employments", body, headers={"Idempotency-Key": "k-1"})
    again = await api.post("/employments", body, headers={"Idempotency-Key": "k-1"})
    assert ok(first) == ok(again)
    assert ok(await api.get("/employments"), 200)["total"] == 1


async def test_a_start_seen_at_another_version_is_refused(api: Api) -> None:
    employment = await an_employment(api)
    stale = await api.post(f"/employments/{employment}/starts", {"on": "2026-02-02"}, headers={"If-Match": '"7"'})
    assert stale.status_code == 412
