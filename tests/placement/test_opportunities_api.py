import asyncio
from datetime import date
from uuid import UUID

from services.placement import events as e
from services.placement.projections import candidacy as candidacies
from shared.db import Tx
from shared.ids import new_id
from tests.harness import Api
from tests.placement.journey import (
    a_case,
    an_employer,
    an_employment,
    an_opportunity,
    employment_body,
    ok,
    opportunity_body,
    refused,
)
from tests.placement.register import analysis_body


async def test_an_opportunity_is_opened_and_shown(api: Api) -> None:
    employer = await an_employer(api)
    created = await api.post("/opportunities", opportunity_body(employer, places=2, weekly_hours=32.25))
    opportunity = ok(created)
    assert (opportunity["places_left"], opportunity["weekly_hours"], opportunity["status"]) == (2, 32.25, "open")
    shown = await api.get(created.headers["Location"].removeprefix("/placement/v1"))
    assert ok(shown, 200) == opportunity


async def test_every_reason_against_an_opportunity_is_told_at_once(api: Api) -> None:
    unknown = "0195c1de-9d00-7000-8000-000000000001"
    answer = await api.post("/opportunities", opportunity_body(unknown, weekly_hours=41, on="2026-03-11"))
    problem = refused(answer, "employer-unknown", "hours-out-of-bounds", "date-in-the-future")
    assert all(reason["basis"] and reason["detail"] for reason in problem["reasons"])


async def test_an_employment_takes_a_place_and_the_last_one_is_the_last(api: Api) -> None:
    employer = await an_employer(api)
    opportunity = await an_opportunity(api, employer, places=1)
    await an_employment(api, employer=employer, opportunity=opportunity)
    assert ok(await api.get(f"/opportunities/{opportunity}"), 200)["places_left"] == 0
    body = employment_body(await a_case(api), employer, opportunity=opportunity)
    refused(await api.post("/employments", body), "no-place-left")


async def test_two_who_want_the_last_place_at_once_do_not_both_get_it(api: Api) -> None:
    employer = await an_employer(api)
    opportunity = await an_opportunity(api, employer, places=1)
    bodies = [employment_body(await a_case(api), employer, opportunity=opportunity) for _ in range(4)]
    answers = await asyncio.gather(*(api.post("/employments", body) for body in bodies))
    assert sorted(answer.status_code for answer in answers) == [201, 409, 409, 409]
    assert ok(await api.get(f"/opportunities/{opportunity}"), 200)["places_left"] == 0
    assert ok(await api.get("/employments"), 200)["total"] == 1


async def test_an_employment_in_error_gives_its_place_back(api: Api) -> None:
    employer = await an_employer(api)
    opportunity = await an_opportunity(api, employer)
    employment = await an_employment(api, employer=employer, opportunity=opportunity)
    ok(await api.post(f"/employments/{employment}/retractions", {"reason": "Fel person.", "on": "2026-03-10"}))
    assert ok(await api.get(f"/opportunities/{opportunity}"), 200)["places_left"] == 1


async def test_a_closed_opportunity_takes_nobody(api: Api) -> None:
    employer = await an_employer(api)
    opportunity = await an_opportunity(api, employer)
    closed = ok(await api.post(f"/opportunities/{opportunity}/closings", {"reason": "withdrawn", "on": "2026-02-01"}))
    assert (closed["status"], closed["closing_reason"]) == ("closed", "withdrawn")
    body = employment_body(await a_case(api), employer, opportunity=opportunity)
    refused(await api.post("/employments", body), "opportunity-is-closed")


async def test_an_opportunity_of_another_employer_is_refused(api: Api) -> None:
    opportunity = await an_opportunity(api, await an_employer(api))
    body = employment_body(await a_case(api), await an_employer(api), opportunity=opportunity)
    refused(await api.post("/employments", body), "opportunity-of-other-employer")


async def test_opportunities_are_found_by_employer_occupation_municipality_and_status(api: Api) -> None:
    employer = await an_employer(api)
    wanted = await an_opportunity(api, employer, occupation="9412", municipality="1480")
    other = await an_opportunity(api, await an_employer(api))
    ok(await api.post(f"/opportunities/{other}/closings", {"reason": "expired", "on": "2026-02-01"}))
    for query in ({"employer": employer}, {"occupation": "9412"}, {"municipality": "1480"}, {"status": "open"}):
        found = ok(await api.get("/opportunities", params=query), 200)
        assert [one["opportunity"] for one in found["items"]] == [wanted], query


async def test_a_body_with_wrong_codes_is_pointed_at_field_by_field(api: Api) -> None:
    answer = await api.post("/opportunities", opportunity_body("no-id", occupation="52", municipality="18", places=0))
    pointers = {error["pointer"] for error in ok(answer, 422)["errors"]}
    assert pointers == {"#/employer", "#/occupation", "#/municipality", "#/places"}


async def test_an_opportunity_tells_what_is_done_and_only_on_its_own_page(api: Api) -> None:
    employer = await an_employer(api)
    more = {"tasks": "Plocka varor.", "least_weekly_hours": 20, "shifts": ["evening", "evening"], "licences": ["B"]}
    opened = ok(await api.post("/opportunities", opportunity_body(employer, **more, starts_on="2026-04-01")))
    assert (opened["tasks"], opened["least_weekly_hours"], opened["shifts"]) == ("Plocka varor.", 20, ["evening"])
    assert (opened["opened_by"], opened["starts_on"], opened["until_on"]) == ("caseworker", "2026-04-01", None)
    (listed,) = ok(await api.get("/opportunities"), 200)["items"]
    assert "tasks" not in listed


