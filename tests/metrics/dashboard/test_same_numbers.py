"""Tile, table and JSON answer are one number; and every number opens exactly its rows."""

from typing import Any
from urllib.parse import parse_qsl, urlsplit

import pytest

from shared.contracts import intake
from shared.service import Service
from tests.harness import Api
from tests.metrics.dashboard.conftest import PERIOD, TOWN, numbers, opened, shown
from tests.metrics.telling import Told, message, noon
from tests.metrics.test_api import ANALYST

FIGURES = ("inflow", "outflow", "retention", "fair-access", "interruptions", "support", "coverage")
A_YEAR_EARLIER = {"from": "2023-06-01", "to": "2024-05-31", "as_of": "2024-12-01"}


async def figures(api: Api, who: dict[str, Any], **asked: str) -> dict[str, Any]:
    """Every figure's JSON, and that of a year earlier."""
    found = {}
    for name in FIGURES:
        for suffix, more in (("", {}), ("-earlier", A_YEAR_EARLIER)):
            answer = await api.get(f"/figures/{name}", params={**PERIOD, **asked, **more}, **who)
            assert answer.status_code == 200, answer.text
            found[name + suffix] = answer.json()
    return found


def at(figure: Any, path: str) -> Any:
    for part in path.split("/"):
        if figure is None:
            return None
        figure = figure[int(part)] if isinstance(figure, list) else figure[part]
    return figure


@pytest.mark.parametrize("who", [TOWN, ANALYST, {"role": "manager", "units": ("gavle",)}], ids=["manager", "analyst", "one unit"])
async def test_every_number_on_the_page_is_the_one_in_the_answer(town: Api, who: dict[str, Any]) -> None:
    answers = await figures(town, who)
    found = numbers(await shown(town, who))
    wrong = []
    for one in found:
        name, _, path = one.of.partition("/")
        expected = at(answers[name], path)
        if one.value != (None if expected is None else pytest.approx(expected)):
            wrong.append((one, expected))
    assert wrong == []
    assert len(found) > 250
    assert {one.of.partition("/")[0].removesuffix("-earlier") for one in found} == set(FIGURES)


async def test_a_breakdown_and_an_earlier_knowledge_are_asked_for_as_in_the_answers(town: Api) -> None:
    asked: dict[str, Any] = {"breakdown": "age-group", "known_at": "2025-07-01T12:00:00Z"}
    answer = (await town.get("/figures/fair-access", params={**PERIOD, **asked}, **TOWN)).json()
    found = {one.of: one.value for one in numbers(await shown(town, **asked))}
    for index, group in enumerate(answer["groups"]):
        assert found[f"fair-access/groups/{index}/stages/referrals_received"] == group["stages"]["referrals_received"]
    now = {one.of: one.value for one in numbers(await shown(town))}
    assert found["inflow/total/load/ongoing"] != now["inflow/total/load/ongoing"]


async def test_every_number_with_rows_opens_exactly_so_many(town: Api) -> None:
    found = numbers(await shown(town))
    links = {one.href: one.value for one in found if one.href}
    assert len(links) > 80
    wrong = []
    for link, value in links.items():
        page = await town.get(link.removeprefix("/metrics/v1"), headers={"Accept": "text/html"}, **TOWN)
        listed = page.text.count('<td class="first said">')
        told = f"{value:.0f} rader" if value else ""
        if page.status_code != 200 or listed != min(value or 0, 20) or told not in page.text:
            wrong.append((link, value, page.status_code, listed))
    assert wrong == []


async def test_every_count_that_a_list_exists_for_is_a_link(town: Api) -> None:
    """Only what no list of the figure gives is plain: shares, days, capacity, and what a week or a day of a curve has."""
    plain = {one.of for one in numbers(await shown(town)) if one.href is None and one.value}
    of_counts = {of for of in plain if "/counts/" in of or "/stages/" in of or "/flow/" in of or of.endswith("/cases")}
    assert of_counts == set()


