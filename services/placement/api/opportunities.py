"""Opportunities: places at an employer, opened, listed, corrected, closed and reopened."""

from datetime import date
from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Query

from services.placement import commands as c
from services.placement import employer as employing
from services.placement import streams
from services.placement.api.access import MayRead, MayWrite, OpportunityPath, Placement
from services.placement.fields import Municipality, OccupationCode, OpportunityStatus
from services.placement.opportunity import opportunity as decider
from services.placement.queries import employers
from services.placement.queries import opportunities as queries
from services.placement.schemas.opportunities import (
    JobIn,
    OpportunityClosingIn,
    OpportunityCorrectionIn,
    OpportunityIn,
    OpportunityPage,
    OpportunityReopeningIn,
    OpportunityView,
)
from shared.db import Tx
from shared.decider import handle
from shared.eventstore import Log as EventLog
from shared.http.dependencies import DbTx, IfMatch, Log, Page, Reply, Today
from shared.http.paging import Listing
from shared.http.replies import Replies
from shared.http.subjects import Officer
from shared.http.transactional import Transactional
from shared.ids import new_id
from shared.sealing import Sealing
from shared.service import Service

router = APIRouter(prefix="/opportunities", route_class=Transactional, tags=["opportunities"])

EmployerFilter = Annotated[UUID | None, Query(description="Employer / Arbetsgivare")]
OccupationFilter = Annotated[OccupationCode | None, Query(description="Occupation (SSYK) / Yrke (SSYK)")]
MunicipalityFilter = Annotated[Municipality | None, Query(description="Municipality code / Kommunkod")]
StatusFilter = Annotated[OpportunityStatus | None, Query(description="Only these / Bara dessa")]
OwnerFilter = Annotated[
    Officer | None,
    Query(
        description="`me` or an officer: opened by, or the employer's owner / `me` eller handläggare: öppnad av, eller ansvarig"
    ),
]
WithoutFilter = Annotated[bool | None, Query(description="Whether nobody is considered for it / Utan kandidat")]
AnalysedFilter = Annotated[bool | None, Query(description="Whether the job was analysed / Om arbetet är analyserat")]


async def employer_standing(log: EventLog, employer: UUID, on: date) -> c.Standing:
    """What the employer was on that day, as its own stream tells; it stays so until the transaction is over."""
    await employers.hold_standing(log.tx, employer)
    history, _ = await log.read(streams.employer(employer))
    return employing.standing(employing.employer.fold(history), on)


@router.post("", status_code=201)
async def open_opportunity(
    officer: MayWrite, body: OpportunityIn, service: Placement, today: Today, log: Log, reply: Reply
) -> OpportunityPage:
    """Open an opportunity: an employer has places. / Registrera en jobbmöjlighet: en arbetsgivare har platser."""
    opportunity = new_id()
    command = c.OpenOpportunity(
        opportunity=opportunity,
        employer=body.employer,
        employer_is=await employer_standing(log, body.employer, body.on),
        job=await _job(log, body, sealing_of_job(service, log.tx, body.employer, opportunity), body.employer, body.on),
        demands=tuple(demand.domain() for demand in body.demands),
        adaptations=tuple(adaptation.domain() for adaptation in body.adaptations),
        by=officer.subject,
        on=body.on,
        today=today,
    )
    return await _done(service, log, opportunity, command, None, reply)


@router.get("")
async def list_opportunities(
    officer: MayRead,
    page: Page,
    tx: DbTx,
    employer: EmployerFilter = None,
    occupation: OccupationFilter = None,
    municipality: MunicipalityFilter = None,
    status: StatusFilter = None,
    owner: OwnerFilter = None,
    without_candidates: WithoutFilter = None,
    analysed: AnalysedFilter = None,
) -> Listing[OpportunityView]:
    """Opportunities, newest first; those without candidates by how long they have waited.

    Jobbmöjligheter, senaste först; de utan kandidater efter hur länge de har väntat.
    """
    whose = officer.subject if owner == "me" else owner
    which = queries.Wanted(officer=officer, owner=whose, without=without_candidates, analysed=analysed)
    same = {"employer": employer, "occupation": occupation, "municipality": municipality, "status": status}
    rows, total = await queries.list_opportunities(tx, which, **same, limit=page.limit, offset=page.offset)
    return page.of([OpportunityView.model_validate(dict(row)) for row in rows], total)


