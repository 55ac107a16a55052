"""Two records of one person over REST: merged by two officers, looked up by either id, settled, and parted again."""

import asyncio
from datetime import date
from typing import Any

import asyncpg
import pytest

from shared.clock import MovableClock, stockholm
from tests.conftest import ServiceApi
from tests.harness import Api
from tests.intake.journey import a_person, a_referral, a_started_case, ok, person_body, referral_body
from tests.intake.test_protection import lifted, listed, protected

CASEWORK = "caseworker"


@pytest.fixture
async def api(api_of: ServiceApi) -> Api:
    return await api_of("intake")


@pytest.fixture
def today(clock: MovableClock) -> date:
    return stockholm(clock.now())


def merge_body(other: str, on: date) -> dict[str, str]:
    return {"other": other, "reason": "Registrerad två gånger.", "on": on.isoformat()}


async def merged(api: Api, person: str, other: str, on: date) -> Any:
    ok(
        await api.post(
            f"/persons/{person}/merge-proposals", merge_body(other, on), f"{CASEWORK}+protected-identity", subject="ali"
        )
    )
    return ok(await api.post(f"/persons/{person}/merges", merge_body(other, on), "manager+protected-identity", subject="mia"))


async def parted(api: Api, person: str, other: str, on: date) -> Any:
    body = {"merged": other, "reason": "Två olika personer.", "on": on.isoformat()}
    return ok(await api.post(f"/persons/{person}/unmerges", body, "manager+protected-identity", subject="mia"))


async def read_model(api: Api) -> dict[str, list[str]]:
    """Every read model's rows but versions, which the log's length decides."""
    connection = await asyncpg.connect(api.settings.migration_url)
    try:
        tables = await connection.fetch("select tablename as name from pg_tables where schemaname = 'read'")
        found = {}
        for table in tables:
            rows = await connection.fetch(f"select (to_jsonb(t) - 'version')::text as row from read.{table['name']} t")
            found[table["name"]] = sorted(row["row"] for row in rows)
        return found
    finally:
        await connection.close()


class TestMerge:
    async def test_either_id_and_either_number_is_the_person_who_remains(self, api: Api, today: date) -> None:
        body, second = person_body(), person_body()
        person, other = await a_person(api, **body), await a_person(api, **second)
        assert (await merged(api, person, other, today))["merged"] == [other]
        for known in (person, other):
            shown = ok(await api.get(f"/persons/{known}"), 200)
            assert (shown["person"], shown["merged"]) == (person, [other])
        for number in (body, second):
            found = await api.post("/persons/searches", {"identity_number": number["identity_number"]})
            assert ok(found, 200)["person"] == person

    async def test_a_second_officer_decides(self, api: Api, today: date) -> None:
        person, other = await a_person(api), await a_person(api)
        unproposed = await api.post(f"/persons/{person}/merges", merge_body(other, today), "manager")
        assert unproposed.json()["code"] == "merge-not-proposed"
        ok(await api.post(f"/persons/{person}/merge-proposals", merge_body(other, today), subject="ali"))
        waiting = ok(await api.get("/merge-proposals", "manager"), 200)["items"]
        assert [(row["person"], row["other"], row["proposed_by"]) for row in waiting] == [(person, other, "ali")]
        same = await api.post(f"/persons/{person}/merges", merge_body(other, today), "manager", subject="ali")
        assert (same.status_code, same.json()["code"]) == (409, "proposer-may-not-merge")

    async def test_a_unit_concerned_with_the_other_takes_part(self, api: Api, today: date) -> None:
        person, other = await a_person(api), await a_person(api)
        await a_referral(api, today, other)
        ok(await api.post(f"/persons/{person}/merge-proposals", merge_body(other, today), units=["malmo"]))
        refused = await api.post(f"/persons/{person}/merges", merge_body(other, today), "manager", units=["malmo"])
        assert (refused.status_code, refused.json()["code"]) == (403, "other-unit")

    async def test_a_new_referral_of_the_merged_id_is_held_by_the_others_case(self, api: Api, today: date) -> None:
        person, other = await a_person(api), await a_person(api)
        referral = await a_referral(api, today, other)
        await merged(api, person, other, today)
        for known in (person, other):
            refused = await api.post("/referrals", referral_body(known, today))
            assert (refused.json()["code"], refused.json()["reasons"][0]["referral"]) == ("already-engaged", referral)
        ok(await api.post(f"/referrals/{referral}/withdrawals", {"on": today.isoformat()}))
        later = ok(await api.post("/referrals", referral_body(other, today)))
        assert later["person"] == person

    async def test_an_ended_case_of_the_merged_person_is_not_reopened_beside_another(self, api: Api, today: date) -> None:
        person, other = await a_person(api), await a_person(api)
        case = await a_started_case(api, today, person=other)
        ending = {"kind": "completed", "exit": "studies", "on": today.isoformat()}
        ok(await api.post(f"/cases/{case}/endings", ending))
        await merged(api, person, other, today)
        await a_referral(api, today, person)
        refused = await api.post(f"/cases/{case}/reopenings", {"reason": "Fel.", "on": today.isoformat()})
        assert (refused.status_code, refused.json()["code"]) == (409, "already-engaged")

    async def test_of_a_merge_and_two_referrals_at_once_never_two_hold_the_pair_unseen(self, api: Api, today: date) -> None:
        person, other = await a_person(api), await a_person(api)
        ok(await api.post(f"/persons/{person}/merge-proposals", merge_body(other, today), subject="ali"))
        merging, *referring = await asyncio.gather(
            api.post(f"/persons/{person}/merges", merge_body(other, today), "manager", subject="mia"),
            *(api.post("/referrals", referral_body(known, today)) for known in (person, other)),
        )
        conflicts = [row["about"] for row in ok(merging)["conflicts"]]
        received = [answer for answer in referring if answer.status_code == 201]
        assert received
        assert (len(received) == 2) == ("two-open" in conflicts)

    async def test_a_protected_identity_covers_both(self, api: Api, today: date) -> None:
        person, other = await a_person(api), await a_person(api)
        await a_referral(api, today, other)
        await protected(api, person, today)
        await merged(api, person, other, today)
        assert await listed(api, "/referrals") == ([], 0)
        await parted(api, person, other, today)
        assert await listed(api, "/referrals") == ([other], 1)

    async def test_a_protection_set_on_either_id_is_lifted_from_both(self, api: Api, today: date) -> None:
        person, other = await a_person(api), await a_person(api)
        await a_referral(api, today, other)
        await merged(api, person, other, today)
        await protected(api, other, today)
        assert (await api.get(f"/persons/{person}")).status_code == 403
        await lifted(api, person, today)
        assert await listed(api, "/referrals") == ([person], 1)