async def test_a_job_analysis_holds_from_its_day_however_late_it_is_registered(api: Api) -> None:
    opportunity = await an_opportunity(api, await an_employer(api))
    path = f"/opportunities/{opportunity}"
    adapted = {"dimension": "physical", "measure": "lifting-aid", "lowers_to": 1}
    latest = analysis_body(on="2026-03-02", adaptations=[adapted])
    created = await api.post(f"{path}/analyses", latest)
    assert ok(created)["note"] == "Tungt."
    ok(await api.post(f"{path}/analyses", analysis_body(on="2026-02-02", demands=[{"dimension": "pace", "level": 1}])))
    shown = ok(await api.get(path), 200)
    assert (shown["demands"], shown["adaptations"], shown["analysed_on"]) == (latest["demands"], [adapted], "2026-03-02")
    listed = ok(await api.get(f"{path}/analyses"), 200)["items"]
    assert [one["on"] for one in listed] == ["2026-03-02", "2026-02-02"]
    assert all("note" not in one for one in listed)
    assert ok(await api.get(created.headers["Location"].removeprefix("/placement/v1")), 200) == created.json()


async def test_an_adaptation_without_its_demand_is_refused(api: Api) -> None:
    opportunity = await an_opportunity(api, await an_employer(api))
    adapted = {"dimension": "pace", "measure": "breaks", "lowers_to": 1}
    refused(
        await api.post(f"/opportunities/{opportunity}/analyses", analysis_body(adaptations=[adapted])),
        "adaptation-lowers-nothing",
    )
    unknown = {**adapted, "measure": "no-such-measure"}
    answer = await api.post(f"/opportunities/{opportunity}/analyses", analysis_body(adaptations=[unknown]))
    assert ok(answer, 422)["errors"][0]["code"] == "measure-unknown"


async def test_what_is_offered_is_corrected_with_its_places(api: Api) -> None:
    employer = await an_employer(api)
    opportunity = await an_opportunity(api, employer, places=2)
    await an_employment(api, employer=employer, opportunity=opportunity)
    body = {**opportunity_body(employer, places=4, occupation="9412"), "reason": "Två till.", "on": "2026-02-02"}
    del body["employer"]
    corrected = ok(await api.post(f"/opportunities/{opportunity}/corrections", body))
    assert (corrected["places"], corrected["places_left"], corrected["occupation"]) == (4, 3, "9412")
    reopened = await api.post(f"/opportunities/{opportunity}/reopenings", {"reason": "Igen.", "on": "2026-03-02"})
    refused(reopened, "opportunity-is-open")


async def test_opportunities_without_candidates_come_by_how_long_they_have_waited(api: Api) -> None:
    mine, theirs = await an_employer(api), await an_employer(api)
    ok(await api.post(f"/employers/{mine}/owners", {"owner": "eva", "unit": "stockholm", "on": "2026-01-05"}))
    newer = await an_opportunity(api, mine, on="2026-02-02")
    older = await an_opportunity(api, mine, on="2026-01-12")
    others = await an_opportunity(api, theirs, on="2026-01-06")
    service = api.app.state.service
    async with service.database.transaction() as tx:
        await candidacy(tx, others, "withdrawn")

    async def listed(**params: object) -> list[str]:
        answer = ok(await api.get("/opportunities", params={"without_candidates": True, **params}, subject="eva"), 200)
        assert answer["total"] == len(answer["items"])
        return [row["opportunity"] for row in answer["items"]]

    assert await listed() == [others, older, newer]
    assert await listed(owner="me") == [older, newer]
    async with service.database.transaction() as tx:
        await candidacy(tx, older, "presented")
    assert await listed() == [others, newer]
    assert await listed(without_candidates=False) == [older]


async def candidacy(tx: Tx, opportunity: str, status: str) -> None:
    """A row as candidacies' own projection writes it."""
    event = e.CandidacyProposed(
        candidacy=new_id(),
        case=new_id(),
        person=new_id(),
        opportunity=UUID(opportunity),
        employer=new_id(),
        explanation=e.Explanation(requirements=(), dimensions=(), nearness=0, score=0),
        proposed_by="eva",
        on=date(2026, 3, 2),
    )
    await candidacies.project(tx, event, 1)
    await tx.raw.execute("update candidacies set status = $2 where candidacy = $1", event.candidacy, status)


async def test_an_employer_that_closes_takes_no_opportunity_from_then_on_even_at_once(api: Api) -> None:
    employer = await an_employer(api)
    closing = api.post(f"/employers/{employer}/closings", {"reason": "ceased", "on": "2026-01-05"})
    opening = api.post("/opportunities", opportunity_body(employer))
    closed, opened = await asyncio.gather(closing, opening)
    assert closed.status_code == 201
    assert opened.status_code in {201, 409}
    refused(await api.post("/opportunities", opportunity_body(employer)), "employer-is-closed")
