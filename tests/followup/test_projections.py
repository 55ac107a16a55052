"""The read models made anew from the log are the ones that were kept up to date, row for row."""

from datetime import date
from typing import Any

import asyncpg
import pytest

from services.followup.projections import read_model
from shared.db import prepare_connection
from shared.migrations import app_role
from shared.projections import Rebuild
from tests.followup import deliveries as d
from tests.followup.build import CASE, DEC_1, JOB, MAR_2, OTHER_JOB, SEP_1
from tests.followup.test_api import (
    SUPPORT,
    a_completion,
    a_contact,
    a_plan,
    a_status,
    agreed,
    an_intensification,
    ok,
    on,
    to_follow_up,
)
from tests.harness import Api


@pytest.fixture
async def worked_on(api: Api, sender: d.Sender) -> None:
    """A case with every kind of event in it."""
    await sender.send(d.job_started(), d.case_started(), d.start_corrected(date(2026, 1, 13)))
    ok(await api.post(f"{SUPPORT}/plans", a_plan(note="Börja mjukt.")))
    ok(await api.post(f"{SUPPORT}/contacts", a_contact(note="Bra dag.")))
    await more_of_everything(api, sender)
    await to_follow_up(api)
    first = ok(await api.post(f"{SUPPORT}/statuses", a_status(MAR_2)))["status"]
    ok(await api.post(f"{SUPPORT}/statuses", a_status(MAR_2, "ill", corrects=first)))
    ok(await api.post(f"{SUPPORT}/completions", a_completion()))
    await sender.send(d.job_corrected(MAR_2), d.job_ended(SEP_1), d.job_started(DEC_1, OTHER_JOB))
    await sender.send(d.case_ended(DEC_1), d.case_reopened(DEC_1), d.job_in_error(OTHER_JOB))


async def more_of_everything(api: Api, sender: d.Sender) -> None:
    """Proposals, a revision, an intensification, a pause, a handover, other hours and a unit's setting."""
    plan = ok(await api.get(f"{SUPPORT}/plans"), 200)["items"][0]["plan"]
    revision = a_plan(revises=plan, reason="setback", reason_text="Blev för mycket.", agreements=[agreed("person")])
    proposed = ok(await api.post(f"{SUPPORT}/plans", revision))["plan"]
    ok(await api.post(f"{SUPPORT}/plans/{proposed}/withdrawals", on(MAR_2)))
    proposed = ok(await api.post(f"{SUPPORT}/plans", revision))["plan"]
    for party in ("employer", "support-person"):
        ok(await api.post(f"{SUPPORT}/plans/{proposed}/agreements", agreed(party)))
    ok(await api.post(f"{SUPPORT}/intensifications", an_intensification(reason_text="Blev för mycket.")))
    await sender.send(d.case_paused(MAR_2, date(2026, 3, 9)), d.case_resumed(date(2026, 3, 9)), d.terms_changed(MAR_2))
    await sender.send(d.case_handed_over("stockholm", MAR_2))
    handover = ok(await api.get(f"{SUPPORT}/handovers"), 200)["items"][0]["handover"]
    ok(await api.post(f"{SUPPORT}/handovers/{handover}/acknowledgements", on(MAR_2), subject="officer-8"))
    for party in ("person", "employer"):
        ok(await api.post(f"{SUPPORT}/handovers/{handover}/notices", on(MAR_2, party=party)))
    length = {"at_least_months": 12, "at_most_months": 24, "on": "2027-07-01"}
    ok(await api.post("/units/stockholm/follow-up-lengths", length, "manager"))


async def rebuilt_differences(api: Api) -> dict[str, int]:
    """What differs between the live tables and those made anew from the log."""
    connection = await asyncpg.connect(api.settings.migration_url)
    try:
        await prepare_connection(connection)
        rebuild = Rebuild(connection, read_model(api.app.state.service.store), role=app_role("followup"))
        await rebuild.start(afresh=True)
        await rebuild.replay()
        async with rebuild.standstill():
            return await rebuild.differences()
    finally:
        await connection.close()


@pytest.mark.usefixtures("worked_on")
async def test_rebuilt_is_live(api: Api) -> None:
    differences = await rebuilt_differences(api)
    assert {"contacts", "handovers", "intensifications", "introductions", "plans", "status_days", "supports"} < set(differences)
    assert {table: rows for table, rows in differences.items() if rows} == {}


@pytest.mark.usefixtures("worked_on")
async def test_rebuilt_is_live_when_a_case_was_registered_in_error(api: Api, sender: d.Sender) -> None:
    await sender.send(d.case_in_error())
    assert {table: rows for table, rows in (await rebuilt_differences(api)).items() if rows} == {}


@pytest.mark.usefixtures("worked_on")
async def test_the_log_holds_no_text_that_anybody_wrote(api: Api) -> None:
    async with api.app.state.service.database.connection() as connection:
        log: list[Any] = await connection.fetch("select data::text from events")
    written = "".join(row[0] for row in log)
    assert str(CASE) in written
    assert str(JOB) in written
    assert "mjukt" not in written
    assert "mycket" not in written
    assert "annan ort" not in written
    assert "Bra dag" not in written


@pytest.mark.usefixtures("worked_on")
async def test_the_log_says_who_and_because_of_what(api: Api) -> None:
    async with api.app.state.service.database.connection() as connection:
        rows = await connection.fetch(
            "select meta from events where type in ('SupportOpened', 'PlanAgreed') order by version limit 2"
        )
    by = [(row["meta"]["by"], row["meta"]["causation"] is not None) for row in rows]
    assert by == [("service:followup", True), ("caseworker", False)]
