"""Followup, put together."""

from fastapi import FastAPI

from services.followup.api import ROUTERS
from services.followup.events import EVENTS
from services.followup.projections import project, read_model
from services.followup.publisher import publish
from services.followup.questionnaire.release import hourly
from services.followup.reactions import react
from services.followup.upcasters import UPCASTERS
from shared.bus import Bus
from shared.clock import Clock
from shared.codec import Codec
from shared.contracts import catalogue
from shared.http.api import make_api
from shared.service import Definition, Service
from shared.settings import Settings

definition = Definition(
    name="followup",
    title="SIUS Followup",
    description_sv="Introduktion på arbetsplatsen, uppföljning därefter, planer och kontakter, och personens situation en dag.",
    description_en="Introduction at the workplace, follow-up after it, plans and contacts, and the person's situation on a day.",
    routers=ROUTERS,
    codec=Codec(EVENTS, UPCASTERS),
    project=project,
    publisher=publish,
    topic=catalogue.FOLLOWUP,
    reads=(catalogue.INTAKE, catalogue.PLACEMENT),
    react=react,
    read_model=read_model,
    chores=(hourly,),
)


def create_app(settings: Settings, *, bus: Bus, clock: Clock) -> FastAPI:
    """The service as an application; whoever serves it enters `app.state.service.running()`."""
    return make_api(Service(definition, settings, bus=bus, clock=clock))
