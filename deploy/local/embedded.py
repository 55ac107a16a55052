"""All services and the issuer in this process, on one port, with the in-process bus."""

import socket
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from fastapi import FastAPI

from deploy.clock import PATH, Beside, ClockApp
from deploy.issuer import Issuer, create_issuer
from deploy.local.databases import DatabaseServer
from deploy.local.keys import Keys
from deploy.local.place import AUDIENCE, Place
from deploy.local.screen import Screen
from deploy.process import SERVICES, create_app, running, serving
from shared.bus.local import LocalBus
from shared.clock import MovableClock
from shared.contracts.catalogue import TOPICS
from shared.http.mount import mount
from shared.migrations import app_role
from shared.settings import Settings


@asynccontextmanager
async def embedded(
    place: Place, listener: socket.socket, server: DatabaseServer, keys: Keys, screen: Screen
) -> AsyncIterator[Issuer]:
    """Everything answers on the listener. Gives the issuer, to make tokens with."""
    bus, clock = LocalBus(TOPICS), MovableClock()
    apps = {service: await prepared(service, place, server, keys, bus, clock, screen) for service in SERVICES}
    issuing = create_issuer(place.issuer, AUDIENCE, "local", folder=keys.folder)
    front = Beside(mount(apps), {"/issuer": issuing, PATH: ClockApp(clock, "local")})
    async with running(apps, bus), serving(front, listener):
        yield issuing.state.issuer


async def prepared(
    service: str, place: Place, server: DatabaseServer, keys: Keys, bus: LocalBus, clock: MovableClock, screen: Screen
) -> FastAPI:
    """The service's application, its database made and brought up to date."""
    with screen.step(f"{service}: database"):
        await server.create_database(place.database(service), app_role=app_role(service))
        app = create_app(service, Settings(**place.settings(service, server, keys)), bus=bus, clock=clock)
        await app.state.service.prepare()
    return app
