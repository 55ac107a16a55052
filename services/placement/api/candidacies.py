"""Candidacies: proposed, listed, shown, and what an employer reads of a candidate. The rest is in `candidacy_course`."""

from datetime import date
from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Path, Query

from services.placement import commands as c
from services.placement import events as e
from services.placement import queries, streams
from services.placement.api.access import CaseWork, MayRead, MayWrite, OpportunityPath, Placement, within_unit
from services.placement.api.employments import offered, searched
from services.placement.api.opportunities import employer_standing
from services.placement.api.seekers import covering, sheet
from services.placement.candidacy import candidacy as decider
from services.placement.candidacy import unreadable
from services.placement.matching.ranking import explain
from services.placement.queries import candidacies, matching
from services.placement.schemas.candidacies import CandidacyIn, CandidacyLine, CandidacyStatus, CandidacyView
from services.placement.schemas.presentations import EmployerSheetView
from shared import protection
from shared.auth import Principal
from shared.db import Row, Tx
from shared.decider import handle
from shared.errors import NotFound, refuse
from shared.eventstore import Log as EventLog
from shared.http.access import Reader, Reading
from shared.http.dependencies import DbTx, Log, Page, Reply, Today
from shared.http.paging import Listing
from shared.http.transactional import Transactional
from shared.http.units import require_unit
from shared.ids import new_id
from shared.sealing import Sealing
from shared.service import Service

router = APIRouter(route_class=Transactional, tags=["candidacies"])

CandidacyPath = Annotated[UUID, Path(description="A candidacy / En kandidatur")]
Presenting = Annotated[Reader, Reading("employer-presentation")]
CaseFilter = Annotated[UUID | None, Query(description="A case's candidacies / Ett ärendes kandidaturer")]
OpportunityFilter = Annotated[UUID | None, Query(description="Candidates for it / Kandidater till jobbmöjligheten")]
EmployerFilter = Annotated[UUID | None, Query(description="At this employer / Hos arbetsgivaren")]
StatusFilter = Annotated[CandidacyStatus | None, Query(description="Only these / Bara dessa")]


@router.post("/candidacies", status_code=201)
async def propose_candidacy(officer: MayWrite, body: CandidacyIn, today: Today, log: Log, reply: Reply) -> CandidacyView:
    """Propose a person for an opportunity. Why they match, or do not, is kept with it. No employer is told anything yet.

    Föreslå en person till en jobbmöjlighet. Varför de passar, eller inte, sparas. Ingen arbetsgivare får veta något än.
    """
    candidacy = new_id()
    command = await _proposing(log, officer, candidacy, body, today)
    version = await handle(log, decider, streams.candidacy(candidacy), command)
    reply.created(f"/candidacies/{candidacy}", version)
    return CandidacyView.whole(await candidacies.candidacy(log.tx, candidacy), [], None)


async def _proposing(log: EventLog, officer: Principal, candidacy: UUID, body: CandidacyIn, today: date) -> c.ProposeCandidacy:
    search = await searched(log, body.case)
    require_unit(officer, search.unit, person=search.person, case=search.case)
    await protection.require(log.tx, officer, search.person, search.case)
    offer = await offered(log, body.opportunity) or _unknown(body.opportunity)
    return c.ProposeCandidacy(
        candidacy=candidacy,
        search=search,
        offer=offer,
        employer_is=await employer_standing(log, offer.employer, body.on) if offer.employer else "unknown",
        explanation=await explained(log.tx, body.case, body.opportunity, body.on),
        already=await candidacies.standing_candidacy(log.tx, body.case, body.opportunity),
        by=officer.subject,
        on=body.on,
        today=today,
    )


def _unknown(opportunity: UUID) -> c.Offer:
    return c.Offer(opportunity=opportunity, employer=None, standing="unknown", places_left=0)


async def explained(tx: Tx, case: UUID, opportunity: UUID, on: date) -> e.Explanation | None:
    """Why they match or not, as profile, agreements and job analysis are now; None without a profile or an opportunity."""
    try:
        seeker = await matching.seeker(tx, case)
        opening, _ = await matching.opening(tx, opportunity, on)
    except NotFound:
        return None
    return explain(seeker, opening, on)


