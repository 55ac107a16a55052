"""Protected identity over REST: set once, hidden everywhere at once from all but named officers."""

from datetime import date
from typing import Any

import asyncpg
import pytest

from shared.clock import MovableClock, stockholm
from tests.conftest import ServiceApi
from tests.harness import Api
from tests.intake.journey import a_person, a_referral, a_started_case, ok, person_body, referral_body

NAMED = "caseworker+protected-identity"
ROUTES = ("/referrals/{referral}", "/cases/{case}", "/persons/{person}")


@pytest.fixture
async def api(api_of: ServiceApi) -> Api:
    return await api_of("intake")


@pytest.fixture
def today(clock: MovableClock) -> date:
    return stockholm(clock.now())


async def protected(api: Api, person: str, on: date, **more: Any) -> Any:
    body = {"kind": "secrecy-marking", "on": on.isoformat()}
    return ok(await api.post(f"/persons/{person}/protections", body, **more))


async def lifted(api: Api, person: str, on: date) -> Any:
    return ok(await api.post(f"/persons/{person}/protection-liftings", {"on": on.isoformat()}, NAMED))


async def listed(api: Api, path: str, role: str = "caseworker") -> tuple[list[str], int]:
    answer = ok(await api.get(path, role), 200)
    return [row["person"] for row in answer["items"]], answer["total"]


class TestProtection:
    async def test_lists_and_their_totals_leave_the_person_out_from_the_moment_it_is_set(self, api: Api, today: date) -> None:
        hidden, other = await a_person(api), await a_person(api)
        for person in (hidden, other):
            await a_started_case(api, today, person=person)
        await protected(api, hidden, today)
        for path in ("/referrals", "/cases"):
            assert await listed(api, path) == ([other], 1)
            assert set((await listed(api, path, NAMED))[0]) == {hidden, other}

    async def test_single_resources_are_forbidden_and_the_refusal_is_logged(self, api: Api, today: date) -> None:
        person = await a_person(api)
        case = await a_started_case(api, today, person=person)
        referral = ok(await api.get(f"/cases/{case}"), 200)["referral"]
        await protected(api, person, today)
        for route in ROUTES:
            path = route.format(person=person, case=case, referral=referral)
            refused = await api.get(path)
            assert (refused.status_code, refused.json()["code"]) == (403, "protected-identity")
            ok(await api.get(path, NAMED), 200)
        logged = ok(await api.get(f"/access-log?person={person}&outcome=refused", "auditor"), 200)["items"]
        assert {(row["what"], row["reason"]) for row in logged} == {
            (what, "protected-identity") for what in ("show_case", "show_person", "show_referral")
        }

    async def test_naming_an_officer_does_not_open_other_units(self, api: Api, today: date) -> None:
        person = await a_person(api)
        await a_referral(api, today, person)
        await protected(api, person, today)
        refused = await api.get(f"/persons/{person}", NAMED, units=["malmo"])
        assert (refused.status_code, refused.json()["code"]) == (403, "other-unit")

    async def test_a_search_by_number_says_protected_and_no_id(self, api: Api, today: date) -> None:
        body = person_body()
        person = await a_person(api, **body)
        await protected(api, person, today)
        number = {"identity_number": body["identity_number"]}
        for path, sent in (("/persons/searches", number), ("/persons", body)):
            refused = await api.post(path, sent)
            assert (refused.status_code, refused.json()["code"]) == (403, "protected-identity")
            assert person not in refused.text
        assert ok(await api.post("/persons/searches", number, NAMED), 200)["person"] == person

    async def test_nobody_else_can_refer_or_change_the_person(self, api: Api, today: date) -> None:
        person = await a_person(api)
        await protected(api, person, today)
        bodies = {
            "/referrals": referral_body(person, today),
            f"/persons/{person}/protection-liftings": {"on": today.isoformat()},
            f"/persons/{person}/identity-changes": {
                "identity_number": person_body()["identity_number"],
                "reason": "Nytt nummer.",
                "on": today.isoformat(),
            },
        }
        for path, body in bodies.items():
            refused = await api.post(path, body)
            assert (refused.status_code, refused.json()["code"]) == (403, "protected-identity")

    async def test_lifting_shows_the_person_again(self, api: Api, today: date) -> None:
        person = await a_person(api)
        await a_referral(api, today, person)
        await protected(api, person, today)
        assert not (await lifted(api, person, today))["protected"]
        assert await listed(api, "/referrals") == ([person], 1)

    async def test_what_is_not_protected_cannot_be_lifted(self, api: Api, today: date) -> None:
        person = await a_person(api)
        refused = await api.post(f"/persons/{person}/protection-liftings", {"on": today.isoformat()}, NAMED)
        assert (refused.status_code, refused.json()["code"]) == (409, "not-protected")
        scope = await api.post(f"/persons/{person}/protection-liftings", {"on": today.isoformat()})
        assert (scope.status_code, scope.json()["needed"]) == (403, "protected-identity")


