"""The pages over HTTP: who gets them, in which language, and what they say when something is wrong."""

import re
from datetime import date, timedelta
from typing import Any
from urllib.parse import parse_qsl, urlsplit

import pytest

from shared.http.browser import COOKIE
from tests.harness import Api
from tests.metrics.dashboard.conftest import HTML, PERIOD, TOWN, opened, shown, texts
from tests.metrics.test_api import ANALYST, MANAGER

PATH = "/metrics/v1/dashboard"
LOADS = re.compile(r"<(script|img|link|iframe|object|embed)|\son[a-z]+=|\sstyle=|url\(|@import|@font-face")


def cookie(api: Api, **who: Any) -> dict[str, str]:
    return {"Cookie": f"{COOKIE}={api.bearer(**who)['Authorization'].removeprefix('Bearer ')}", **HTML}


async def test_the_token_may_come_in_a_cookie(api: Api) -> None:
    page = await api.client.get("/dashboard", headers=cookie(api, **MANAGER))
    assert page.status_code == 200
    assert "Inloggad vid stockholm" in page.text


async def test_the_header_wins_over_the_cookie(api: Api) -> None:
    given = {**cookie(api, **MANAGER), **api.bearer(**ANALYST)}
    assert "Inloggad utan enhet" in (await api.client.get("/dashboard", headers=given)).text
    forged = {**cookie(api, **MANAGER), "Authorization": "Bearer nothing"}
    assert (await api.client.get("/dashboard", headers=forged)).status_code == 401


@pytest.mark.parametrize("path", ["/figures/outflow", "/figures/outflow/cases", "/closed-months", "/access-log"])
async def test_no_other_route_takes_the_cookie(api: Api, path: str) -> None:
    assert (await api.client.get(path, headers=cookie(api, **MANAGER))).status_code == 401


async def test_a_cookie_changes_nothing(api: Api) -> None:
    for method in ("POST", "PUT", "DELETE"):
        assert (await api.client.request(method, "/dashboard", headers=cookie(api, **MANAGER))).status_code == 405


async def test_without_a_token_a_browser_is_led_to_the_sign_in_and_back(api: Api) -> None:
    page = await api.client.get("/dashboard", params={"unit": "gavle", "lang": "en"}, headers=HTML)
    assert (page.status_code, page.headers["www-authenticate"]) == (401, "Bearer")
    [link] = re.findall(r'class="button" href="([^"]+)"', page.text)
    address = urlsplit(link.replace("&amp;", "&"))
    assert f"{address.scheme}://{address.netloc}{address.path}" == f"{api.settings.issuer}/sign-in"
    assert dict(parse_qsl(address.query)) == {"next": f"{PATH}?unit=gavle&lang=en", "lang": "en"}


async def test_outside_a_local_run_nothing_leads_to_the_issuer(api: Api) -> None:
    service = api.app.state.service
    service.settings = service.settings.model_copy(update={"mode": "production"})
    page = await api.client.get("/dashboard", headers=HTML)
    assert page.status_code == 401
    assert "sign-in" not in page.text
    assert "Logga in i myndighetens miljö" in page.text
    signed_in = await opened(api)
    assert "Byt roll" not in signed_in.text


async def test_whoever_prefers_no_page_gets_problem_details(api: Api) -> None:
    answer = await api.client.get("/dashboard")
    assert (answer.status_code, answer.headers["content-type"]) == (401, "application/problem+json")


@pytest.mark.parametrize(
    ("asked", "language"),
    [
        ({}, "sv"),
        ({"lang": "en"}, "en"),
        ({"lang": "sv", "accept": "en"}, "sv"),
        ({"accept": "en-GB,en;q=0.9,sv;q=0.2"}, "en"),
        ({"accept": "de"}, "sv"),
    ],
)
async def test_the_language_is_that_of_the_address_else_of_the_browser_else_swedish(
    api: Api, asked: dict[str, str], language: str
) -> None:
    accept = {"Accept-Language": asked.pop("accept")} if "accept" in asked else {}
    page = await api.get("/dashboard", params=asked, headers={**HTML, **accept}, **MANAGER)
    assert f'<html lang="{language}">' in page.text
    assert f"{PATH}/rows" not in page.text or f"lang={language}" in page.text


async def test_every_link_keeps_the_language_and_leads_to_the_other(api: Api) -> None:
    page = await shown(api, lang="en")
    links = re.findall(r'href="(/metrics[^"]*)"', page)
    other = [link for link in links if "lang=sv" in link]
    assert len(other) == 1
    assert all("lang=en" in link for link in links if link not in other)


async def test_nothing_is_loaded_and_nothing_runs(town: Api) -> None:
    for page in (await opened(town), await opened(town, "/dashboard/rows"), await opened(town, to="2020-01-01")):
        policy = page.headers["content-security-policy"]
        assert re.fullmatch(
            r"default-src 'none'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'; style-src 'sha256-[^']+'", policy
        )
        assert page.headers["cache-control"] == "no-store"
        assert LOADS.search(page.text) is None


async def test_a_field_left_empty_is_as_one_not_sent(api: Api) -> None:
    empty = {"from": "", "to": "", "as_of": "", "known_at": "", "breakdown": ""}
    page = await api.get("/dashboard", params=empty, headers=HTML, **MANAGER)
    assert page.status_code == 200
    assert "2025-01-01 till 2025-12-01" in page.text
    assert 'name="as_of" type="date" value=""' in page.text


