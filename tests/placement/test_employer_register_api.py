"""The employer register over REST: sole traders, owners, duplicates, workplaces, gates, contact persons."""

import asyncio
import json
from datetime import date
from typing import Any

import asyncpg

from shared.testing.numbers import personal_number
from tests.contracts.traces import found as traces
from tests.contracts.traces import needles, of_number, stored
from tests.harness import Api
from tests.placement.journey import an_employer, contact_body, employer_body, ok, opportunity_body, refused, sole_trader_body

NUMBER = personal_number(date(1964, 4, 4), 321)
NAME = "Qzxwvk Hemligssons bageri"


async def a_sole_trader(api: Api, **more: Any) -> str:
    employer: str = ok(await api.post("/sole-traders", sole_trader_body(**more)))["employer"]
    return employer


async def everything_stored(api: Api, *secrets: str) -> list[str]:
    connection = await asyncpg.connect(api.settings.migration_url)
    try:
        return traces(needles(*secrets), await stored(connection, "placement"))
    finally:
        await connection.close()


async def logged(api: Api, employer: str) -> list[str]:
    listed = ok(await api.get("/access-log", "auditor", params={"person": employer}), 200)
    return [access["what"] for access in reversed(listed["items"])]


async def test_a_sole_trader_is_registered_and_nothing_of_the_person_is_kept_in_clear(api: Api) -> None:
    created = await api.post("/sole-traders", sole_trader_body(identity_number=NUMBER, name=NAME))
    employer = ok(created)
    assert (employer["name"], employer["organisation_number"], employer["sole_trader"]) == (NAME, None, True)
    assert created.headers["Location"] == f"/placement/v1/employers/{employer['employer']}"
    assert ok(await api.get(f"/employers/{employer['employer']}"), 200) == employer
    assert NUMBER[2:] not in json.dumps(employer)
    assert await everything_stored(api, *of_number(NUMBER), NAME, "Qzxwvk") == []


async def test_a_sole_traders_id_tells_nothing_of_the_number(api: Api) -> None:
    first = await a_sole_trader(api, identity_number=NUMBER)
    ok(await api.post(f"/employers/{first}/erasures", {"on": "2026-03-10"}))
    assert await a_sole_trader(api, identity_number=NUMBER) != first


async def test_one_number_is_one_sole_trader_also_when_two_register_it_at_once(api: Api) -> None:
    answers = await asyncio.gather(*(api.post("/sole-traders", sole_trader_body(identity_number=NUMBER)) for _ in range(4)))
    assert sorted(answer.status_code for answer in answers) == [201, 409, 409, 409]
    (employer,) = [answer.json()["employer"] for answer in answers if answer.status_code == 201]
    again = refused(await api.post("/sole-traders", sole_trader_body(identity_number=NUMBER)), "employer-already-registered")
    assert again["reasons"][0]["employer"] == employer


async def test_a_sole_traders_name_is_listed_for_the_one_who_has_the_employer_and_logged(api: Api) -> None:
    employer = await a_sole_trader(api, name=NAME)
    ok(await api.post(f"/employers/{employer}/owners", {"owner": "eva", "unit": "stockholm", "on": "2026-03-02"}))
    for subject, name in (("eva", NAME), ("someone-else", None)):
        (row,) = ok(await api.get("/employers", subject=subject), 200)["items"]
        assert (row["name"], row["owner"]) == (name, "eva")
    assert await logged(api, employer) == ["register_sole_trader", "assign_employer", "list_employers"]


async def test_a_sole_trader_is_found_by_number_in_a_body_and_the_search_is_logged(api: Api) -> None:
    employer = await a_sole_trader(api, identity_number=NUMBER)
    search = {"identity_number": f"{NUMBER[2:8]}-{NUMBER[8:]}"}
    assert ok(await api.post("/sole-traders/searches", search), 200) == {"employer": employer}
    assert "search_sole_trader" in await logged(api, employer)
    other = {"identity_number": personal_number(date(1964, 4, 4), 322)}
    assert ok(await api.post("/sole-traders/searches", other), 200) == {"employer": None}


async def test_a_wrong_number_is_refused_without_being_repeated(api: Api) -> None:
    wrong = NUMBER[:-1] + str((int(NUMBER[-1]) + 1) % 10)
    answer = await api.post("/sole-traders", sole_trader_body(identity_number=wrong))
    assert ok(answer, 422)["errors"][0]["code"] == "identity-number"
    assert wrong not in answer.text