async def everything_stored(api: Api) -> bytes:
    """Every row of every table, as text."""
    connection = await asyncpg.connect(api.settings.migration_url)
    try:
        tables = await connection.fetch(
            "select schemaname || '.' || tablename as name from pg_tables where schemaname in ('public', 'read')"
        )
        rows = [await connection.fetch(f"select t::text from {table['name']} t") for table in tables]
        return "\n".join(row[0] for found in rows for row in found).encode()
    finally:
        await connection.close()


def change_body(number: str, on: date) -> dict[str, str]:
    return {"identity_number": number, "reason": f"Var tidigare {number}.", "on": on.isoformat()}


class TestIdentityChange:
    async def test_both_numbers_find_the_person_and_neither_can_be_taken(self, api: Api, today: date) -> None:
        before, after = person_body(), person_body()
        person = await a_person(api, **before)
        ok(await api.post(f"/persons/{person}/identity-changes", change_body(after["identity_number"], today)))
        for body in (before, after):
            number = {"identity_number": body["identity_number"]}
            assert ok(await api.post("/persons/searches", number), 200)["person"] == person
            taken = await api.post("/persons", body)
            assert (taken.status_code, taken.json()["reasons"][0]["person"]) == (409, person)

    async def test_no_number_old_or_new_is_stored_readably_or_answered(
        self, api: Api, today: date, caplog: pytest.LogCaptureFixture, capsys: pytest.CaptureFixture[str]
    ) -> None:
        before, after = (person_body()["identity_number"] for _ in range(2))
        person = await a_person(api, identity_number=before)
        answer = await api.post(f"/persons/{person}/identity-changes", change_body(after, today))
        again = await api.post(f"/persons/{person}/identity-changes", change_body(after, today))
        assert (answer.status_code, again.status_code) == (201, 409)
        printed = capsys.readouterr()
        told = (await everything_stored(api)) + (answer.text + again.text + caplog.text + printed.out + printed.err).encode()
        for number in (before, after):
            digits = number.replace("-", "")
            for written in (number, digits, digits[2:], f"{digits[2:8]}-{digits[8:]}"):
                assert written.encode() not in told

    async def test_anothers_number_is_refused_and_names_whom_to_merge_with(self, api: Api, today: date) -> None:
        taken = person_body()
        other, person = await a_person(api, **taken), await a_person(api)
        refused = await api.post(f"/persons/{person}/identity-changes", change_body(taken["identity_number"], today))
        assert (refused.status_code, refused.json()["code"]) == (409, "number-belongs-to-another")
        assert refused.json()["reasons"][0]["person"] == other

    async def test_anothers_number_is_not_told_when_the_other_is_protected(self, api: Api, today: date) -> None:
        taken = person_body()
        other, person = await a_person(api, **taken), await a_person(api)
        await protected(api, other, today)
        refused = await api.post(f"/persons/{person}/identity-changes", change_body(taken["identity_number"], today))
        assert (refused.status_code, refused.json()["code"]) == (403, "protected-identity")
        assert other not in refused.text

    async def test_a_former_number_can_be_taken_again_by_the_same_person(self, api: Api, today: date) -> None:
        first, second = (person_body()["identity_number"] for _ in range(2))
        person = await a_person(api, identity_number=first)
        for number in (second, first):
            ok(await api.post(f"/persons/{person}/identity-changes", change_body(number, today)))
        same = await api.post(f"/persons/{person}/identity-changes", change_body(first, today))
        assert (same.status_code, same.json()["code"]) == (409, "number-already-theirs")
