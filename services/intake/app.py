"""Intake, put together."""

from fastapi import FastAPI

from services.intake.api import ROUTERS
from services.intake.events import EVENTS
from services.intake.projections import project, read_model
from services.intake.publisher import publish
from services.intake.reactions import react
from services.intake.upcasters import UPCASTERS
from shared.bus import Bus
from shared.clock import Clock
from shared.codec import Codec
from shared.contracts import catalogue
from shared.http.api import make_api
from shared.service import Definition, Service
from shared.settings import Settings

definition = Definition(
    name="intake",
    title="SIUS Intake",
    description_sv="Personer, anvisningar, bedömning och beslut om SIUS, och ärendets gång från öppnat till avslutat.",
    description_en="Persons, referrals, assessment and decision on SIUS, and the course of the case from opened to ended.",
    routers=ROUTERS,
    codec=Codec(EVENTS, UPCASTERS),
    project=project,
    publisher=publish,
    topic=catalogue.INTAKE,
    reads=(catalogue.FOLLOWUP,),
    react=react,
    read_model=read_model,
)


def create_app(settings: Settings, *, bus: Bus, clock: Clock) -> FastAPI:
    """The service as an application; whoever serves it enters `app.state.service.running()`."""
    return make_api(Service(definition, settings, bus=bus, clock=clock))
