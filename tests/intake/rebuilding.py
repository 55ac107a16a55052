"""Intake's read models, made anew from the log beside the live ones."""

import asyncpg

from services.intake.projections import read_model
from shared.db import prepare_connection
from shared.migrations import app_role
from shared.projections import Rebuild
from tests.harness import Api


async def rebuilt_differences(api: Api) -> dict[str, int]:
    """Table → how many rows of it differ between the live read models and those made anew."""
    connection = await asyncpg.connect(str(api.settings.migration_url))
    await prepare_connection(connection)
    try:
        rebuild = Rebuild(connection, read_model(api.app.state.service.store), role=app_role("intake"))
        await rebuild.start(afresh=True)
        await rebuild.replay()
        return await rebuild.differences()
    finally:
        await connection.close()
