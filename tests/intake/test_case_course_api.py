"""The course of a case over REST, on real PostgreSQL."""

import asyncio
from datetime import date, timedelta
from typing import Any

import asyncpg
import pytest

from services.intake.projections import read_model
from shared.clock import MovableClock, stockholm
from shared.db import prepare_connection
from shared.migrations import app_role
from shared.projections import Rebuild
from tests.conftest import ServiceApi
from tests.harness import Api
from tests.intake.journey import a_person, a_referral, a_started_case, approved, assessed, granted, ok

NOTE, PROMISE = "Har bäst kontakt på förmiddagen.", "Följer med på första arbetsdagen."


@pytest.fixture
async def api(api_of: ServiceApi) -> Api:
    return await api_of("intake")


@pytest.fixture
def today(clock: MovableClock) -> date:
    return stockholm(clock.now())


def on(day: date, **more: Any) -> dict[str, Any]:
    return {"on": day.isoformat(), **more}


def handover(day: date, **more: Any) -> dict[str, Any]:
    told = [{"party": "person", "on": day.isoformat()}]
    clocks = [{"kind": "action-plan", "due_on": (day + timedelta(days=9)).isoformat()}]
    contacts = [{"contact_with": "person", "channel": "phone", "on": day.isoformat()}]
    packet = {"promises": [PROMISE], "open_clocks": clocks, "presentation": "adaptation-only", "last_contacts": contacts}
    to = {"unit": "stockholm", "support_person": "kim", "reason": "leave", "note": NOTE, "informed": told}
    return on(day, **{**to, **packet, **more})


def ending(day: date, **more: Any) -> dict[str, Any]:
    return on(day, **{"kind": "completed", "exit": "studies", **more})


async def test_a_paused_case_is_listed_apart_and_goes_on(api: Api, today: date) -> None:
    case = await a_started_case(api, today - timedelta(days=5))
    until = today + timedelta(days=30)
    paused = ok(await api.post(f"/cases/{case}/pauses", on(today, reason="treatment", until=until.isoformat())))
    assert (paused["status"], paused["pause_reason"], paused["paused_until"]) == ("paused", "treatment", until.isoformat())
    listed = {status: ok(await api.get(f"/cases?status={status}"), 200)["total"] for status in ("paused", "ongoing")}
    assert listed == {"paused": 1, "ongoing": 0}
    resumed = ok(await api.post(f"/cases/{case}/resumptions", on(today)))
    assert (resumed["status"], resumed["paused_on"]) == ("ongoing", None)


async def test_a_handover_shows_its_packet_and_the_first_contact_fulfils_its_clock(api: Api, today: date) -> None:
    case = await a_started_case(api, today - timedelta(days=5))
    made = await api.post(f"/cases/{case}/handovers", handover(today), "manager", subject="mia")
    packet = ok(made)
    assert (packet["note"], packet["promises"], packet["not_informed"]) == (NOTE, [PROMISE], ["employer", "partner"])
    assert (packet["from_support_person"], packet["support_person"]) == ("sam", "kim")
    assert made.headers["Location"].endswith(f"/cases/{case}/handovers/{packet['handover']}")
    shown = ok(await api.get(f"/cases/{case}/handovers/{packet['handover']}"), 200)
    assert shown == packet
    ok(await api.post(f"/cases/{case}/first-contacts", on(today)))
    listed = await api.get(f"/cases/{case}/handovers")
    assert ok(listed, 200)["items"][0]["first_contact_on"] == today.isoformat()
    assert NOTE not in listed.text
    assert PROMISE not in listed.text


async def test_a_caseworker_does_not_hand_over(api: Api, today: date) -> None:
    case = await a_started_case(api, today)
    assert (await api.post(f"/cases/{case}/handovers", handover(today))).status_code == 403


