"""Databases made and brought up to date, before anything is served."""

from fastapi import FastAPI

from deploy.local.databases import DatabaseServer
from deploy.local.screen import Screen
from deploy.process import create_app
from shared.bus import Bus
from shared.clock import Clock
from shared.migrations import app_role
from shared.settings import Settings


async def prepared(settings: Settings, database: str, server: DatabaseServer, bus: Bus, clock: Clock, screen: Screen) -> FastAPI:
    """The service's application, not running yet; `database` is its own, made if missing, at the newest migration."""
    with screen.step(f"{settings.service}: database"):
        await server.create_database(database, app_role=app_role(settings.service))
        app = create_app(settings.service, settings, bus=bus, clock=clock)
        await app.state.service.prepare()
    return app