async def test_the_rows_are_those_of_the_list(town: Api) -> None:
    asked = {**PERIOD, "figure": "outflow", "group": "in-work-within-180"}
    listed = (await town.get("/figures/outflow/cases", params={**PERIOD, "group": "in-work-within-180"}, **TOWN)).json()
    page = await town.get("/dashboard/rows", params=asked, headers={"Accept": "text/html"}, **TOWN)
    assert [item["case_id"] in page.text for item in listed["items"]] == [True] * min(20, listed["total"])


async def test_rows_come_in_pages_that_lead_on(town: Api) -> None:
    first = await opened(town, "/dashboard/rows", figure="inflow", group="ongoing", limit="5")
    links = [part.split('"')[0].replace("&amp;", "&") for part in first.text.split('<li><a href="')[1:]]
    asked = [dict(parse_qsl(urlsplit(link).query)) for link in links]
    assert [one["offset"] for one in asked][:2] == ["0", "5"]
    assert {(one["group"], one["limit"], one["from"]) for one in asked} == {("ongoing", "5", PERIOD["from"])}
    second = await town.get(links[1].removeprefix("/metrics/v1"), headers={"Accept": "text/html"}, **TOWN)
    assert second.text.count('<td class="first said">') == 5
    assert "Rad 6 till 10 av" in second.text


async def test_protected_identities_are_counted_and_not_listed(town: Api) -> None:
    asked = {**PERIOD, "group": "in-work-within-180"}
    [first, *_] = (await town.get("/figures/outflow/cases", params=asked, **TOWN)).json()["items"]
    before = {one.of: one.value for one in numbers(await shown(town))}["outflow/figure/counts/in_work_within_180"]
    person = await person_of(town, first["case_id"])
    told = Told()
    told.tell("person-1", intake.PersonProtected(person=person), noon("2025-06-01"))
    service: Service = town.app.state.service
    await service.subscriptions[0].handle([message(one, offset=9_000_000) for one in told.deliveries])
    after = {one.of: one.value for one in numbers(await shown(town))}["outflow/figure/counts/in_work_within_180"]
    page = await opened(town, "/dashboard/rows", figure="outflow", group="in-work-within-180")
    assert after == before
    assert first["case_id"] not in page.text
    assert f"{before - 1:.0f} rader" in page.text if before else None


async def person_of(api: Api, case: str) -> Any:
    service: Service = api.app.state.service
    async with service.database.transaction(readonly=True) as tx:
        return await tx.raw.fetchval("select person from cases where case_id = $1", case)


async def test_whoever_is_shown_is_in_the_access_log(town: Api) -> None:
    who = {**TOWN, "subject": "eva"}
    await opened(town, "/dashboard/rows", who, figure="retention", group="retained", limit="3")
    listed = (await town.get("/access-log", "auditor", params={"who": "eva"})).json()
    assert {(item["what"], item["why"], item["outcome"]) for item in listed["items"]} == {
        ("show_dashboard_rows", "statistics", "allowed")
    }
    assert listed["total"] == 3


async def test_the_dashboard_itself_shows_no_person(town: Api) -> None:
    await shown(town, {**TOWN, "subject": "eva"})
    assert (await town.get("/access-log", "auditor", params={"who": "eva"})).json()["total"] == 0


async def test_an_analyst_sees_what_the_answers_show_and_no_rows(town: Api) -> None:
    page = await shown(town, ANALYST)
    assert all(one.href is None for one in numbers(page))
    assert any(one.value is None for one in numbers(page))
    refused = await opened(town, "/dashboard/rows", ANALYST, figure="outflow", group="cohort")
    assert (refused.status_code, refused.headers["content-type"]) == (403, "text/html; charset=utf-8")


async def test_an_analyst_is_told_no_more_of_the_curve_than_the_answer_has(town: Api) -> None:
    managers, analysts = await shown(town), await shown(town, ANALYST)
    days = [page[page.index('id="retention-days"') :].split("</table>")[0].count("<tr") - 1 for page in (managers, analysts)]
    assert days == [14, 3]
    assert 'class="curve first"' not in analysts[analysts.index('id="retention"') : analysts.index('id="load"')]
