"""A service's HTTP application: its own routes and those that every service has."""

from typing import Any

from fastapi import APIRouter, FastAPI
from starlette.middleware import Middleware
from starlette.routing import BaseRoute

from shared import migrations, problems
from shared.auth import name_endpoints
from shared.http import about, access, documentation, openapi, ops
from shared.http.edge import Edge
from shared.http.measures import Measures
from shared.service import Definition, Service

COMMON: tuple[APIRouter, ...] = (about.router, access.router, ops.router, documentation.router)


def routes(definition: Definition) -> list[BaseRoute]:
    """Every route of the service, flat: each nested router would be searched twice per request."""
    return [route for router in (*definition.routers, *COMMON) for route in router.routes]


def document(definition: Definition, public_url: str = openapi.PUBLIC_URL) -> dict[str, Any]:
    """The service's OpenAPI document, without running it."""
    return openapi.document(
        definition.name,
        title=definition.title,
        description_sv=definition.description_sv,
        description_en=definition.description_en,
        routes=routes(definition),
        public_url=public_url,
    )


def make_api(service: Service, *, head: str | None = None) -> FastAPI:
    """The application, with `service` at `app.state.service`; whoever serves it enters `service.running()`.

    FastAPI's own telemetry stays off: its validation records hold the input. `head`: the migration that `/readyz` expects; the
    newest in the code unless given.
    """
    definition = service.definition
    measures = Measures()
    app = FastAPI(
        title=definition.title,
        version=openapi.VERSION,
        openapi_url=None,
        docs_url=None,
        redoc_url=None,
        redirect_slashes=False,
        telemetry={"tracing": False, "metrics": False, "logs": False},
        middleware=[Middleware(Edge, service=service.name, measures=measures)],
        exception_handlers=dict.fromkeys(problems.HANDLED, problems.answer),
    )
    app.router.routes.extend(routes(definition))
    app.openapi = lambda: _served_document(service)  # type: ignore[method-assign] # FastAPI's own way to replace it
    app.state.service = service
    app.state.measures = measures
    app.state.head = head if head is not None else migrations.head(service.name)
    return app


def _served_document(service: Service) -> dict[str, Any]:
    made = document(service.definition, service.settings.public_url)
    name_endpoints(made, service.settings)
    return made
