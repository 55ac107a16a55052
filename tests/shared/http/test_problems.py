"""What goes wrong becomes an RFC 9457 problem, says all it knows, and echoes nothing."""

import asyncpg
import httpx
import pytest

from tests.shared.http.conftest import OPERATOR, STRANGER, bearer, opened

NUMBER = "19121212-1212"
UNKNOWN = "/cases/0195c1de-9d00-7000-8000-000000000001"
MEMBERS = {"type", "title", "status", "detail", "instance", "code", "correlation"}


def assert_problem(answer: httpx.Response, status: int, code: str) -> None:
    assert answer.status_code == status, answer.text
    assert answer.headers["Content-Type"] == "application/problem+json"
    problem = answer.json()
    assert set(problem) >= MEMBERS
    assert (problem["status"], problem["code"], problem["type"]) == (status, code, f"urn:sius:problem:{code}")
    assert problem["correlation"] == answer.headers["X-Correlation-ID"]


async def test_a_refusal_says_its_rule_and_every_reason_at_once(http: httpx.AsyncClient) -> None:
    answer = await http.post(f"{UNKNOWN}/notes", json={"text": "word " * 101}, headers=bearer())
    assert_problem(answer, 409, "not-open")
    assert answer.json()["basis"] == "2002:546 16 §"
    assert answer.json()["reasons"] == [
        {"code": "not-open", "basis": "2002:546 16 §", "detail": "Ärendet är inte öppet."},
        {"code": "too-many-words", "basis": "practice", "detail": "Anteckningen är för lång.", "most": 100},
    ]


async def test_people_are_answered_in_their_language(http: httpx.AsyncClient) -> None:
    swedish = await http.get(UNKNOWN, headers=bearer())
    english = await http.get(UNKNOWN, headers=bearer(Accept_Language="en-GB, sv;q=0.5"))
    assert (swedish.headers["Content-Language"], swedish.json()["title"]) == ("sv", "Finns inte")
    assert (english.headers["Content-Language"], english.json()["title"]) == ("en", "Not found")
    assert "Accept-Language" in english.headers["Vary"]


async def test_unknown_things_are_404_with_the_path_as_instance(http: httpx.AsyncClient) -> None:
    answer = await http.get(f"{UNKNOWN}?x=1", headers=bearer())
    assert_problem(answer, 404, "not-found")
    assert answer.json()["instance"] == f"/small/v1{UNKNOWN}"
    assert_problem(await http.get("/nothing", headers=bearer()), 404, "unknown-path")
    assert_problem(await http.get("/cases/", headers=bearer()), 404, "unknown-path")


async def test_an_identity_number_in_an_address_is_not_repeated(http: httpx.AsyncClient) -> None:
    for path in (f"/persons/{NUMBER}", f"/cases/{NUMBER}", f"/cases?unit={NUMBER}&limit=x"):
        answer = await http.get(path, headers=bearer())
        assert answer.status_code in {404, 422}
        assert "1212" not in answer.text


async def test_without_a_token_the_caller_is_told_how_to_get_in(http: httpx.AsyncClient) -> None:
    answer = await http.get("/cases")
    assert_problem(answer, 401, "unauthenticated")
    assert answer.headers["WWW-Authenticate"] == "Bearer"
    expired = await http.get("/faults/token", headers=bearer(OPERATOR))
    assert expired.headers["WWW-Authenticate"] == 'Bearer error="invalid_token"'


async def test_a_missing_scope_is_403_and_written_down(http: httpx.AsyncClient, db: asyncpg.Connection) -> None:
    answer = await http.get("/cases", headers=bearer(OPERATOR))
    assert_problem(answer, 403, "missing-scope")
    assert answer.json()["needed"] == "case:read"
    row = await db.fetchrow("select who, what, outcome, reason, correlation from access_log")
    assert tuple(row) == ("operator-1", "list_cases", "refused", "missing-scope", answer.headers["X-Correlation-ID"])


async def test_another_units_case_is_403_and_the_case_is_written_down(http: httpx.AsyncClient, db: asyncpg.Connection) -> None:
    case = await opened(http)
    assert_problem(await http.get(case, headers=bearer(STRANGER)), 403, "other-unit")
    row = await db.fetchrow("select who, case_id, what, why, outcome from access_log")
    assert (row["who"], str(row["case_id"]), row["outcome"]) == ("officer-2", case.removeprefix("/cases/"), "refused")
    assert (row["what"], row["why"]) == ("show_case", "case-work")