async def test_the_groups_can_be_compared_by_the_need_of_support(town: Api) -> None:
    page = await shown(town, breakdown="support-need")
    assert '<option value="support-need" selected>Stödbehov</option>' in page
    assert {"Behöver stöd", "Behöver inte stöd", "Okänt"} <= set(texts(page))
    english = await shown(town, breakdown="support-need", lang="en")
    assert {"Support need", "Needs support", "Does not need support"} <= set(texts(english))


async def test_a_time_without_a_zone_is_as_the_clock_shows_in_sweden(api: Api) -> None:
    page = await shown(api, known_at="2025-07-01T14:30")
    assert "2025-07-01 14:30 svensk tid" in texts(page)
    assert 'value="2025-07-01T14:30"' in page
    [pinned] = re.findall(r'<a href="([^"]+)">Länk till just dessa siffror', page)
    assert dict(parse_qsl(pinned.replace("&amp;", "&")))["known_at"] == "2025-07-01T12:30:00Z"


async def test_the_link_to_these_figures_shows_them_again(town: Api) -> None:
    page = await shown(town, unit="gavle")
    [pinned] = re.findall(r'<a href="([^"]+)">Länk till just dessa siffror', page)
    again = await town.get(pinned.replace("&amp;", "&").removeprefix("/metrics/v1"), headers=HTML, **TOWN)
    tables = [re.findall(r"<tbody>.*?</tbody>", one, flags=re.DOTALL) for one in (page, again.text)]
    assert [re.sub(r'href="[^"]*"', "", row) for row in tables[0]] == [re.sub(r'href="[^"]*"', "", row) for row in tables[1]]


@pytest.mark.parametrize(
    ("path", "asked"),
    [
        ("/dashboard", {"to": "2020-01-01"}),
        ("/dashboard", {"as_of": "2030-01-01"}),
        ("/dashboard", {"known_at": "yesterday", "from": "x"}),
        ("/dashboard", {"work_classes": "praktik"}),
        ("/dashboard", {"lang": "fi"}),
        ("/dashboard/rows", {"group": "nobody"}),
        ("/dashboard/rows", {"figure": "inflow", "group": "nobody"}),
        ("/dashboard/rows", {"figure": "weather"}),
        ("/dashboard/rows", {"figure": "inflow", "group": "ongoing", "value": "woman"}),
    ],
)
@pytest.mark.parametrize("language", ["sv", "en"])
async def test_bad_arguments_give_a_page_with_the_reasons_of_the_problem(
    api: Api, path: str, asked: dict[str, str], language: str
) -> None:
    given = {**PERIOD, "lang": language, **asked}
    problem = await api.get(path, params=given, headers={"Accept-Language": language}, **MANAGER)
    page = await api.get(path, params=given, headers={**HTML, "Accept-Language": language}, **MANAGER)
    assert (problem.status_code, page.status_code) == (422, 422)
    reasons = problem.json()["errors"]
    assert reasons
    said = " ".join(texts(page.text))
    for reason in reasons:
        assert reason["parameter"] in said
        assert reason["detail"] in said
    assert f'<html lang="{language}">' in page.text


async def test_a_refusal_is_a_page_and_in_the_access_log(api: Api) -> None:
    refused = await opened(api, who={"role": "caseworker", "subject": "kim"})
    assert (refused.status_code, refused.headers["content-type"]) == (403, "text/html; charset=utf-8")
    other = await opened(api, who={**MANAGER, "subject": "kim"}, unit="umea")
    assert other.status_code == 403
    listed = (await api.get("/access-log", "auditor", params={"who": "kim", "outcome": "refused"})).json()
    assert [item["reason"] for item in listed["items"]] == ["other-unit", "missing-scope"]


async def test_nothing_that_was_sent_comes_back_as_markup(api: Api) -> None:
    attack = '"><b>x</b>'
    for params in ({"unit": attack}, {"lang": attack}, {"from": attack}, {attack: attack}):
        page = await api.get("/dashboard", params=params, headers=HTML, **MANAGER)
        assert "<b>" not in page.text


async def test_the_form_offers_ones_own_units_and_an_analyst_every_unit(town: Api) -> None:
    def offered(page: str) -> list[str]:
        return re.findall(r'name="unit" value="([^"]+)"', page)

    assert offered(await shown(town, {"role": "manager", "units": ("gavle",)})) == ["gavle"]
    assert offered(await shown(town, ANALYST)) == ["gavle", "stockholm", "umea"]
    assert re.findall(r'value="([a-z]+)" checked', await shown(town, ANALYST, unit="umea")) == ["regular", "subsidised", "umea"]


async def test_a_small_figure_is_named_and_not_shown(town: Api) -> None:
    periods = [{"from": "2024-01-08", "to": str(date(2024, 1, 15) + timedelta(weeks=week))} for week in range(30)]
    small = [one for one in periods if (await town.get("/figures/outflow", params=one, **ANALYST)).json()["suppressed"]]
    page = await shown(town, ANALYST, **small[0])
    assert "Visas inte: måttet handlar om en till fyra personer." in " ".join(texts(page))
