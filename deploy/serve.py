"""`python -m deploy.serve SERVICE`: one service as a process of its own, by settings in `SIUS_…` variables.

`--migrate` prepares the database (as owner) instead of serving, and ends: once per release, before the new processes start.
SIGTERM stops in order: requests under way are finished, then the relay and the subscriptions, then the database and the bus.
"""

import argparse
import asyncio
import os
import sys

import asyncpg
import structlog
from fastapi import FastAPI
from starlette.types import ASGIApp

from deploy.clock import PATH, Beside, ClockApp
from deploy.process import SERVICES, CannotStartError, bus_of, create_app, listen, run, running, serving
from shared import logging
from shared.bus import Bus
from shared.clock import Clock, MovableClock, SystemClock
from shared.db import TRANSIENT
from shared.http.mount import mount
from shared.projections import LIVE
from shared.service import Service
from shared.settings import Settings, SettingsError, load

log = structlog.get_logger()


async def serve(settings: Settings) -> None:
    """Serve until cancelled. `CannotStartError` when the port or the prepared database is missing."""
    clock = clock_of(settings)
    bus = bus_of(settings)
    app = create_app(settings.service, settings, bus=bus, clock=clock)
    with listen(settings.host, settings.port) as listener:
        await require_prepared(app)
        async with running({settings.service: app}, bus), serving(front(app, settings, clock), listener):
            log.info("serving", port=listener.getsockname()[1], bus=settings.bus)
            await asyncio.Event().wait()


def clock_of(settings: Settings) -> Clock:
    """The machine's clock; one that can be moved in local mode."""
    return MovableClock() if settings.mode == "local" else SystemClock()


def front(app: FastAPI, settings: Settings, clock: Clock) -> ASGIApp:
    """What the port answers: the service under /SERVICE/v1, and in local mode the clock."""
    root = mount({settings.service: app})
    if isinstance(clock, MovableClock):
        return Beside(root, {PATH: ClockApp(clock, settings.mode)})
    return root


async def require_prepared(app: FastAPI) -> None:
    """Raise `CannotStartError` unless the database answers and is as this release's code needs it."""
    service: Service = app.state.service
    try:
        connection = await asyncpg.connect(service.settings.database_url, timeout=10)
    except (*TRANSIENT, asyncpg.PostgresError) as error:
        reason = type(error).__name__
        raise CannotStartError(f"The database of {service.name} cannot be reached ({reason}): see SIUS_DATABASE_URL.") from None
    try:
        prepared = await _is_prepared(connection, service, app.state.head)
    finally:
        await connection.close()
    if not prepared:
        raise CannotStartError(
            f"The database of {service.name} is not prepared for this release. "
            f"Run `python -m deploy.serve {service.name} --migrate` first."
        )


async def _is_prepared(connection: asyncpg.Connection, service: Service, head: str | None) -> bool:
    if await connection.fetchval("select to_regclass('alembic_version')") is None:
        return False
    if await connection.fetchval("select version_num from alembic_version") != head:
        return False
    if service.definition.read_model is None:
        return True
    live = await connection.fetchval("select fingerprint from read_models where name = $1", LIVE)
    return bool(live == service.definition.read_model(service.store).fingerprint)


async def prepare(settings: Settings) -> None:
    """Migrate the service's database and bring its read models up to date."""
    bus: Bus = bus_of(settings)
    service: Service = create_app(settings.service, settings, bus=bus, clock=SystemClock()).state.service
    await service.prepare(lambda done, of: log.info("read model", events=done, of=of))
    log.info("prepared")


def main(arguments: list[str] | None = None) -> None:
    parser = argparse.ArgumentParser(prog="python -m deploy.serve", description=__doc__)
    parser.add_argument("service", choices=SERVICES)
    parser.add_argument("--migrate", action="store_true", help="prepare the database as owner, and end")
    given = parser.parse_args(arguments)
    try:
        settings = settings_of(given.service)
        logging.configure(settings.service, settings.log_level)
        run(lambda: prepare(settings) if given.migrate else serve(settings))
    except (SettingsError, CannotStartError) as error:
        print(error, file=sys.stderr)
        raise SystemExit(1) from None


def settings_of(service: str) -> Settings:
    """The settings from the environment, for this service; `SettingsError` when they name another."""
    named = os.environ.setdefault("SIUS_SERVICE", service)
    if named != service:
        raise SettingsError(f"SIUS_SERVICE is {named}, and {service} was to be started.")
    return load(Settings)


if __name__ == "__main__":
    main()