async def test_at_another_unit_only_that_one_sees_the_case_and_the_person(api: Api, today: date) -> None:
    case = await a_started_case(api, today)
    person = ok(await api.get(f"/cases/{case}"), 200)["person"]
    packet = ok(await api.post(f"/cases/{case}/handovers", handover(today, unit="malmo"), "manager"))
    path = f"/cases/{case}/handovers/{packet['handover']}"
    for asked in (f"/cases/{case}", path, f"/cases/{case}/history"):
        assert (await api.get(asked)).status_code == 403
        ok(await api.get(asked, units=["malmo"]), 200)
    ok(await api.get(f"/persons/{person}", units=["malmo"]), 200)


async def test_neither_notes_nor_promises_are_in_the_log_or_the_read_models(api: Api, today: date) -> None:
    case = await a_started_case(api, today)
    ok(await api.post(f"/cases/{case}/handovers", handover(today), "manager"))
    async with api.app.state.service.database.connection() as connection:
        rows = await connection.fetch("select data::text from events union all select t::text from handovers t")
        rows += await connection.fetch("select t::text from cases t")
    assert rows
    assert not [row for row in rows if NOTE in row[0] or PROMISE in row[0]]


async def test_an_end_tells_form_and_informed_and_is_corrected(api: Api, today: date) -> None:
    case = await a_started_case(api, today - timedelta(days=5))
    refused = await api.post(f"/cases/{case}/endings", ending(today, exit="employment"))
    assert (refused.status_code, refused.json()["code"]) == (409, "form-needed")
    told = [{"party": "employer", "on": today.isoformat()}]
    ended = ok(await api.post(f"/cases/{case}/endings", ending(today, exit="employment", form="LFU", informed=told)))
    assert (ended["exit_form"], ended["informed"]) == ("LFU", told)
    body = ending(today - timedelta(days=1), reason="Fel avslutsorsak.")
    corrected = ok(await api.post(f"/cases/{case}/end-corrections", body))
    assert (corrected["exit"], corrected["exit_form"], corrected["ended_on"]) == ("studies", None, body["on"])


async def test_what_comes_late_is_proposed_and_takes_effect_when_a_second_officer_approves(api: Api, today: date) -> None:
    case = await a_started_case(api, today - timedelta(days=60))
    long_ago = today - timedelta(days=40)
    assert (await api.post(f"/cases/{case}/endings", ending(long_ago))).json()["code"] == "late-reason-needed"
    proposed = ok(await api.post(f"/cases/{case}/endings", ending(long_ago, late_reason="Glömdes bort."), subject="ali"))
    proposal = proposed["proposal"]
    assert (proposed["status"], proposal["status"], proposal["what"]) == ("ongoing", "proposed", "end")
    assert [row["case"] for row in ok(await api.get("/cases?proposed=true"), 200)["items"]] == [str(case)]
    detail = ok(await api.get(f"/cases/{case}/proposals/{proposal['proposal']}"), 200)
    assert (detail["late_reason"], detail["exit"], detail["proposed_by"]) == ("Glömdes bort.", "studies", "ali")
    answer = {"proposal": proposal["proposal"]}
    own = await api.post(f"/cases/{case}/approvals", answer, subject="ali")
    assert (own.status_code, own.json()["code"]) == (409, "proposer-may-not-approve")
    ended = await approved(api, proposed)
    assert (ended["status"], ended["ended_on"], ended["proposal"]) == ("ended", long_ago.isoformat(), None)
    assert (await api.get(f"/cases/{case}/proposals/{proposal['proposal']}")).status_code == 404


async def test_a_refused_proposal_changes_nothing(api: Api, today: date) -> None:
    case = await a_started_case(api, today - timedelta(days=60))
    body = ending(today - timedelta(days=40), late_reason="Glömdes bort.")
    proposal = ok(await api.post(f"/cases/{case}/endings", body))["proposal"]["proposal"]
    refused = ok(await api.post(f"/cases/{case}/refusals", {"proposal": proposal, "reason": "Fel dag."}, subject="eva"))
    assert (refused["status"], refused["proposal"]) == ("ongoing", None)
    assert ok(await api.get("/cases?proposed=true"), 200)["total"] == 0