@router.get("/candidacies")
async def list_candidacies(
    officer: MayRead,
    page: Page,
    tx: DbTx,
    reading: CaseWork,
    case: CaseFilter = None,
    opportunity: OpportunityFilter = None,
    employer: EmployerFilter = None,
    status: StatusFilter = None,
) -> Listing[CandidacyLine]:
    """Candidacies of one's own units, the latest proposed first. / Den egna enhetens kandidaturer, senast föreslagna först."""
    wanted = {"case_id": case, "opportunity": opportunity, "employer": employer, "status": status}
    rows, total = await candidacies.list_candidacies(
        tx, officer=officer, units=sorted(officer.units), limit=page.limit, offset=page.offset, **wanted
    )
    await reading.of_each([(row["person"], row["case_id"]) for row in rows])
    return page.of([CandidacyLine.of(row) for row in rows], total)


@router.get("/candidacies/{candidacy}")
async def show_candidacy(
    officer: MayRead, candidacy: CandidacyPath, service: Placement, tx: DbTx, reading: CaseWork, reply: Reply
) -> CandidacyView:
    """One candidacy, with the explanation that was stored. / En kandidatur, med förklaringen som sparades."""
    row = await mine(officer, tx, candidacy)
    await reading.of(person=row["person"], case=row["case_id"])
    reply.version(row["version"])
    return await view(service, tx, row)


@router.get("/candidacies/{candidacy}/employer-sheet")
async def show_employer_sheet(
    officer: MayRead, candidacy: CandidacyPath, service: Placement, today: Today, log: Log, reading: Presenting
) -> EmployerSheetView:
    """The candidate as the employer may read: what the agreement names, no more. Refused unless it is in force today.

    Kandidaten som arbetsgivaren får läsa: det överenskommelsen omfattar, inte mer. Nekas om den inte gäller i dag.
    """
    row = await mine(officer, log.tx, candidacy)
    history, _ = await log.read(streams.candidacy(candidacy))
    cover = await covering(log, row["case_id"], row["employer"], today)
    refuse(*unreadable(decider.fold(history), cover))
    await reading.of(person=row["person"], case=row["case_id"])
    return EmployerSheetView(
        candidacy=candidacy, opportunity=row["opportunity"], on=today, sheet=await sheet(service, log, row, cover)
    )


@router.get("/opportunities/{opportunity}/employer-sheets")
async def list_employer_sheets(
    officer: MayRead,
    opportunity: OpportunityPath,
    service: Placement,
    today: Today,
    log: Log,
    page: Page,
    reading: Presenting,
) -> Listing[EmployerSheetView]:
    """One's own units' candidates for the employer to read, under agreements in force. Protected persons are never listed.

    De egna kandidaterna som arbetsgivaren får läsa, med gällande överenskommelser. Personer med skyddade uppgifter visas aldrig.
    """
    await queries.opportunity(log.tx, opportunity)
    presented = await candidacies.presented_for(log.tx, opportunity, units=sorted(officer.units))
    covers = [(row, await covering(log, row["case_id"], row["employer"], today)) for row in presented]
    covered = [(row, cover) for row, cover in covers if cover.agreement is not None]
    shown = covered[page.offset : page.offset + page.limit]
    await reading.of_each([(row["person"], row["case_id"]) for row, _ in shown])
    sheets = [
        EmployerSheetView(
            candidacy=row["candidacy"], opportunity=opportunity, on=today, sheet=await sheet(service, log, row, cover)
        )
        for row, cover in shown
    ]
    return page.of(sheets, len(covered))


async def mine(officer: Principal, tx: Tx, candidacy: UUID) -> Row:
    """The candidacy, if its case is one of the officer's units' and the person may be seen; else Forbidden."""
    return await within_unit(officer, tx, await candidacies.candidacy(tx, candidacy))


async def view(service: Service, tx: Tx, row: Row) -> CandidacyView:
    candidacy = row["candidacy"]
    note = await sealing_of(service, tx, row).read(row["note"], "note")
    return CandidacyView.whole(row, await candidacies.trials_of(tx, candidacy), note)


def sealing_of(service: Service, tx: Tx, row: Row) -> Sealing:
    return Sealing(service.vault, tx, row["person"], streams.candidacy(row["candidacy"]))
