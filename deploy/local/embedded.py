"""All services and the issuer in this process, on one port, with the in-process bus."""

import socket
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from deploy.clock import PATH, Beside, ClockApp
from deploy.issuer import Issuer, create_issuer
from deploy.local.databases import DatabaseServer
from deploy.local.keys import Keys
from deploy.local.place import AUDIENCE, Place
from deploy.local.prepared import prepared
from deploy.local.screen import Screen
from deploy.process import SERVICES, running, serving
from shared.bus.local import LocalBus
from shared.clock import MovableClock
from shared.contracts.catalogue import TOPICS
from shared.http.mount import mount


@asynccontextmanager
async def embedded(
    place: Place, listener: socket.socket, server: DatabaseServer, keys: Keys, screen: Screen
) -> AsyncIterator[Issuer]:
    """Everything answers on the listener. Gives the issuer, to make tokens with."""
    bus, clock = LocalBus(TOPICS), MovableClock()
    apps = {}
    for service in SERVICES:
        settings = place.settings(service, server, keys)
        apps[service] = await prepared(settings, place.database(service), server, bus, clock, screen)
    issuing = create_issuer(place.issuer, AUDIENCE, "local", folder=keys.folder)
    front = Beside(mount(apps), {"/issuer": issuing, PATH: ClockApp(clock, "local")})
    async with running(apps, bus), serving(front, listener):
        yield issuing.state.issuer
