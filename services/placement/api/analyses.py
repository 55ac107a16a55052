"""Job analyses: what a job demands, and what can be adapted. Every one is kept."""

from typing import Annotated, Any
from uuid import UUID

from fastapi import APIRouter, Path

from services.placement import commands as c
from services.placement import streams
from services.placement.api.access import MayRead, MayWrite, OpportunityPath, Placement
from services.placement.api.opportunities import sealing_of_job
from services.placement.opportunity import opportunity as decider
from services.placement.queries import opportunities as queries
from services.placement.schemas.opportunities import (
    AnalysisIn,
    AnalysisRow,
    AnalysisView,
)
from shared.db import Row, Tx
from shared.decider import handle
from shared.http.dependencies import DbTx, IfMatch, Log, Page, Reply, Today
from shared.http.paging import Listing
from shared.http.transactional import Transactional
from shared.ids import new_id
from shared.service import Service

router = APIRouter(prefix="/opportunities", route_class=Transactional, tags=["opportunities"])

AnalysisPath = Annotated[UUID, Path(description="A job analysis / En arbetsanalys")]


@router.post("/{opportunity}/analyses", status_code=201)
async def analyse_job(
    officer: MayWrite,
    opportunity: OpportunityPath,
    body: AnalysisIn,
    service: Placement,
    today: Today,
    log: Log,
    if_match: IfMatch,
    reply: Reply,
) -> AnalysisView:
    """Record a job analysis: what the job demands, and what can be adapted. The latest day's holds; every one is kept.

    Registrera en arbetsanalys: vad arbetet kräver och vad som kan anpassas. Den senaste dagens gäller; alla finns kvar.
    """
    row = await queries.opportunity(log.tx, opportunity)
    analysis = new_id()
    command = c.AnalyseJob(
        analysis=analysis,
        demands=tuple(demand.domain() for demand in body.demands),
        adaptations=tuple(adaptation.domain() for adaptation in body.adaptations),
        note=await sealing_of_job(service, log.tx, row["employer"], opportunity).note(body.note, "note"),
        by=officer.subject,
        on=body.on,
        today=today,
    )
    version = await handle(log, decider, streams.opportunity(opportunity), command, if_match=if_match)
    reply.created(f"/opportunities/{opportunity}/analyses/{analysis}", version)
    return await _analysis(service, log.tx, opportunity, analysis)


@router.get("/{opportunity}/analyses")
async def list_analyses(_officer: MayRead, opportunity: OpportunityPath, page: Page, tx: DbTx) -> Listing[AnalysisRow]:
    """Every analysis of the job, latest first: the first one holds. / Alla arbetsanalyser, senaste först: den första gäller."""
    await queries.opportunity(tx, opportunity)
    rows, total = await queries.list_analyses(tx, opportunity, page.limit, page.offset)
    return page.of([AnalysisRow.of(row) for row in rows], total)


@router.get("/{opportunity}/analyses/{analysis}")
async def show_analysis(
    _officer: MayRead, opportunity: OpportunityPath, analysis: AnalysisPath, service: Placement, tx: DbTx
) -> AnalysisView:
    """One analysis, with its note. / En arbetsanalys, med anteckning."""
    return await _analysis(service, tx, opportunity, analysis)


async def _analysis(service: Service, tx: Tx, opportunity: UUID, analysis: UUID) -> AnalysisView:
    row: Row = await queries.analysis(tx, opportunity, analysis)
    seal = sealing_of_job(service, tx, row["employer"], opportunity)
    more: dict[str, Any] = {"note": await seal.read(row["note"], "note")}
    return AnalysisView.of(row, **more)
