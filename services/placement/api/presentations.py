"""What employers may be told of a person: agreed, withdrawn, previewed, and the record of what they have been told."""

from datetime import date
from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Path, Query

from services.placement import commands as c
from services.placement import streams
from services.placement.api.access import CaseWork, MayRead, MayWrite, Placement, SearchPath
from services.placement.api.employments import searched
from services.placement.api.seekers import covering, search_of, sheet, wording_sealing
from services.placement.presentation import presentation as decider
from services.placement.queries import candidacies, presentations
from services.placement.schemas.presentations import (
    AgreementIn,
    AgreementView,
    DisclosureView,
    PresentationWithdrawalIn,
    PresentationWithdrawalView,
    PreviewView,
)
from shared.decider import handle
from shared.eventstore import Log as EventLog
from shared.http.dependencies import DbTx, IfMatch, Log, Page, Reply, Today
from shared.http.paging import Listing
from shared.http.transactional import Transactional
from shared.ids import new_id

router = APIRouter(prefix="/searches/{search}", route_class=Transactional, tags=["presentations"])

AgreementPath = Annotated[UUID, Path(description="A presentation agreement / En överenskommelse om presentation")]
EmployerFilter = Annotated[UUID | None, Query(description="To this employer; without one, to any not named / Till arbetsgivaren")]


@router.post("/presentation-agreements", status_code=201)
async def agree_presentation(
    officer: MayWrite,
    search: SearchPath,
    body: AgreementIn,
    service: Placement,
    today: Today,
    log: Log,
    if_match: IfMatch,
    reply: Reply,
) -> AgreementView:
    """Register exactly what the person lets employers be told. For them it replaces what was agreed before.

    Registrera exakt vad arbetsgivare får veta. För dem ersätter det vad som var överenskommet förut.
    """
    person = (await search_of(officer, log.tx, search))["person"]
    sealing = wording_sealing(service, log.tx, person, search)
    agreement = new_id()
    command = c.AgreePresentation(
        search=await searched(log, search),
        agreement=agreement,
        extent=body.extent,
        facts=tuple(body.facts),
        wording=await sealing.note(body.wording, "wording"),
        to="all" if body.employers is None else tuple(body.employers),
        unknown=await presentations.unregistered(log.tx, body.employers or []),
        until=body.until,
        by=officer.subject,
        on=body.on,
        today=today,
    )
    version = await handle(log, decider, streams.presentation(search), command, if_match=if_match)
    reply.created(f"/searches/{search}/presentation-agreements/{agreement}", version)
    return AgreementView.of(await presentations.agreement(log.tx, search, agreement), body.wording)


@router.get("/presentation-agreements")
async def list_presentation_agreements(
    officer: MayRead, search: SearchPath, page: Page, tx: DbTx, reading: CaseWork
) -> Listing[AgreementView]:
    """Every agreement, withdrawn ones too, latest first. / Alla överenskommelser, även återkallade, senaste först."""
    row = await search_of(officer, tx, search)
    rows, total = await presentations.list_agreements(tx, search, limit=page.limit, offset=page.offset)
    await reading.of(person=row["person"], case=search)
    return page.of([AgreementView.of(agreement) for agreement in rows], total)


@router.get("/presentation-agreements/{agreement}")
async def show_presentation_agreement(
    officer: MayRead,
    search: SearchPath,
    agreement: AgreementPath,
    service: Placement,
    tx: DbTx,
    reading: CaseWork,
    reply: Reply,
) -> AgreementView:
    """One agreement, with its wording. / En överenskommelse, med sin ordalydelse."""
    person = (await search_of(officer, tx, search))["person"]
    row = await presentations.agreement(tx, search, agreement)
    await reading.of(person=person, case=search)
    reply.version(row["version"])
    return AgreementView.of(row, await wording_sealing(service, tx, person, search).read(row["wording"], "wording"))


@router.post("/presentation-withdrawals", status_code=201)
async def withdraw_presentation(
    officer: MayWrite,
    search: SearchPath,
    body: PresentationWithdrawalIn,
    today: Today,
    log: Log,
    if_match: IfMatch,
    reply: Reply,
) -> PresentationWithdrawalView:
    """The person takes an agreement back, or all: from that day no employer is told anything under it.

    Personen återkallar en överenskommelse, eller alla: från den dagen får ingen arbetsgivare veta något med stöd av den.
    """
    await search_of(officer, log.tx, search)
    before = await _standing(log, search)
    command = c.WithdrawPresentation(agreement=body.agreement, by=officer.subject, on=body.on, today=today)
    version = await handle(log, decider, streams.presentation(search), command, if_match=if_match)
    reply.created(f"/searches/{search}/presentation-agreements", version)
    return await _withdrawn(log, search, before - await _standing(log, search), today)


async def _standing(log: EventLog, case: UUID) -> set[UUID]:
    """The agreements that nobody has withdrawn."""
    history, _ = await log.read(streams.presentation(case))
    return {each.agreement for each in decider.fold(history).agreements if each.withdrawn_on is None}


async def _withdrawn(log: EventLog, case: UUID, agreements: set[UUID], today: date) -> PresentationWithdrawalView:
    """With the open candidacies of employers that know of the person and may be told no more."""
    rows = [await presentations.agreement(log.tx, case, agreement) for agreement in sorted(agreements)]
    known = [row for row in await candidacies.open_candidacies(log.tx, case) if row["presented_on"] is not None]
    uncovered = [row for row in known if (await covering(log, case, row["employer"], today)).agreement is None]
    return PresentationWithdrawalView(
        agreements=[AgreementView.of(row) for row in rows],
        told_employers=sorted({row["employer"] for row in uncovered}),
        open_candidacies=[row["candidacy"] for row in uncovered],
    )


@router.get("/presentation-previews")
async def preview_presentation(
    officer: MayRead,
    search: SearchPath,
    service: Placement,
    today: Today,
    log: Log,
    reading: CaseWork,
    employer: EmployerFilter = None,
) -> PreviewView:
    """What the employer will be told, to the letter, were the person presented today; or why nothing may be told.

    Vad arbetsgivaren får veta, ordagrant, om personen presenteras i dag; eller varför inget får sägas.
    """
    row = await search_of(officer, log.tx, search)
    cover = await covering(log, search, employer, today)
    await reading.of(person=row["person"], case=search)
    return PreviewView.of(cover, await sheet(service, log, row, cover))


@router.get("/disclosures")
async def list_disclosures(
    officer: MayRead, search: SearchPath, page: Page, tx: DbTx, reading: CaseWork
) -> Listing[DisclosureView]:
    """What employers have been told of the person, and when, latest first. / Vad arbetsgivare har fått veta, senaste först."""
    row = await search_of(officer, tx, search)
    rows, total = await presentations.list_disclosures(tx, search, limit=page.limit, offset=page.offset)
    await reading.of(person=row["person"], case=search)
    return page.of([DisclosureView.model_validate(dict(told)) for told in rows], total)