async def test_a_protected_person_is_named_in_the_access_log_only(http: httpx.AsyncClient, db: asyncpg.Connection) -> None:
    answer = await http.get("/faults/protected", headers=bearer(OPERATOR))
    assert_problem(answer, 403, "protected-identity")
    person = str(await db.fetchval("select person from access_log"))
    assert person == "00000000-0000-0000-0000-000000000009"
    assert person not in answer.text


@pytest.mark.parametrize(
    ("body", "pointer", "code"),
    [
        ({"on": "2026-03-02"}, "#/unit", "missing"),
        ({"unit": "", "on": "2026-03-02"}, "#/unit", "string-too-short"),
        ({"unit": "x" * 201, "on": "2026-03-02"}, "#/unit", "string-too-long"),
        ({"unit": 7, "on": "2026-03-02"}, "#/unit", "string-type"),
        ({"unit": "north", "on": "yesterday"}, "#/on", "date-parsing"),
        ({"unit": "north", "on": "9999-12-31"}, "#/on", "date-out-of-range"),
        ({"unit": "north", "on": "0001-01-01"}, "#/on", "date-out-of-range"),
        ({"unit": "north", "on": "2026-03-02", "colour": "red"}, "#/colour", "extra-forbidden"),
        ({"unit": "north", "on": "2026-03-02", NUMBER: "x"}, "#", "extra-forbidden"),
        ({"unit": "north\x00", "on": "2026-03-02"}, "#/unit", "not-storable"),
        ({"unit": "north\x07", "on": "2026-03-02"}, "#/unit", "not-storable"),
        ([], "#", "model-attributes-type"),
        ("text", "#", "model-attributes-type"),
        (None, "#", "missing"),
    ],
)
async def test_a_bad_field_is_422_with_its_pointer(http: httpx.AsyncClient, body: object, pointer: str, code: str) -> None:
    answer = await http.post("/cases", json=body, headers=bearer())
    assert_problem(answer, 422, "invalid")
    assert [(fault["pointer"], fault["code"]) for fault in answer.json()["errors"]] == [(pointer, code)]
    assert NUMBER not in answer.text


async def test_every_bad_field_is_told_at_once(http: httpx.AsyncClient) -> None:
    answer = await http.post("/cases", json={"unit": 1, "on": 2.5, "weight": "much"}, headers=bearer(Accept_Language="en"))
    assert {fault["pointer"] for fault in answer.json()["errors"]} == {"#/unit", "#/on", "#/weight"}


async def test_limits_are_said_in_words(http: httpx.AsyncClient) -> None:
    long = {"unit": "x" * 201, "on": "2026-03-02"}
    swedish = await http.post("/cases", json=long, headers=bearer())
    english = await http.post("/cases", json=long, headers=bearer(Accept_Language="en"))
    assert swedish.json()["errors"][0]["detail"] == "Högst 200 tecken."
    assert english.json()["errors"][0]["detail"] == "At most 200 characters."


@pytest.mark.parametrize(
    "raw",
    [
        b"{",
        b"not json",
        b"\xff\xfe",
        b'{"unit": "\xc3\x28", "on": "2026-03-02"}',
        b'{"unit": "\\ud800", "on": "2026-03-02"}',
        b'{"unit": NaN}',
        b'{"unit": "a\x00b"}',
        b"[" * 100_000 + b"]" * 100_000,
        b'{"a":' * 5000 + b"1" + b"}" * 5000,
    ],
    ids=["cut", "words", "utf-16", "bad utf-8", "surrogate", "nan", "raw nul", "deep list", "deep object"],
)
async def test_what_is_no_json_is_422(http: httpx.AsyncClient, raw: bytes) -> None:
    answer = await http.post("/cases", content=raw, headers=bearer(Content_Type="application/json"))
    assert_problem(answer, 422, "invalid")
    assert answer.json()["errors"][0]["code"] == "json-invalid"


async def test_huge_numbers_are_the_clients_fault(http: httpx.AsyncClient) -> None:
    for number in ("9" * 5000, "1e999", "-" + "9" * 30):
        raw = f'{{"unit": {number}, "on": {number}, "weight": {number}}}'
        answer = await http.post("/cases", content=raw, headers=bearer(Content_Type="application/json"))
        assert answer.status_code == 422, number[:10]


