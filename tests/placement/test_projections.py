"""What is made anew from the log is what stands."""

from uuid import UUID

import asyncpg

from services.placement.projections import read_model
from services.placement.projections.tables import metadata
from shared.contracts import followup, intake
from shared.db import prepare_connection
from shared.ids import new_id
from shared.migrations import app_role
from shared.projections import Rebuild
from tests.harness import Api
from tests.placement.given import FEB_2, MAR_2
from tests.placement.journey import (
    a_case,
    a_job,
    an_employer,
    an_employment,
    an_opportunity,
    case_started,
    contact_body,
    ok,
    told,
)
from tests.placement.register import everything_registered
from tests.placement.seekers import everything_about_seekers
from tests.placement.supported import everything_supported


async def everything(api: Api) -> None:
    """Every kind of event that placement has."""
    employer = await an_employer(api)
    opportunity = await an_opportunity(api, employer, places=3)
    job = await a_job(api, employer=employer, opportunity=opportunity)
    ok(await api.post(f"/employments/{job}/terms", {"on": "2026-03-02", "weekly_hours": 40}))
    ok(await api.post(f"/employments/{job}/terms", {"on": "2026-02-16", "weekly_hours": 20}))
    ok(await api.post(f"/employments/{job}/endings", {"on": "2026-03-05", "reason": "other"}))
    ok(
        await api.post(
            f"/employments/{job}/corrections", {"started_on": "2026-02-03", "ended_on": "2026-03-06", "reason": "Fel."}
        )
    )
    ok(await api.post(f"/employments/{job}/corrections", {"started_on": "2026-02-03", "reason": "Arbetar kvar."}))
    mistake = await an_employment(api, employer=employer, opportunity=opportunity)
    ok(await api.post(f"/employments/{mistake}/retractions", {"reason": "Fel person.", "on": "2026-03-10"}))
    ok(await api.post(f"/opportunities/{opportunity}/closings", {"reason": "filled", "on": "2026-03-05"}))
    ok(await api.post(f"/employers/{employer}/closings", {"reason": "declines-contact", "on": "2026-03-05"}))
    await everything_registered(api)
    await everything_about_seekers(api)
    await everything_supported(api)
    await searches(api)
    await searched_again(api)


async def searches(api: Api) -> None:
    case, person = new_id(), new_id()
    await told(
        api,
        case_started(case, person=person),
        intake.CaseStartCorrected(case=case, person=person, on=FEB_2),
        intake.CaseHandedOver(
            case=case, person=person, from_unit="stockholm", unit="malmo", support_person="officer-8", on=FEB_2
        ),
        intake.CasePaused(case=case, person=person, on=FEB_2, until=MAR_2),
        intake.CaseResumed(case=case, person=person, on=MAR_2),
        intake.CaseEnded(case=case, person=person, on=MAR_2, kind="interrupted", exit="health"),
        intake.CaseReopened(case=case, person=person, on=MAR_2),
        intake.CaseRegisteredInError(case=case, person=person),
    )
    await a_case(api)


async def searched_again(api: Api) -> None:
    case, employer = await a_case(api), await an_employer(api)
    contact = ok(await api.post(f"/employers/{employer}/contacts", contact_body(case=case)))["contact"]
    ok(await api.post(f"/employers/{employer}/contacts/{contact}/retractions", {"on": "2026-03-10", "reason": "Fel."}))
    job = await a_job(api, case, employer)
    ok(await api.post(f"/employments/{job}/endings", {"on": "2026-03-05", "reason": "other"}))
    person = UUID(ok(await api.get(f"/searches/{case}"), 200)["person"])
    await told(api, followup.SearchAgain(case=UUID(case), person=person, employment=UUID(job), on=MAR_2))


async def test_a_rebuilt_read_model_equals_the_live_one_row_for_row(api: Api) -> None:
    await everything(api)
    service = api.app.state.service
    connection = await asyncpg.connect(api.settings.migration_url)
    try:
        await prepare_connection(connection)
        told_types = {row["type"] for row in await connection.fetch("select distinct type from events")}
        for table in metadata.tables:
            assert await connection.fetchval(f"select exists (select from read.{table})"), table
        assert told_types == set(service.definition.codec.types)
        rebuild = Rebuild(connection, read_model(service.store), role=app_role("placement"))
        await rebuild.start(afresh=True)
        assert await rebuild.replay() > 0
        assert await rebuild.differences() == dict.fromkeys(metadata.tables, 0)
    finally:
        await connection.close()
