"""What every service says about itself: `/api-info`, `/healthz`, `/readyz` and `/metrics-prom`."""

import asyncio
from datetime import date
from typing import Final, Literal

import structlog
from fastapi import APIRouter, Request, Response
from pydantic import Field

from shared.db import TRANSIENT
from shared.http.measures import Measures
from shared.http.served import Served, service_of
from shared.http.types import View

RELEASED: Final = date(2026, 3, 2)
STATUS: Final = "active"
PATIENCE: Final = 2.0
UNAVAILABLE: Final = 503

log = structlog.get_logger()


class ApiInfo(View):
    """The API as it is served (REST API profile, VER.06)."""

    name: str = Field(examples=["intake"])
    version: str = Field(examples=["1.0.0"])
    status: Literal["active", "deprecated"] = Field(examples=["active"])
    released: date = Field(examples=["2026-03-02"])
    documentation: str = Field(examples=["https://sius.example/intake/v1/docs"])


class Health(View):
    """The process answers."""

    status: Literal["ok"] = "ok"


class Readiness(View):
    """Each part and whether it works now."""

    ready: bool = Field(examples=[True])
    parts: dict[str, bool] = Field(examples=[{"database": True, "migrations": True, "bus": True, "relay": True}])


router = APIRouter(tags=["about"])


@router.get("/api-info")
async def api_info(request: Request) -> ApiInfo:
    """Name, version, status and documentation of this API. / Namn, version, status och dokumentation för detta API."""
    service = service_of(request)
    documentation = f"{service.settings.public_url}/{service.name}/v1/docs"
    return ApiInfo(name=service.name, version=request.app.version, status=STATUS, released=RELEASED, documentation=documentation)


@router.get("/healthz")
async def healthz() -> Health:
    """Whether the process answers. / Om processen svarar."""
    return Health()


@router.get(
    "/readyz", responses={UNAVAILABLE: {"model": Readiness, "description": "A part does not work. / En del fungerar inte."}}
)
async def readyz(request: Request, response: Response) -> Readiness:
    """Whether requests can be served: database, migrations, bus, relay, subscriptions. / Om tjänsten kan ta emot anrop."""
    parts = await readiness(service_of(request), request.app.state.head)
    if not all(parts.values()):
        response.status_code = UNAVAILABLE
    return Readiness(ready=all(parts.values()), parts=parts)


@router.get("/metrics-prom", include_in_schema=False)
async def metrics_prom(request: Request) -> Response:
    measures: Measures = request.app.state.measures
    return Response(measures.text(), media_type="text/plain; version=0.0.4; charset=utf-8")


async def readiness(service: Served, head: str | None) -> dict[str, bool]:
    """Each part of the service and whether it works now; a part that does not answer within two seconds does not."""
    revision, bus = await asyncio.gather(_revision(service), _bus(service))
    parts = {"database": revision is not None, "migrations": revision is not None and revision == (head or ""), "bus": bus}
    return parts | {part: fault is None for part, fault in service.tasks.items()}


async def _revision(service: Served) -> str | None:
    """The database's migration, "" for a database without any; None when the database does not answer."""
    try:
        async with asyncio.timeout(PATIENCE), service.database.connection() as connection:
            if await connection.fetchval("select to_regclass('alembic_version')") is None:
                return ""
            revision: str | None = await connection.fetchval("select max(version_num) from alembic_version")
            return revision or ""
    except (*TRANSIENT, RuntimeError) as fault:
        log.warning("the database does not answer", error=type(fault).__name__)
        return None


async def _bus(service: Served) -> bool:
    try:
        async with asyncio.timeout(PATIENCE):
            return await service.bus.ready()
    except Exception as fault:  # noqa: BLE001 - whatever an adapter raises, it is not ready
        log.warning("the bus does not answer", error=type(fault).__name__)
        return False