async def test_a_nul_anywhere_in_a_body_is_found(http: httpx.AsyncClient) -> None:
    deep = b'{"a":' * 900 + b'"x\\u0000"' + b"}" * 900
    answer = await http.post("/cases", content=deep, headers=bearer(Content_Type="application/json"))
    assert answer.status_code == 422
    assert answer.json()["errors"][0]["code"] == "not-storable"


async def test_an_escaped_backslash_before_u0000_is_only_text(http: httpx.AsyncClient) -> None:
    raw = rb'{"unit": "a\\u0000b", "on": "2026-03-02"}'
    answer = await http.post("/cases", content=raw, headers=bearer(Content_Type="application/json"))
    assert (answer.status_code, answer.json()["unit"]) == (201, r"a\u0000b")


async def test_another_media_type_is_415(http: httpx.AsyncClient) -> None:
    for media in ("text/plain", "application/x-www-form-urlencoded", "application/xml"):
        answer = await http.post("/cases", content=b"unit=north", headers=bearer(Content_Type=media))
        assert_problem(answer, 415, "unsupported-media-type")
    charset = bearer(Content_Type="application/json; charset=utf-8")
    assert (await http.post("/cases", content=b'{"unit":"n","on":"2026-03-02"}', headers=charset)).status_code == 201


async def test_another_method_is_405_with_allow(http: httpx.AsyncClient) -> None:
    answer = await http.delete(UNKNOWN, headers=bearer())
    assert_problem(answer, 405, "method-not-allowed")
    assert answer.headers["Allow"] == "GET"


@pytest.mark.parametrize(
    ("query", "parameter"),
    [
        ("limit=0", "limit"),
        ("limit=201", "limit"),
        ("limit=x", "limit"),
        ("offset=-1", "offset"),
        ("offset=99999999999999999999", "offset"),
        ("unit=a%00b", "unit"),
        ("from=2026-03-02T08:00:00", "from"),
        ("from=0001-01-01T00:00:00%2B14:00", "from"),
        ("from=9999-12-31T23:59:59-14:00", "from"),
        ("from=x", "from"),
    ],
)
async def test_a_bad_parameter_is_named(http: httpx.AsyncClient, query: str, parameter: str) -> None:
    answer = await http.get(f"/cases?{query}", headers=bearer())
    assert_problem(answer, 422, "invalid")
    assert [fault["parameter"] for fault in answer.json()["errors"]] == [parameter]


async def test_a_bad_id_in_the_path_is_named(http: httpx.AsyncClient) -> None:
    answer = await http.get("/cases/seven", headers=bearer())
    assert_problem(answer, 422, "invalid")
    assert answer.json()["errors"][0]["parameter"] == "case"


async def test_an_unexpected_fault_says_nothing_of_itself(http: httpx.AsyncClient) -> None:
    answer = await http.get("/faults/bug", headers=bearer(OPERATOR))
    assert_problem(answer, 500, "unexpected")
    assert "1212" not in answer.text
    assert "RuntimeError" not in answer.text


async def test_a_database_that_is_away_is_503(http: httpx.AsyncClient) -> None:
    answer = await http.get("/faults/down", headers=bearer(OPERATOR))
    assert_problem(answer, 503, "unavailable")
    assert answer.headers["Retry-After"] == "1"


@pytest.mark.parametrize("kind", ["number", "nul", "overflow"])
async def test_a_value_that_the_database_refuses_is_the_clients_fault(http: httpx.AsyncClient, kind: str) -> None:
    assert_problem(await http.get(f"/faults/{kind}", headers=bearer(OPERATOR)), 422, "not-storable")


async def test_a_route_can_point_at_a_field_or_a_parameter(http: httpx.AsyncClient) -> None:
    field = await http.get("/faults/field", headers=bearer(OPERATOR))
    parameter = await http.get("/faults/parameter", headers=bearer(OPERATOR, Accept_Language="en"))
    assert field.json()["errors"] == [{"pointer": "#/weeks/0", "code": "too-long", "detail": "För långt."}]
    assert parameter.json()["errors"] == [{"parameter": "as_of", "code": "too-late", "detail": "Too late."}]
