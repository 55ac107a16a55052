"""Plans: proposed, and agreed by the person, the employer and the support person, each on a day of its own."""

from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Query

from services.followup import commands as c
from services.followup import events as e
from services.followup import queries, streams
from services.followup.api.access import (
    CasePath,
    CaseWork,
    MayRead,
    MayWrite,
    PlanPath,
    Safe,
    own_support,
    read_support,
    sealing,
)
from services.followup.planned import PlanStatus
from services.followup.schemas.plans import AgreementIn, PlanDetail, PlanIn, PlanView, WithdrawalIn
from services.followup.support import support
from shared.decider import handle
from shared.http.dependencies import DbTx, IfMatch, Log, Page, Reply, Today
from shared.http.paging import Listing
from shared.http.transactional import Transactional
from shared.ids import new_id

router = APIRouter(prefix="/supports/{case}/plans", route_class=Transactional, tags=["plans"])

StatusFilter = Annotated[PlanStatus | None, Query(description="Only those that stand so / Bara de med denna status")]


@router.post("", status_code=201)
async def propose_plan(
    officer: MayWrite, case: CasePath, body: PlanIn, vault: Safe, today: Today, log: Log, if_match: IfMatch, reply: Reply
) -> PlanView:
    """Propose a plan for introduction or follow-up, with the agreements there are; with all three it applies at once.

    Föreslå en plan för introduktion eller uppföljning, med de godkännanden som finns; med alla tre gäller den genast.
    """
    row = await own_support(officer, log.tx, case)
    plan, texts = new_id(), sealing(vault, log.tx, row)
    command = c.ProposePlan(
        plan=plan,
        kind=body.kind,
        steps=tuple(step.step() for step in body.steps),
        until=body.until,
        revises=body.revises,
        reason=body.reason,
        reason_text=await texts.note(body.reason_text, reason_of(plan)),
        note=await texts.note(body.note, note_of(plan)),
        agreements=tuple(e.Agreement(party=one.party, on=one.on) for one in body.agreements),
        lengths=await queries.lengths_of(log.tx, row["unit"]),
        on=body.on,
        today=today,
    )
    version = await handle(log, support, streams.support(case), command, if_match=if_match)
    reply.created(f"/supports/{case}/plans/{plan}", version)
    return PlanView.of(await queries.plan(log.tx, case, plan))


@router.get("")
async def list_plans(
    officer: MayRead, case: CasePath, page: Page, tx: DbTx, reading: CaseWork, status: StatusFilter = None
) -> Listing[PlanView]:
    """The case's plans, the one that applies last first. / Ärendets planer, den som gäller sist först."""
    await read_support(officer, tx, case, reading)
    rows, total = await queries.list_plans(tx, case, status=status, limit=page.limit, offset=page.offset)
    return page.of([PlanView.of(row) for row in rows], total)


@router.get("/{plan}")
async def show_plan(
    officer: MayRead, case: CasePath, plan: PlanPath, vault: Safe, tx: DbTx, reading: CaseWork, reply: Reply
) -> PlanDetail:
    """One plan, with its note. / En plan, med anteckning."""
    row = await read_support(officer, tx, case, reading)
    found = await queries.plan(tx, case, plan)
    reply.version(row["version"])
    texts = sealing(vault, tx, row)
    note = await texts.read(found["note"], note_of(plan))
    return PlanDetail.of(found, note=note, reason_text=await texts.read(found["reason_text"], reason_of(plan)))


@router.post("/{plan}/agreements", status_code=201)
async def agree_to_plan(
    officer: MayWrite, case: CasePath, plan: PlanPath, body: AgreementIn, today: Today, log: Log, if_match: IfMatch, reply: Reply
) -> PlanView:
    """Record that one of the three agrees; with the third the plan applies. / Registrera att en av de tre godkänner planen."""
    await own_support(officer, log.tx, case)
    await queries.plan(log.tx, case, plan)
    command = c.AgreeToPlan(plan=plan, party=body.party, on=body.on, today=today)
    version = await handle(log, support, streams.support(case), command, if_match=if_match)
    reply.created(f"/supports/{case}/plans/{plan}", version)
    return PlanView.of(await queries.plan(log.tx, case, plan))


@router.post("/{plan}/withdrawals", status_code=201)
async def withdraw_plan(
    officer: MayWrite, case: CasePath, plan: PlanPath, body: WithdrawalIn, today: Today, log: Log, if_match: IfMatch, reply: Reply
) -> PlanView:
    """Take a proposal back. / Återta ett förslag."""
    await own_support(officer, log.tx, case)
    await queries.plan(log.tx, case, plan)
    command = c.WithdrawPlan(plan=plan, on=body.on, today=today)
    version = await handle(log, support, streams.support(case), command, if_match=if_match)
    reply.created(f"/supports/{case}/plans/{plan}", version)
    return PlanView.of(await queries.plan(log.tx, case, plan))


def note_of(plan: UUID) -> str:
    """The sealed field's name: a seal fits the plan it was made for and no other."""
    return f"plans/{plan}/note"


def reason_of(plan: UUID) -> str:
    return f"plans/{plan}/reason"
