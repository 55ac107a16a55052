"""Employers: registered once, listed, closed."""

from typing import Annotated

from fastapi import APIRouter, Query

from services.placement import commands as c
from services.placement import events as e
from services.placement import queries, streams
from services.placement.api.access import EmployerPath, MayRead, MayWrite
from services.placement.employer import employer as decider
from services.placement.employer import identified
from services.placement.fields import EmployerStatus, Municipality, Name
from services.placement.schemas.employers import EmployerClosingIn, EmployerIn, EmployerView
from shared.decider import handle
from shared.http.dependencies import DbTx, IfMatch, Log, Page, Reply, Today
from shared.http.paging import Listing
from shared.http.transactional import Transactional

router = APIRouter(prefix="/employers", route_class=Transactional, tags=["employers"])

SectorFilter = Annotated[e.Sector | None, Query(description="Sector / Sektor")]
MunicipalityFilter = Annotated[Municipality | None, Query(description="Municipality code / Kommunkod")]
NameFilter = Annotated[Name | None, Query(description="Any part of the name / Del av namnet")]
StatusFilter = Annotated[EmployerStatus | None, Query(description="Only these / Bara dessa")]


@router.post("", status_code=201)
async def register_employer(_officer: MayWrite, body: EmployerIn, today: Today, log: Log, reply: Reply) -> EmployerView:
    """Register an employer. An organisation number is registered once; a sole trader's is personal data and refused.

    Registrera en arbetsgivare. Ett organisationsnummer registreras en gång; en enskild firmas är en personuppgift och nekas.
    """
    employer = identified(body.organisation_number)
    command = c.RegisterEmployer(employer=employer, today=today, **body.model_dump())
    version = await handle(log, decider, streams.employer(employer), command)
    reply.created(f"/employers/{employer}", version)
    return EmployerView.model_validate(dict(await queries.employer(log.tx, employer)))


@router.get("")
async def list_employers(
    _officer: MayRead,
    page: Page,
    tx: DbTx,
    sector: SectorFilter = None,
    municipality: MunicipalityFilter = None,
    name: NameFilter = None,
    status: StatusFilter = None,
) -> Listing[EmployerView]:
    """Employers by name. / Arbetsgivare i namnordning."""
    rows, total = await queries.list_employers(
        tx, name=name, sector=sector, municipality=municipality, status=status, limit=page.limit, offset=page.offset
    )
    return page.of([EmployerView.model_validate(dict(row)) for row in rows], total)


@router.get("/{employer}")
async def show_employer(_officer: MayRead, employer: EmployerPath, tx: DbTx, reply: Reply) -> EmployerView:
    """One employer. / En arbetsgivare."""
    row = await queries.employer(tx, employer)
    reply.version(row["version"])
    return EmployerView.model_validate(dict(row))


@router.post("/{employer}/closings", status_code=201)
async def close_employer(
    _officer: MayWrite,
    employer: EmployerPath,
    body: EmployerClosingIn,
    today: Today,
    log: Log,
    if_match: IfMatch,
    reply: Reply,
) -> EmployerView:
    """Close an employer: nothing new is agreed with it from that day; what was agreed stands.

    Stäng en arbetsgivare: inget nytt avtalas från den dagen; det som är avtalat gäller.
    """
    await queries.employer(log.tx, employer)
    command = c.CloseEmployer(reason=body.reason, on=body.on, today=today)
    version = await handle(log, decider, streams.employer(employer), command, if_match=if_match)
    reply.created(f"/employers/{employer}", version)
    return EmployerView.model_validate(dict(await queries.employer(log.tx, employer)))
