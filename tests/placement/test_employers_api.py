from datetime import date

from shared.testing.numbers import organisation_number, personal_number
from tests.harness import Api
from tests.placement.journey import an_employer, employer_body, ok, refused


async def test_a_registered_employer_is_shown_where_location_says(api: Api) -> None:
    created = await api.post("/employers", employer_body(organisation_number="4020000008"))
    employer = ok(created)
    assert created.headers["Location"] == f"/placement/v1/employers/{employer['employer']}"
    shown = await api.get(f"/employers/{employer['employer']}")
    assert ok(shown, 200) == employer
    assert employer["organisation_number"] == "402000-0008"
    assert shown.headers["ETag"] == created.headers["ETag"] == '"1"'


async def test_an_organisation_number_is_registered_once_however_it_is_written(api: Api) -> None:
    number = organisation_number(77)
    first = await an_employer(api, organisation_number=number)
    again = await api.post("/employers", employer_body(organisation_number="16" + number.replace("-", "")))
    assert refused(again, "employer-already-registered")["reasons"][0]["employer"] == first


async def test_a_sole_trader_is_refused_with_the_reason_and_without_the_number(api: Api) -> None:
    number = personal_number(date(1990, 2, 14), 238)[2:]
    answer = await api.post("/employers", employer_body(organisation_number=number))
    (error,) = ok(answer, 422)["errors"]
    assert (error["pointer"], error["code"]) == ("#/organisation_number", "sole-trader")
    assert "Enskild firma" in error["detail"]
    assert number not in answer.text


async def test_a_wrong_check_digit_is_pointed_at(api: Api) -> None:
    answer = await api.post("/employers", employer_body(organisation_number="402000-0009"))
    assert ok(answer, 422)["errors"][0]["code"] == "organisation-number"


async def test_a_name_that_holds_a_personal_number_is_refused(api: Api) -> None:
    answer = await api.post("/employers", employer_body(name="Firma 19900214-2388"))
    assert ok(answer, 422)["errors"][0]["code"] == "looks-personal"
    searched = await api.get("/employers", params={"name": "19900214-2388"})
    assert searched.status_code == 422


async def test_employers_are_found_by_sector_municipality_and_part_of_the_name(api: Api) -> None:
    bakery = await an_employer(api, name="Bageriet Bullen AB", sector="private", municipality="1480")
    await an_employer(api, name="Annat AB", sector="private", municipality="0180")
    for wanted in ({"name": "bullen"}, {"municipality": "1480"}, {"sector": "private", "name": "bageri"}, {"name": "n a"}):
        found = ok(await api.get("/employers", params=wanted), 200)
        assert [employer["employer"] for employer in found["items"]] == [bakery], wanted
        assert found["total"] == 1
    assert ok(await api.get("/employers", params={"name": "%"}), 200)["total"] == 0


async def test_employers_come_by_name_a_page_at_a_time(api: Api) -> None:
    for name in ("Cecilias AB", "Adas AB", "Beas AB"):
        await an_employer(api, name=name)
    page = ok(await api.get("/employers", params={"limit": 2}), 200)
    assert [employer["name"] for employer in page["items"]] == ["Adas AB", "Beas AB"]
    assert page["total"] == 3
    assert page["links"]["next"] == "/placement/v1/employers?limit=2&offset=2"


async def test_a_closed_employer_says_why_and_is_closed_once(api: Api) -> None:
    employer = await an_employer(api)
    closed = ok(await api.post(f"/employers/{employer}/closings", {"reason": "bankruptcy", "on": "2026-03-02"}))
    assert (closed["status"], closed["closing_reason"], closed["closed_on"]) == ("closed", "bankruptcy", "2026-03-02")
    again = await api.post(f"/employers/{employer}/closings", {"reason": "ceased", "on": "2026-03-02"})
    refused(again, "employer-is-closed")


async def test_an_unknown_employer_is_not_found(api: Api) -> None:
    missing = "/employers/0195c1de-9d00-7000-8000-000000000001"
    assert (await api.get(missing)).status_code == 404
    assert (await api.post(f"{missing}/closings", {"reason": "ceased", "on": "2026-03-02"})).status_code == 404


async def test_whoever_has_seen_another_version_changes_nothing(api: Api) -> None:
    employer = await an_employer(api)
    body = {"reason": "ceased", "on": "2026-03-02"}
    stale = await api.post(f"/employers/{employer}/closings", body, headers={"If-Match": '"2"'})
    assert stale.status_code == 412
    ok(await api.post(f"/employers/{employer}/closings", body, headers={"If-Match": '"1"'}))
