import asyncio

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