@router.get("/{opportunity}")
async def show_opportunity(
    _officer: MayRead, opportunity: OpportunityPath, service: Placement, tx: DbTx, reply: Reply
) -> OpportunityPage:
    """One opportunity, with the places it has left. / En jobbmöjlighet, med återstående platser."""
    page = await _page(service, tx, opportunity)
    reply.version(page.version)
    return page


@router.post("/{opportunity}/corrections", status_code=201)
async def correct_opportunity(
    officer: MayWrite,
    opportunity: OpportunityPath,
    body: OpportunityCorrectionIn,
    service: Placement,
    today: Today,
    log: Log,
    if_match: IfMatch,
    reply: Reply,
) -> OpportunityPage:
    """What is offered is other than registered, or has changed. / Det som erbjuds är något annat, eller har ändrats."""
    row = await queries.opportunity(log.tx, opportunity)
    seal = sealing_of_job(service, log.tx, row["employer"], opportunity)
    job, reason = await _job(log, body, seal, row["employer"], body.on), await seal.text(body.reason, "reason")
    command = c.CorrectOpportunity(job=job, reason=reason, by=officer.subject, on=body.on, today=today)
    return await _done(service, log, opportunity, command, if_match, reply)


@router.post("/{opportunity}/closings", status_code=201)
async def close_opportunity(
    _officer: MayWrite,
    opportunity: OpportunityPath,
    body: OpportunityClosingIn,
    service: Placement,
    today: Today,
    log: Log,
    if_match: IfMatch,
    reply: Reply,
) -> OpportunityPage:
    """Close an opportunity: no more places are filled. / Stäng en jobbmöjlighet: inga fler platser tillsätts."""
    await queries.opportunity(log.tx, opportunity)
    command = c.CloseOpportunity(reason=body.reason, on=body.on, today=today)
    return await _done(service, log, opportunity, command, if_match, reply)


@router.post("/{opportunity}/reopenings", status_code=201)
async def reopen_opportunity(
    officer: MayWrite,
    opportunity: OpportunityPath,
    body: OpportunityReopeningIn,
    service: Placement,
    today: Today,
    log: Log,
    if_match: IfMatch,
    reply: Reply,
) -> OpportunityPage:
    """The opportunity is open again. / Jobbmöjligheten är öppen igen."""
    row = await queries.opportunity(log.tx, opportunity)
    command = c.ReopenOpportunity(
        employer_is=await employer_standing(log, row["employer"], body.on),
        reason=await sealing_of_job(service, log.tx, row["employer"], opportunity).text(body.reason, "reason"),
        by=officer.subject,
        on=body.on,
        today=today,
    )
    return await _done(service, log, opportunity, command, if_match, reply)


def sealing_of_job(service: Service, tx: Tx, employer: UUID, opportunity: UUID) -> Sealing:
    """Texts about a job go with the employer."""
    return Sealing(service.vault, tx, employer, streams.opportunity(opportunity))


async def _job(log: EventLog, body: JobIn, seal: Sealing, employer: UUID, on: date) -> c.Job:
    history, _ = await log.read(streams.employer(employer))
    standing = employing.workplace_standing(employing.employer.fold(history), body.workplace, on)
    return c.Job(**body.offered(), workplace_is=standing, tasks=await seal.note(body.tasks, "tasks"))


async def _done(
    service: Service, log: EventLog, opportunity: UUID, command: c.OpportunityCommand, if_match: int | None, reply: Replies
) -> OpportunityPage:
    version = await handle(log, decider, streams.opportunity(opportunity), command, if_match=if_match)
    reply.created(f"/opportunities/{opportunity}", version)
    return await _page(service, log.tx, opportunity)


async def _page(service: Service, tx: Tx, opportunity: UUID) -> OpportunityPage:
    row = await queries.opportunity(tx, opportunity)
    tasks = await sealing_of_job(service, tx, row["employer"], opportunity).read(row["tasks"], "tasks")
    return OpportunityPage.model_validate({**dict(row), "tasks": tasks})
