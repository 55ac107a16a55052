from uuid import UUID

from shared.contracts import intake
from shared.ids import new_id
from tests.harness import Api
from tests.placement.given import FEB_2
from tests.placement.journey import a_case, case_started, ok, told


async def test_a_started_case_shows_as_an_open_search(api: Api) -> None:
    case = await a_case(api)
    shown = await api.get(f"/searches/{case}")
    search = ok(shown, 200)
    assert (search["case"], search["status"], search["started_on"], search["unit"]) == (case, "open", "2026-01-05", "stockholm")
    assert shown.headers["ETag"] == '"1"'


async def test_searches_are_those_of_ones_own_units(api: Api) -> None:
    own, other = await a_case(api), await a_case(api, unit="malmo")
    listed = ok(await api.get("/searches"), 200)
    assert [search["case"] for search in listed["items"]] == [own]
    both = ok(await api.get("/searches", units=("stockholm", "malmo")), 200)
    assert {search["case"] for search in both["items"]} == {own, other}
    assert ok(await api.get("/searches", units=()), 200)["total"] == 0


async def test_searches_are_filtered_by_status(api: Api) -> None:
    case, person = new_id(), new_id()
    ended = intake.CaseEnded(case=case, person=person, on=FEB_2, kind="completed", exit="employment")
    await told(api, case_started(case, person=person), ended)
    await a_case(api)
    listed = ok(await api.get("/searches", params={"status": "closed"}), 200)
    assert [UUID(search["case"]) for search in listed["items"]] == [case]
    assert listed["items"][0]["ended_on"] == "2026-02-02"


async def test_a_search_of_another_unit_is_refused_and_both_reads_are_logged(api: Api) -> None:
    case = await a_case(api, unit="malmo")
    assert (await api.get(f"/searches/{case}", subject="ali")).status_code == 403
    ok(await api.get(f"/searches/{case}", units=("malmo",), subject="eva"), 200)
    logged = ok(await api.get("/access-log", "auditor", params={"case": case}), 200)["items"]
    assert {(row["who"], row["outcome"], row["what"], row["why"]) for row in logged} == {
        ("ali", "refused", "show_search", "case-work"),
        ("eva", "allowed", "show_search", "case-work"),
    }
    assert all(row["person"] for row in logged)


async def test_an_unknown_search_is_not_found(api: Api) -> None:
    assert (await api.get(f"/searches/{new_id()}")).status_code == 404
