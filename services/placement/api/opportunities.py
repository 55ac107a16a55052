"""Opportunities: places at an employer, opened, listed, closed."""

from datetime import date
from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Query

from services.placement import commands as c
from services.placement import employer as employing
from services.placement import queries, streams
from services.placement.api.access import MayRead, MayWrite, OpportunityPath
from services.placement.fields import Municipality, Occupation, OpportunityStatus
from services.placement.opportunity import opportunity as decider
from services.placement.schemas.opportunities import OpportunityClosingIn, OpportunityIn, OpportunityView
from shared.decider import handle
from shared.eventstore import Log as EventLog
from shared.http.dependencies import DbTx, IfMatch, Log, Page, Reply, Today
from shared.http.paging import Listing
from shared.http.transactional import Transactional
from shared.ids import new_id

router = APIRouter(prefix="/opportunities", route_class=Transactional, tags=["opportunities"])

EmployerFilter = Annotated[UUID | None, Query(description="Employer / Arbetsgivare")]
OccupationFilter = Annotated[Occupation | None, Query(description="Occupation (SSYK) / Yrke (SSYK)")]
MunicipalityFilter = Annotated[Municipality | None, Query(description="Municipality code / Kommunkod")]
StatusFilter = Annotated[OpportunityStatus | None, Query(description="Only these / Bara dessa")]


async def employer_standing(log: EventLog, employer: UUID, on: date) -> c.Standing:
    """What the employer was on that day, as its own stream tells."""
    history, _ = await log.read(streams.employer(employer))
    return employing.standing(employing.employer.fold(history), on)


@router.post("", status_code=201)
async def open_opportunity(_officer: MayWrite, body: OpportunityIn, today: Today, log: Log, reply: Reply) -> OpportunityView:
    """Open an opportunity: an employer has places. / Registrera en jobbmöjlighet: en arbetsgivare har platser."""
    opportunity = new_id()
    command = c.OpenOpportunity(
        opportunity=opportunity,
        employer_is=await employer_standing(log, body.employer, body.on),
        today=today,
        **body.model_dump(),
    )
    version = await handle(log, decider, streams.opportunity(opportunity), command)
    reply.created(f"/opportunities/{opportunity}", version)
    return OpportunityView.model_validate(dict(await queries.opportunity(log.tx, opportunity)))


@router.get("")
async def list_opportunities(
    _officer: MayRead,
    page: Page,
    tx: DbTx,
    employer: EmployerFilter = None,
    occupation: OccupationFilter = None,
    municipality: MunicipalityFilter = None,
    status: StatusFilter = None,
) -> Listing[OpportunityView]:
    """Opportunities, newest first. / Jobbmöjligheter, senaste först."""
    rows, total = await queries.list_opportunities(
        tx,
        employer=employer,
        occupation=occupation,
        municipality=municipality,
        status=status,
        limit=page.limit,
        offset=page.offset,
    )
    return page.of([OpportunityView.model_validate(dict(row)) for row in rows], total)


@router.get("/{opportunity}")
async def show_opportunity(_officer: MayRead, opportunity: OpportunityPath, tx: DbTx, reply: Reply) -> OpportunityView:
    """One opportunity, with the places it has left. / En jobbmöjlighet, med återstående platser."""
    row = await queries.opportunity(tx, opportunity)
    reply.version(row["version"])
    return OpportunityView.model_validate(dict(row))


@router.post("/{opportunity}/closings", status_code=201)
async def close_opportunity(
    _officer: MayWrite,
    opportunity: OpportunityPath,
    body: OpportunityClosingIn,
    today: Today,
    log: Log,
    if_match: IfMatch,
    reply: Reply,
) -> OpportunityView:
    """Close an opportunity: no more places are filled. / Stäng en jobbmöjlighet: inga fler platser tillsätts."""
    await queries.opportunity(log.tx, opportunity)
    command = c.CloseOpportunity(reason=body.reason, on=body.on, today=today)
    version = await handle(log, decider, streams.opportunity(opportunity), command, if_match=if_match)
    reply.created(f"/opportunities/{opportunity}", version)
    return OpportunityView.model_validate(dict(await queries.opportunity(log.tx, opportunity)))