async def test_an_erased_sole_trader_has_no_name_no_note_and_no_workplace_any_more(api: Api) -> None:
    employer = await a_sole_trader(api, identity_number=NUMBER)
    workplace = ok(
        await api.post(f"/employers/{employer}/workplaces", {"name": "Hemma", "municipality": "0180", "on": "2026-03-02"})
    )
    contact = ok(await api.post(f"/employers/{employer}/contacts", contact_body(note="Ringer helst kvällstid.")))
    assert (workplace["name"], contact["note"]) == ("Hemma", "Ringer helst kvällstid.")
    opened = ok(await api.post("/opportunities", opportunity_body(employer, tasks="Baka.")))
    assert opened["tasks"] == "Baka."
    erased = ok(await api.post(f"/employers/{employer}/erasures", {"on": "2026-03-10"}))
    assert (erased["name"], erased["erased"], erased["last_contact_on"]) == (None, True, "2026-03-02")
    assert ok(await api.get(f"/employers/{employer}/workplaces/{workplace['workplace']}"), 200)["name"] is None
    assert ok(await api.get(f"/employers/{employer}/contacts/{contact['contact']}"), 200)["note"] is None
    assert ok(await api.get(f"/opportunities/{opened['opportunity']}"), 200)["tasks"] is None
    refused(await api.post(f"/employers/{employer}/erasures", {"on": "2026-03-10"}), "already-erased")


async def test_a_sole_trader_takes_another_name_without_an_event_that_holds_it(api: Api) -> None:
    employer = await a_sole_trader(api)
    change = {"name": NAME, "sector": "private", "municipality": "0180", "sni": "10710", "on": "2026-03-02"}
    assert ok(await api.post(f"/employers/{employer}/changes", change))["name"] == NAME
    refused(await api.post(f"/employers/{employer}/changes", change), "nothing-changed")
    assert await everything_stored(api, NAME, "Qzxwvk") == []


async def test_a_similar_name_in_the_same_municipality_is_a_possible_duplicate(api: Api) -> None:
    first = await an_employer(api, name="Bageriet Bullen AB", sector="private")
    await an_employer(api, name="Bageriet Bullen AB", sector="private", municipality="1480")
    await an_employer(api, name="Bageriet Kringlan AB", sector="private")
    for name in ("Bullen Bageriet aktiebolag", "Bagriet Bullen"):
        second = ok(await api.post("/employers", employer_body(name=name)))
        assert first in second["possible_duplicates"]
    shown = ok(await api.get(f"/employers/{first}"), 200)
    assert len(shown["possible_duplicates"]) == 2


async def test_contacts_with_one_registered_twice_count_for_the_one_that_stays(api: Api) -> None:
    kept, twice, thrice = [await an_employer(api) for _ in range(3)]
    for employer, on in ((kept, "2026-02-02"), (twice, "2026-02-16"), (thrice, "2026-03-02")):
        ok(await api.post(f"/employers/{employer}/contacts", contact_body(on=on)))
    closing = {"reason": "registered-twice", "on": "2026-03-05"}
    ok(await api.post(f"/employers/{thrice}/closings", {**closing, "stays": twice}))
    closed = ok(await api.post(f"/employers/{twice}/closings", {**closing, "stays": kept}))
    assert (closed["stays"], closed["last_contact_on"]) == (kept, "2026-02-16")
    assert ok(await api.get(f"/employers/{kept}"), 200)["last_contact_on"] == "2026-03-02"
    assert ok(await api.get(f"/employers/{kept}/contacts"), 200)["total"] == 3
    problem = refused(await api.post(f"/employers/{twice}/contacts", contact_body()), "employer-registered-twice")
    assert problem["reasons"][0]["employer"] == kept
    ok(await api.post(f"/employers/{twice}/reopenings", {"reason": "De är två.", "on": "2026-03-06"}))
    assert ok(await api.get(f"/employers/{kept}"), 200)["last_contact_on"] == "2026-02-02"
    assert ok(await api.get(f"/employers/{twice}"), 200)["last_contact_on"] == "2026-03-02"


async def test_two_that_are_closed_in_favour_of_each_other_at_once_do_not_both_close(api: Api) -> None:
    one, other = await an_employer(api), await an_employer(api)
    closing = {"reason": "registered-twice", "on": "2026-03-05"}
    answers = await asyncio.gather(
        api.post(f"/employers/{one}/closings", {**closing, "stays": other}),
        api.post(f"/employers/{other}/closings", {**closing, "stays": one}),
    )
    assert sorted(answer.status_code for answer in answers) == [201, 409]


async def test_an_employer_is_changed_and_reopened(api: Api) -> None:
    employer = await an_employer(api)
    change = {"name": "Nya kommunen", "sector": "municipal", "municipality": "1480", "sni": "84112", "on": "2026-03-02"}
    changed = ok(await api.post(f"/employers/{employer}/changes", change))
    assert (changed["name"], changed["municipality"], changed["sni"]) == ("Nya kommunen", "1480", "84112")
    ok(await api.post(f"/employers/{employer}/closings", {"reason": "bankruptcy", "on": "2026-03-02"}))
    again = ok(await api.post(f"/employers/{employer}/reopenings", {"reason": "Fel bolag.", "on": "2026-03-03"}))
    assert (again["status"], again["closing_reason"], again["closed_on"]) == ("open", None, None)


