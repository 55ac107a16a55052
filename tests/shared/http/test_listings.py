"""Lists: pages, totals, links that keep the other parameters; and what the access log says about them."""

from urllib.parse import parse_qs, urlsplit

import asyncpg
import httpx
import pytest

from shared.settings import Settings
from tests.shared.http.conftest import AUDITOR, STRANGER, bearer, opened


async def test_twenty_rows_are_given_unless_another_number_is_asked_for(http: httpx.AsyncClient) -> None:
    for _ in range(21):
        await opened(http)
    page = (await http.get("/cases", headers=bearer())).json()
    assert (len(page["items"]), page["total"], page["limit"], page["offset"]) == (20, 21, 20, 0)
    assert page["links"]["prev"] is None
    rest = (await http.get(page["links"]["next"].removeprefix("/small/v1"), headers=bearer())).json()
    assert (len(rest["items"]), rest["offset"], rest["links"]["next"]) == (1, 20, None)
    assert rest["links"]["prev"] == page["links"]["self"]


async def test_links_keep_the_other_parameters(http: httpx.AsyncClient) -> None:
    for _ in range(5):
        await opened(http)
    links = (await http.get("/cases?unit=north&limit=2&offset=2", headers=bearer())).json()["links"]
    assert set(links) == {"self", "first", "prev", "next", "last"}
    queries = {name: parse_qs(urlsplit(link).query) for name, link in links.items()}
    assert all(query["unit"] == ["north"] and query["limit"] == ["2"] for query in queries.values())
    offsets = {name: query["offset"] for name, query in queries.items()}
    assert offsets == {"self": ["2"], "first": ["0"], "prev": ["0"], "next": ["4"], "last": ["4"]}


async def test_an_empty_list_is_a_page_too(http: httpx.AsyncClient) -> None:
    page = (await http.get("/cases?offset=40", headers=bearer())).json()
    assert (page["items"], page["total"], page["links"]["next"]) == ([], 0, None)
    assert page["links"]["prev"].endswith("offset=0")


async def test_each_row_shown_is_in_the_access_log(http: httpx.AsyncClient, db: asyncpg.Connection) -> None:
    cases = {(await opened(http)).removeprefix("/cases/") for _ in range(3)}
    await http.get("/cases", headers=bearer())
    rows = await db.fetch("select case_id, who, what, why, outcome from access_log")
    assert {str(row["case_id"]) for row in rows} == cases
    assert {tuple(row)[1:] for row in rows} == {("officer-1", "list_cases", "case-work", "allowed")}


async def test_the_auditor_finds_accesses_by_case_who_outcome_and_time(http: httpx.AsyncClient) -> None:
    case = await opened(http)
    await http.get(case, headers=bearer())
    await http.get(case, headers=bearer(STRANGER))
    number = case.removeprefix("/cases/")
    found = (await http.get(f"/access-log?case={number}", headers=bearer(AUDITOR))).json()
    assert [(row["who"], row["outcome"], row["reason"]) for row in found["items"]] == [
        ("officer-2", "refused", "other-unit"),
        ("officer-1", "allowed", None),
    ]
    assert found["items"][0]["at"].endswith("Z")
    by_officer = (await http.get("/access-log?who=officer-1", headers=bearer(AUDITOR))).json()
    refused = (await http.get("/access-log?outcome=refused", headers=bearer(AUDITOR))).json()
    later = (await http.get("/access-log?from=2000-01-01T00:00:00Z", headers=bearer(AUDITOR))).json()
    earlier = (await http.get("/access-log?to=2000-01-01T00:00:00%2B01:00", headers=bearer(AUDITOR))).json()
    assert (by_officer["total"], refused["total"], earlier["total"]) == (1, 1, 0)
    assert later["total"] == 2 + 3  # the two, and the auditor's own three readings so far


async def test_reading_the_access_log_is_logged(http: httpx.AsyncClient, db: asyncpg.Connection) -> None:
    await http.get("/access-log", headers=bearer(AUDITOR))
    assert await db.fetchval("select why from access_log where who = 'auditor-1'") == "audit"


async def test_only_the_auditor_reads_the_access_log(http: httpx.AsyncClient) -> None:
    assert (await http.get("/access-log", headers=bearer())).status_code == 403


@pytest.mark.parametrize("statement", ["update access_log set who = 'x'", "delete from access_log", "truncate access_log"])
async def test_the_application_cannot_change_the_access_log(small_settings: Settings, statement: str) -> None:
    connection = await asyncpg.connect(small_settings.database_url)
    with pytest.raises(asyncpg.InsufficientPrivilegeError):
        await connection.execute(statement)
    await connection.close()