async def test_the_history_tells_every_step_and_who_registered_it_when(api: Api, today: date) -> None:
    case = await a_started_case(api, today - timedelta(days=60))
    steps = ok(await api.get(f"/cases/{case}/history"), 200)["items"]
    assert [(step["what"], step["by"]) for step in steps] == [
        ("case-opened", "caseworker"),
        ("case-change-proposed", "caseworker"),
        ("case-change-approved", "eva"),
        ("case-started", "eva"),
    ]
    assert steps[-1]["on"] == (today - timedelta(days=60)).isoformat()
    assert set(steps[0]) == {"version", "what", "on", "recorded_at", "by"}


async def test_two_ended_cases_of_one_person_are_not_both_reopened_at_once(api: Api, today: date) -> None:
    person = await a_person(api)
    cases = [await an_ended_case(api, today, person) for _ in range(2)]
    reopen = on(today, reason="Avslutades av misstag.")
    answers = await asyncio.gather(*(api.post(f"/cases/{case}/reopenings", reopen) for case in cases))
    assert sorted(answer.status_code for answer in answers) == [201, 409]
    assert await open_cases(api, person) == 1


async def test_a_referral_opened_twice_at_once_and_an_old_case_reopened_give_one_open_case(api: Api, today: date) -> None:
    person = await a_person(api)
    old = await an_ended_case(api, today, person)
    referral = await a_referral(api, today, person)
    await assessed(api, referral, today)
    await granted(api, referral, today)
    answers = await asyncio.gather(
        api.post("/cases", on(today, referral=referral)),
        api.post("/cases", on(today, referral=referral)),
        api.post(f"/cases/{old}/reopenings", on(today, reason="Avslutades av misstag.")),
    )
    assert sorted(answer.status_code for answer in answers) == [201, 409, 409]
    assert await open_cases(api, person) == 1


async def an_ended_case(api: Api, today: date, person: str) -> str:
    case = str(await a_started_case(api, today, person=person))
    ok(await api.post(f"/cases/{case}/endings", ending(today)))
    return case


async def open_cases(api: Api, person: str) -> int:
    async with api.app.state.service.database.connection() as connection:
        counted: int = await connection.fetchval(
            "select count(*) from cases where person = $1 and status in ('waiting', 'ongoing', 'paused')", person
        )
    return counted


async def test_a_rebuilt_read_model_equals_the_live_one_row_for_row(api: Api, today: date) -> None:
    case = await a_started_case(api, today - timedelta(days=60))
    ok(await api.post(f"/cases/{case}/pauses", on(today, reason="other", until=today.isoformat())))
    ok(await api.post(f"/cases/{case}/resumptions", on(today)))
    ok(await api.post(f"/cases/{case}/handovers", handover(today), "manager"))
    ok(await api.post(f"/cases/{case}/first-contacts", on(today)))
    ok(await api.post(f"/cases/{case}/endings", ending(today)))
    ok(await api.post(f"/cases/{case}/end-corrections", ending(today, exit="moved", reason="Fel.")))
    waiting = await a_started_case(api, today - timedelta(days=60))
    ok(await api.post(f"/cases/{waiting}/endings", ending(today - timedelta(days=50), late_reason="Glömdes bort.")))
    service = api.app.state.service
    connection = await asyncpg.connect(api.settings.migration_url)
    try:
        await prepare_connection(connection)
        rebuild = Rebuild(connection, read_model(service.store), role=app_role("intake"))
        await rebuild.start(afresh=True)
        assert await rebuild.replay() > 0
        assert {table for table, rows in (await rebuild.differences()).items() if rows} == set()
    finally:
        await connection.close()