class TestConflicts:
    async def test_two_open_referrals_are_queued_and_settled_when_one_is_closed(self, api: Api, today: date) -> None:
        person, other = await a_person(api), await a_person(api)
        first = await a_referral(api, today, person)
        await a_referral(api, today, other)
        await merged(api, person, other, today)
        (conflict,) = ok(await api.get("/merge-conflicts?status=open", "manager"), 200)["items"]
        assert conflict["about"] == "two-open"
        path = f"/merge-conflicts/{conflict['conflict']}/settlements"
        body = {"reason": "Den ena är återkallad.", "on": today.isoformat()}
        early = await api.post(path, body, "manager")
        assert (early.status_code, early.json()["code"]) == (409, "still-two-open")
        ok(await api.post(f"/referrals/{first}/withdrawals", {"on": today.isoformat()}))
        assert ok(await api.post(path, body, "manager"))["status"] == "settled"
        assert ok(await api.get("/merge-conflicts?status=open", "manager"), 200)["total"] == 0

    async def test_the_settled_record_is_the_persons_until_the_merge_is_undone(self, api: Api, today: date) -> None:
        person, other = await a_person(api), await a_person(api, birth_date="1990-02-15")
        (conflict,) = (await merged(api, person, other, today))["conflicts"]
        body = {"holds": "merged", "reason": "Enligt folkbokföringen.", "on": today.isoformat()}
        ok(await api.post(f"/merge-conflicts/{conflict['conflict']}/settlements", body, "manager"))
        assert ok(await api.get(f"/persons/{person}"), 200)["birth_date"] == "1990-02-15"
        await parted(api, person, other, today)
        assert ok(await api.get(f"/persons/{person}"), 200)["birth_date"] == "1990-02-14"

    async def test_conflicts_of_other_units_and_of_protected_persons_are_not_listed(self, api: Api, today: date) -> None:
        person, other = await a_person(api), await a_person(api, sex="man")
        await a_referral(api, today, person)
        await merged(api, person, other, today)
        assert ok(await api.get("/merge-conflicts", "manager", units=["malmo"]), 200)["total"] == 0
        assert ok(await api.get("/merge-conflicts", "manager"), 200)["total"] == 1
        await protected(api, person, today)
        assert ok(await api.get("/merge-conflicts", "manager"), 200)["total"] == 0


class TestUndoing:
    async def test_undoing_restores_every_table_as_it_was(self, api: Api, today: date) -> None:
        person, other = await a_person(api), await a_person(api, birth_date="1990-02-15", sex="man")
        await a_started_case(api, today, person=person)
        await a_referral(api, today, other)
        await protected(api, other, today)
        before = await read_model(api)
        await merged(api, person, other, today)
        assert await read_model(api) != before
        await parted(api, person, other, today)
        assert await read_model(api) == before

    async def test_a_case_reopened_meanwhile_holds_the_person_it_belongs_to(self, api: Api, today: date) -> None:
        person, other = await a_person(api), await a_person(api)
        case = await a_started_case(api, today, person=other)
        ending = {"kind": "completed", "exit": "studies", "on": today.isoformat()}
        ok(await api.post(f"/cases/{case}/endings", ending))
        await merged(api, person, other, today)
        ok(await api.post(f"/cases/{case}/reopenings", {"reason": "Fel.", "on": today.isoformat()}))
        await parted(api, person, other, today)
        ok(await api.post("/referrals", referral_body(person, today)))
        refused = await api.post("/referrals", referral_body(other, today))
        assert refused.json()["code"] == "already-engaged"

    async def test_the_reason_is_stored_sealed_only(self, api: Api, today: date) -> None:
        person, other = await a_person(api), await a_person(api)
        await merged(api, person, other, today)
        connection = await asyncpg.connect(api.settings.migration_url)
        try:
            stored = await connection.fetch("select data::text as data from events where stream like 'person-%'")
        finally:
            await connection.close()
        assert not any("Registrerad" in row["data"] or "Exempel" in row["data"] for row in stored)
