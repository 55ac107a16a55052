"""Employers, contacts and opportunities made anew from the log are what stands."""

import asyncpg

from services.placement.projections import read_model
from shared.db import prepare_connection
from shared.migrations import app_role
from shared.projections import Rebuild
from tests.harness import Api
from tests.placement.register import everything_registered

TABLES = {"employers", "employer_workplaces", "employer_gates", "contact_persons", "employer_contacts", "contact_wishes"}
TABLES |= {"opportunities", "job_analyses"}


async def test_a_rebuilt_register_equals_the_live_one_row_for_row(api: Api) -> None:
    await everything_registered(api)
    service = api.app.state.service
    connection = await asyncpg.connect(api.settings.migration_url)
    try:
        await prepare_connection(connection)
        rebuild = Rebuild(connection, read_model(service.store), role=app_role("placement"))
        await rebuild.start(afresh=True)
        assert await rebuild.replay() > 0
        for table in TABLES:
            assert await connection.fetchval(f"select count(*) from read.{table}"), table
        assert {table for table, rows in (await rebuild.differences()).items() if rows} == set()
    finally:
        await connection.close()
