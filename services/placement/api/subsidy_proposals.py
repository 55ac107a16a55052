"""Proposals about support: one officer proposes, another decides or refuses, or the first takes it back."""

from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Path, Query

from services.placement import commands as c
from services.placement import queries, streams
from services.placement.api.access import CaseWork, EmploymentPath, MayDecide, MayRead, MayWrite, Placement, within_unit
from services.placement.api.employments import searched
from services.placement.api.searches import UnitFilter, own_units
from services.placement.api.subsidies import CaseFilter, EmploymentFilter, subsidy_view
from services.placement.api.subsidised import (
    employed,
    employer_check,
    sealed_change,
    subsidy_sealing,
    texts_of_proposal,
    without_texts,
)
from services.placement.queries import presentations
from services.placement.schemas.subsidies import (
    DecisionIn,
    ProposalIn,
    ProposalStatus,
    ProposalView,
    RefusalIn,
    SubsidyView,
    WithdrawalIn,
)
from services.placement.subsidy import subsidy as decider
from shared.db import Row, Tx
from shared.decider import handle
from shared.eventstore import Log as EventLog
from shared.http.dependencies import DbTx, IfMatch, Log, Page, Reply, Today
from shared.http.paging import Listing
from shared.http.transactional import Transactional
from shared.ids import new_id
from shared.service import Service

router = APIRouter(route_class=Transactional, tags=["subsidies"])

ProposalPath = Annotated[UUID, Path(description="A proposal / Ett förslag")]


@router.post("/employments/{employment}/subsidy-proposals", status_code=201)
async def propose_subsidy(
    officer: MayWrite,
    employment: EmploymentPath,
    body: ProposalIn,
    service: Placement,
    today: Today,
    log: Log,
    if_match: IfMatch,
    reply: Reply,
) -> ProposalView:
    """Propose a decision on support, its extension, correction or early end. It has no effect until another officer decides.

    Föreslå ett beslut om stöd, eller att det förlängs, rättas eller upphör i förtid. Utan verkan tills en annan beslutar.
    """
    row = await within_unit(officer, log.tx, await queries.employment(log.tx, employment))
    proposal, named = new_id(), getattr(body.change, "employer", None)
    command = c.ProposeSubsidy(
        proposal=proposal,
        change=await sealed_change(subsidy_sealing(service, log.tx, row["person"]), body.change),
        employed=await employed(log, employment),
        search=await searched(log, row["case_id"]),
        by=officer.subject,
        on=body.on,
        today=today,
        unknown=await presentations.unregistered(log.tx, [named] if named else []),
    )
    version = await handle(log, decider, streams.subsidy(row["person"]), command, if_match=if_match)
    reply.created(f"/subsidy-proposals/{proposal}", version)
    return await _proposal(service, log.tx, await queries.proposal(log.tx, proposal))


@router.get("/subsidy-proposals")
async def list_subsidy_proposals(
    officer: MayRead,
    page: Page,
    tx: DbTx,
    reading: CaseWork,
    status: Annotated[ProposalStatus | None, Query(description="Only these / Bara dessa")] = None,
    employment: EmploymentFilter = None,
    case: CaseFilter = None,
    unit: UnitFilter = None,
) -> Listing[ProposalView]:
    """Proposals of one's own units, the oldest first; `status=open` awaits a decision. / Enhetens förslag, äldst först."""
    wanted = {"status": status, "employment": employment, "case_id": case}
    rows, total = await queries.list_proposals(
        tx, officer=officer, units=own_units(officer, unit), limit=page.limit, offset=page.offset, **wanted
    )
    await reading.of_each([(row["person"], row["case_id"]) for row in rows])
    return page.of([ProposalView.of(row, without_texts(row)) for row in rows], total)


@router.get("/subsidy-proposals/{proposal}")
async def show_subsidy_proposal(
    officer: MayRead, proposal: ProposalPath, service: Placement, tx: DbTx, reading: CaseWork, reply: Reply
) -> ProposalView:
    """One proposal, with its reasons. / Ett förslag, med skälen."""
    row = await within_unit(officer, tx, await queries.proposal(tx, proposal))
    await reading.of(person=row["person"], case=row["case_id"])
    reply.version(row["version"])
    return await _proposal(service, tx, row)


@router.post("/subsidy-proposals/{proposal}/decisions", status_code=201)
async def decide_subsidy(
    officer: MayDecide,
    proposal: ProposalPath,
    body: DecisionIn,
    service: Placement,
    today: Today,
    log: Log,
    if_match: IfMatch,
    reply: Reply,
) -> SubsidyView:
    """Decide what another officer proposed: judged anew, by the rules of the decision's date; the employer is checked that day.

    Besluta det som en annan har föreslagit: prövas på nytt, efter beslutsdagens regler; arbetsgivaren kontrolleras den dagen.
    """
    row = await within_unit(officer, log.tx, await queries.proposal(log.tx, proposal))
    command = c.DecideSubsidy(
        proposal=proposal,
        decision=new_id(),
        employed=await employed(log, row["employment"]),
        employer=await employer_check(log, row["employer"], body.on),
        search=await searched(log, row["case_id"]),
        by=officer.subject,
        on=body.on,
        today=today,
    )
    version = await handle(log, decider, streams.subsidy(row["person"]), command, if_match=if_match)
    decision = (await queries.proposal(log.tx, proposal))["decision"]
    reply.created(f"/subsidies/{decision}", version)
    return await subsidy_view(service, log.tx, await queries.subsidy(log.tx, decision))


@router.post("/subsidy-proposals/{proposal}/refusals", status_code=201)
async def refuse_subsidy(
    officer: MayDecide,
    proposal: ProposalPath,
    body: RefusalIn,
    service: Placement,
    today: Today,
    log: Log,
    if_match: IfMatch,
    reply: Reply,
) -> ProposalView:
    """Refuse what another officer proposed, with the reason. / Avslå det som en annan har föreslagit, med skäl."""
    row = await within_unit(officer, log.tx, await queries.proposal(log.tx, proposal))
    command = c.RefuseSubsidy(
        person=row["person"],
        proposal=proposal,
        reason=await subsidy_sealing(service, log.tx, row["person"]).text(body.reason, "refusal"),
        by=officer.subject,
        on=body.on,
        today=today,
    )
    return await _answered(service, log, row, command, if_match, reply)


@router.post("/subsidy-proposals/{proposal}/withdrawals", status_code=201)
async def withdraw_subsidy_proposal(
    officer: MayWrite,
    proposal: ProposalPath,
    body: WithdrawalIn,
    service: Placement,
    today: Today,
    log: Log,
    if_match: IfMatch,
    reply: Reply,
) -> ProposalView:
    """Take back one's own proposal. / Ta tillbaka det egna förslaget."""
    row = await within_unit(officer, log.tx, await queries.proposal(log.tx, proposal))
    command = c.WithdrawProposal(person=row["person"], proposal=proposal, by=officer.subject, on=body.on, today=today)
    return await _answered(service, log, row, command, if_match, reply)


async def _answered(
    service: Service, log: EventLog, row: Row, command: c.SubsidyCommand, if_match: int | None, reply: Reply
) -> ProposalView:
    proposal = row["proposal"]
    version = await handle(log, decider, streams.subsidy(row["person"]), command, if_match=if_match)
    reply.created(f"/subsidy-proposals/{proposal}", version)
    return await _proposal(service, log.tx, await queries.proposal(log.tx, proposal))


async def _proposal(service: Service, tx: Tx, row: Row) -> ProposalView:
    return ProposalView.of(row, await texts_of_proposal(subsidy_sealing(service, tx, row["person"]), row))
