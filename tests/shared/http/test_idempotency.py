"""Idempotency-Key: one effect, one answer."""

import asyncio
from datetime import timedelta

import asyncpg
import httpx

from shared.http import idempotency
from tests.shared.http import small
from tests.shared.http.conftest import STRANGER, bearer, opened, until_somebody_waits

CASE = {"unit": "north", "on": "2026-03-02"}


async def test_the_same_key_and_body_gives_the_first_answer_again(http: httpx.AsyncClient, db: asyncpg.Connection) -> None:
    first = await http.post("/cases", json=CASE, headers=bearer(Idempotency_Key="a"))
    second = await http.post("/cases", json=CASE, headers=bearer(Idempotency_Key="a"))
    assert (second.status_code, second.content) == (201, first.content)
    assert second.headers["Location"] == first.headers["Location"]
    assert second.headers["ETag"] == first.headers["ETag"]
    assert second.headers["Idempotent-Replayed"] == "true"
    assert "Idempotent-Replayed" not in first.headers
    assert await db.fetchval("select count(*) from events") == 1


async def test_the_same_key_with_another_body_is_422(http: httpx.AsyncClient) -> None:
    await http.post("/cases", json=CASE, headers=bearer(Idempotency_Key="a"))
    answer = await http.post("/cases", json=CASE | {"unit": "south"}, headers=bearer(Idempotency_Key="a"))
    assert answer.status_code == 422
    assert answer.json()["code"] == "idempotency-key-reused"


async def test_keys_belong_to_whoever_sent_them(http: httpx.AsyncClient, db: asyncpg.Connection) -> None:
    await http.post("/cases", json=CASE, headers=bearer(Idempotency_Key="a"))
    other = await http.post("/cases", json=CASE, headers=bearer(STRANGER, Idempotency_Key="a"))
    assert other.status_code == 201
    assert "Idempotent-Replayed" not in other.headers
    assert await db.fetchval("select count(*) from events") == 2


async def test_a_second_request_while_the_first_is_under_way_is_409(http: httpx.AsyncClient, db: asyncpg.Connection) -> None:
    transaction = db.transaction()
    await transaction.start()
    await db.execute("select pg_advisory_xact_lock($1)", idempotency._lock("officer-1", "a"))
    answer = await http.post("/cases", json=CASE, headers=bearer(Idempotency_Key="a"))
    await transaction.rollback()
    assert answer.status_code == 409
    assert answer.json()["code"] == "in-flight"
    assert answer.headers["Retry-After"] == "1"


async def test_many_at_once_have_one_effect(http: httpx.AsyncClient, db: asyncpg.Connection) -> None:
    sent = (http.post("/cases", json=CASE, headers=bearer(Idempotency_Key="b")) for _ in range(8))
    answers = await asyncio.gather(*sent)
    assert {answer.status_code for answer in answers} <= {201, 409}
    assert len({answer.content for answer in answers if answer.status_code == 201}) == 1
    assert all(answer.json()["code"] == "in-flight" for answer in answers if answer.status_code == 409)
    assert await db.fetchval("select count(*) from events") == 1


async def test_an_answer_committed_between_look_and_lock_is_found_on_the_second_try(
    http: httpx.AsyncClient, db: asyncpg.Connection
) -> None:
    """The insert waits for the first request's row, finds it committed, and the route runs again and replays."""
    first = await http.post("/cases", json=CASE, headers=bearer(Idempotency_Key="c"))
    row = await db.fetchrow("delete from idempotency returning *")
    small.tries.clear()
    transaction = db.transaction()
    await transaction.start()
    await db.execute("insert into idempotency select ($1::idempotency).*", row)
    second = asyncio.create_task(http.post("/cases", json=CASE, headers=bearer(Idempotency_Key="c")))
    await until_somebody_waits(db)
    await transaction.commit()
    assert (await second).content == first.content
    assert small.tries == ["open_case"]
    assert await db.fetchval("select count(*) from events") == 1


async def test_a_refusal_is_not_stored(http: httpx.AsyncClient) -> None:
    case = await opened(http)
    long = {"text": "word " * 101}
    first = await http.post(f"{case}/notes", json=long, headers=bearer(Idempotency_Key="d"))
    second = await http.post(f"{case}/notes", json={"text": "short"}, headers=bearer(Idempotency_Key="d"))
    assert (first.status_code, second.status_code) == (409, 201)


async def test_a_search_keeps_no_personal_data_and_runs_again(http: httpx.AsyncClient, db: asyncpg.Connection) -> None:
    search = {"personal_number": "19121212-1212"}
    answers = [await http.post("/persons/searches", json=search, headers=bearer(Idempotency_Key="e")) for _ in range(2)]
    other = await http.post("/persons/searches", json={"personal_number": "x"}, headers=bearer(Idempotency_Key="e"))
    assert [answer.status_code for answer in answers] == [200, 200]
    assert other.status_code == 422
    assert small.tries == ["search_persons", "search_persons"]
    assert await db.fetchval("select body from idempotency") is None
    assert await db.fetchval("select count(*) from access_log") == 2


async def test_the_fingerprint_is_keyed(http: httpx.AsyncClient, db: asyncpg.Connection) -> None:
    await http.post("/persons/searches", json={"personal_number": "1"}, headers=bearer(Idempotency_Key="e"))
    stored = await db.fetchval("select fingerprint from idempotency")
    guess = await db.fetchval("select sha256($1)", b'POST\n/small/v1/persons/searches\n\n{"personal_number":"1"}')
    assert len(stored) == 32
    assert stored != guess


async def test_a_stored_answer_cannot_be_read_in_the_table(http: httpx.AsyncClient, db: asyncpg.Connection) -> None:
    first = await http.post("/cases", json=CASE, headers=bearer(Idempotency_Key="h"))
    stored = await db.fetchval("select body from idempotency")
    assert len(stored) > len(first.content)
    assert b"north" not in stored


async def test_a_key_must_be_visible_ascii_of_at_most_255(http: httpx.AsyncClient) -> None:
    for key in ("", "a b", "x" * 256):
        answer = await http.post("/cases", json=CASE, headers=bearer(Idempotency_Key=key))
        assert answer.status_code == 422, key
        assert answer.json()["errors"][0] | {"detail": ""} == {
            "parameter": "Idempotency-Key",
            "code": "idempotency-key",
            "detail": "",
        }
    longest = await http.post("/cases", json=CASE, headers=bearer(Idempotency_Key="x" * 255))
    assert longest.status_code == 201


async def test_a_stored_answer_needs_the_scope_still(http: httpx.AsyncClient) -> None:
    await http.post("/cases", json=CASE, headers=bearer(Idempotency_Key="f"))
    less = await http.post("/cases", json=CASE, headers=bearer("officer-1|north|case:read", Idempotency_Key="f"))
    assert less.status_code == 403


async def test_answers_are_forgotten_after_a_while(http: httpx.AsyncClient, service: small.Small) -> None:
    await http.post("/cases", json=CASE, headers=bearer(Idempotency_Key="g"))
    async with service.database.transaction() as tx:
        assert await idempotency.forget(tx, service.clock.now() - timedelta(days=1)) == 0
        assert await idempotency.forget(tx, service.clock.now() + timedelta(days=1)) == 1
