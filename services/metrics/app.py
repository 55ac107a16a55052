"""Metrics, put together."""

from fastapi import FastAPI

from services.metrics.api import ROUTERS
from services.metrics.projections import absorb, read_model
from shared.bus import Bus
from shared.clock import Clock
from shared.contracts import catalogue
from shared.http.api import make_api
from shared.service import Definition, Service
from shared.settings import Settings

definition = Definition(
    name="metrics",
    title="SIUS Metrics",
    description_sv=(
        "Mått på programmet: utflöde till arbete och hur länge det varar. Varje mått säger sina argument, sina täljare och "
        "nämnare och vilka ärenden det räknade, och kan tas fram igen som det var känt vid en viss tidpunkt."
    ),
    description_en=(
        "The programme's figures: outflow into work and how long it lasts. Every figure says its arguments, its numerators and "
        "denominators and which cases it counted, and can be produced again as it was known at an instant."
    ),
    routers=ROUTERS,
    reads=(catalogue.INTAKE, catalogue.PLACEMENT, catalogue.FOLLOWUP),
    absorb=absorb,
    read_model=read_model,
)


def create_app(settings: Settings, *, bus: Bus, clock: Clock) -> FastAPI:
    """The service as an application; whoever serves it enters `app.state.service.running()`."""
    return make_api(Service(definition, settings, bus=bus, clock=clock))
