"""Placement, put together."""

from fastapi import FastAPI

from services.placement.api import ROUTERS
from services.placement.events import EVENTS
from services.placement.projections import project, read_model
from services.placement.publisher import publish
from services.placement.reactions import react
from services.placement.upcasters import UPCASTERS
from shared.bus import Bus
from shared.clock import Clock
from shared.codec import Codec
from shared.contracts import catalogue
from shared.http.api import make_api
from shared.service import Definition, Service
from shared.settings import Settings

definition = Definition(
    name="placement",
    title="SIUS Placement",
    description_sv="Arbetsgivare, jobbmöjligheter, jobbsökningar och anställningar, från avtalad till avslutad.",
    description_en="Employers, opportunities, searches for a job, and employments, from agreed to ended.",
    routers=ROUTERS,
    codec=Codec(EVENTS, UPCASTERS),
    project=project,
    publisher=publish,
    topic=catalogue.PLACEMENT,
    reads=(catalogue.INTAKE, catalogue.FOLLOWUP),
    react=react,
    read_model=read_model,
)


def create_app(settings: Settings, *, bus: Bus, clock: Clock) -> FastAPI:
    """The service as an application; whoever serves it enters `app.state.service.running()`."""
    return make_api(Service(definition, settings, bus=bus, clock=clock))