async def test_an_employer_is_assigned_within_ones_own_unit(api: Api) -> None:
    employer = await an_employer(api)
    body = {"owner": "eva", "unit": "malmo", "on": "2026-03-02"}
    assert (await api.post(f"/employers/{employer}/owners", body)).status_code == 403
    mine = ok(await api.post(f"/employers/{employer}/owners", body, units=["malmo"]))
    assert (mine["owner"], mine["unit"], mine["owned_since"]) == ("eva", "malmo", "2026-03-02")
    freed = ok(await api.post(f"/employers/{employer}/owners", {**body, "owner": None}, units=["malmo"]))
    assert freed["owner"] is None


async def test_gates_are_kept_and_the_latest_day_shows(api: Api) -> None:
    employer = await an_employer(api)
    gate = {"gate": "tax-debt", "state": "clear", "source": "skatteverket"}
    ok(await api.post(f"/employers/{employer}/gates", {**gate, "on": "2026-03-05"}))
    ok(await api.post(f"/employers/{employer}/gates", {**gate, "state": "hit", "on": "2026-03-02"}))
    assert ok(await api.get(f"/employers/{employer}"), 200)["gates_hit"] == []
    ok(await api.post(f"/employers/{employer}/gates", {**gate, "state": "hit", "on": "2026-03-06"}))
    assert ok(await api.get(f"/employers/{employer}"), 200)["gates_hit"] == ["tax-debt"]
    listed = ok(await api.get(f"/employers/{employer}/gates"), 200)["items"]
    assert [(one["state"], one["on"]) for one in listed] == [
        ("hit", "2026-03-06"),
        ("clear", "2026-03-05"),
        ("hit", "2026-03-02"),
    ]


PERSON = {"name": "Åsa Kontakt", "title": "Chef", "phone": "070-000 00 01", "email": "asa@exempel.example", "on": "2026-03-02"}


async def test_a_contact_person_is_sealed_changed_and_erased(api: Api) -> None:
    employer = await an_employer(api)
    path = f"/employers/{employer}/contact-persons"
    created = await api.post(path, PERSON)
    who = ok(created)["contact_person"]
    assert created.headers["Location"] == f"/placement/v1{path}/{who}"
    (row,) = ok(await api.get(path), 200)["items"]
    assert row["name"] == "Åsa Kontakt"
    assert "phone" not in row
    changed = ok(await api.post(f"{path}/{who}/changes", {**PERSON, "phone": "070-000 00 02"}))
    assert changed["phone"] == "070-000 00 02"
    assert await everything_stored(api, "Åsa Kontakt", "070-000 00 01", "asa@exempel.example") == []
    noted = ok(await api.post(f"/employers/{employer}/contacts", contact_body(contact_person=who, note="Åsa vill träffas.")))
    erased = ok(await api.post(f"{path}/{who}/erasures", {"on": "2026-03-10"}))
    assert [erased[field] for field in ("name", "title", "phone", "email", "status")] == [None] * 4 + ["erased"]
    assert ok(await api.get(f"/employers/{employer}/contacts/{noted['contact']}"), 200)["note"] is None
    assert ok(await api.get(path), 200)["total"] == 0
    assert "list_contact_persons" in await logged(api, who)


async def test_what_belongs_to_another_employer_is_not_found(api: Api) -> None:
    mine, other = await an_employer(api), await an_employer(api)
    who = ok(await api.post(f"/employers/{mine}/contact-persons", PERSON))["contact_person"]
    assert (await api.get(f"/employers/{other}/contact-persons/{who}")).status_code == 404
    contact = ok(await api.post(f"/employers/{mine}/contacts", contact_body()))["contact"]
    assert (await api.get(f"/employers/{other}/contacts/{contact}")).status_code == 404
    away = ok(await api.post(f"/employers/{mine}/workplaces", {"name": "Lagret", "municipality": "0180", "on": "2026-03-02"}))
    body = opportunity_body(other, workplace=away["workplace"])
    refused(await api.post("/opportunities", body), "workplace-unknown")
    assert ok(await api.post("/opportunities", opportunity_body(mine, workplace=away["workplace"], on="2026-03-03")))["workplace"]
    ok(await api.post(f"/employers/{mine}/workplaces/{away['workplace']}/closings", {"on": "2026-03-04"}))
    late = opportunity_body(mine, workplace=away["workplace"], on="2026-03-05")
    refused(await api.post("/opportunities", late), "workplace-is-closed")
