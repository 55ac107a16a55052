"""One request, one transaction; lost races run again; If-Match is answered at once."""

import asyncio

import asyncpg
import httpx

from tests.shared.http import small
from tests.shared.http.conftest import bearer, opened, until_somebody_waits

ALWAYS_LOSE = """
create or replace function lose() returns trigger language plpgsql as $$
begin raise exception 'lost' using errcode = 'serialization_failure'; end $$;
create trigger always_lose before update on small_cases for each row execute function lose()
"""


async def test_a_command_appends_and_changes_its_tables_together(http: httpx.AsyncClient, db: asyncpg.Connection) -> None:
    await opened(http)
    assert await db.fetchval("select count(*) from events") == 1
    assert await db.fetchval("select count(*) from small_cases") == 1


async def test_the_location_leads_to_what_was_created(http: httpx.AsyncClient) -> None:
    case = await opened(http)
    shown = await http.get(case, headers=bearer())
    assert shown.status_code == 200
    assert shown.headers["ETag"] == '"1"'
    assert shown.json()["unit"] == "north"


async def test_a_refused_command_leaves_nothing_behind(http: httpx.AsyncClient, db: asyncpg.Connection) -> None:
    nowhere = "/cases/0195c1de-9d00-7000-8000-000000000001/notes"
    answer = await http.post(nowhere, json={"text": "word " * 101}, headers=bearer())
    assert answer.status_code == 409
    assert await db.fetchval("select count(*) from events") == 0


async def test_the_relay_is_woken_only_when_a_transaction_commits(http: httpx.AsyncClient, service: small.Small) -> None:
    before = service.woken
    case = await opened(http)
    assert service.woken == before + 1
    await http.post(f"{case}/notes", json={"text": "word " * 101}, headers=bearer())
    assert service.woken == before + 1


async def test_two_officers_at_once_both_get_their_note_in(http: httpx.AsyncClient, db: asyncpg.Connection) -> None:
    case = await opened(http)
    notes = (http.post(f"{case}/notes", json={"text": f"note {n}"}, headers=bearer()) for n in range(3))
    answers = await asyncio.gather(*notes)
    created = [answer for answer in answers if answer.status_code == 201]
    late = [answer for answer in answers if answer.status_code == 409]
    assert len(created) + len(late) == 3
    assert all(answer.json()["code"] == "concurrent-change" for answer in late)
    assert sorted(answer.headers["ETag"] for answer in created) == [f'"{n}"' for n in range(2, len(created) + 2)]
    assert await db.fetchval("select notes from small_cases") == len(created)


async def test_a_lost_race_runs_the_route_again_on_a_new_snapshot(http: httpx.AsyncClient, db: asyncpg.Connection) -> None:
    case = await opened(http)
    small.tries.clear()
    blocker = db.transaction()
    await blocker.start()
    await db.execute("update small_cases set notes = notes + 1")
    waiting = asyncio.create_task(http.post(f"{case}/notes", json={"text": "late"}, headers=bearer()))
    await until_somebody_waits(db)
    await blocker.commit()
    answer = await waiting
    assert answer.status_code == 201
    assert small.tries == ["add_note", "add_note"]
    assert await db.fetchval("select notes from small_cases") == 2
    assert await db.fetchval("select count(*) from events") == 2


async def test_who_loses_three_times_is_told_of_the_concurrent_change(http: httpx.AsyncClient, db: asyncpg.Connection) -> None:
    """A rule of the database lets every update of the case lose, as if somebody were always faster."""
    case = await opened(http)
    small.tries.clear()
    await db.execute(ALWAYS_LOSE)
    answer = await http.post(f"{case}/notes", json={"text": "late"}, headers=bearer())
    await db.execute("drop trigger always_lose on small_cases")
    assert (answer.status_code, answer.json()["code"]) == (409, "concurrent-change")
    assert small.tries == ["add_note"] * 3
    assert await db.fetchval("select count(*) from events") == 1


async def test_if_match_with_an_old_version_is_refused(http: httpx.AsyncClient) -> None:
    case = await opened(http)
    fresh = await http.post(f"{case}/notes", json={"text": "first"}, headers=bearer(If_Match='"1"'))
    stale = await http.post(f"{case}/notes", json={"text": "second"}, headers=bearer(If_Match='"1"'))
    assert fresh.status_code == 201
    assert stale.status_code == 412
    assert stale.json()["code"] == "precondition-failed"


async def test_of_two_with_the_same_if_match_one_is_told_at_once(http: httpx.AsyncClient) -> None:
    case = await opened(http)
    notes = (http.post(f"{case}/notes", json={"text": f"note {n}"}, headers=bearer(If_Match='"1"')) for n in range(4))
    statuses = sorted(answer.status_code for answer in await asyncio.gather(*notes))
    assert statuses == [201, 412, 412, 412]


async def test_a_weak_or_malformed_if_match_is_422(http: httpx.AsyncClient) -> None:
    case = await opened(http)
    for tag in ('W/"1"', "1", '"one"', '"-1"', '"1", "2"'):
        answer = await http.post(f"{case}/notes", json={"text": "x"}, headers=bearer(If_Match=tag))
        assert answer.status_code == 422, tag
        assert answer.json()["errors"][0]["parameter"] == "If-Match"


async def test_if_match_star_means_any_version(http: httpx.AsyncClient) -> None:
    case = await opened(http)
    assert (await http.post(f"{case}/notes", json={"text": "x"}, headers=bearer(If_Match="*"))).status_code == 201


async def test_an_unchanged_resource_is_304_and_still_logged(http: httpx.AsyncClient, db: asyncpg.Connection) -> None:
    case = await opened(http)
    again = await http.get(case, headers=bearer(If_None_Match='"1"'))
    changed = await http.get(case, headers=bearer(If_None_Match='"7"'))
    assert (again.status_code, again.content, again.headers["ETag"]) == (304, b"", '"1"')
    assert changed.status_code == 200
    assert await db.fetchval("select count(*) from access_log where what = 'show_case'") == 2
