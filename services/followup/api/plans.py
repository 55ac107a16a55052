"""Plans: agreed by the person, the employer and the support person."""

from uuid import UUID

from fastapi import APIRouter

from services.followup import commands as c
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
from services.followup.schemas.plans import PlanDetail, PlanIn, PlanView
from services.followup.support import support
from shared.decider import handle
from shared.http.dependencies import DbTx, IfMatch, Log, Page, Reply, Today
from shared.http.paging import Listing
from shared.http.transactional import Transactional
from shared.ids import new_id

router = APIRouter(prefix="/supports/{case}/plans", route_class=Transactional, tags=["plans"])


@router.post("", status_code=201)
async def agree_plan(
    officer: MayWrite, case: CasePath, body: PlanIn, vault: Safe, today: Today, log: Log, if_match: IfMatch, reply: Reply
) -> PlanView:
    """Agree on a plan, during introduction or follow-up; it applies until the next one does.

    Kom överens om en plan, under introduktion eller uppföljning; den gäller tills nästa gör det.
    """
    row = await own_support(officer, log.tx, case)
    plan = new_id()
    command = c.AgreePlan(
        plan=plan,
        agreed_by=tuple(body.agreed_by),
        person_contacts_per_week=body.person_contacts_per_week,
        employer_contacts_per_week=body.employer_contacts_per_week,
        applies_from=body.applies_from,
        note=await sealing(vault, log.tx, row).note(body.note, note_of(plan)),
        on=body.on,
        today=today,
    )
    version = await handle(log, support, streams.support(case), command, if_match=if_match)
    reply.created(f"/supports/{case}/plans/{plan}", version)
    return PlanView.of(await queries.plan(log.tx, case, plan))


@router.get("")
async def list_plans(officer: MayRead, case: CasePath, page: Page, tx: DbTx, reading: CaseWork) -> Listing[PlanView]:
    """The case's plans, the one that applies last first. / Ärendets planer, den som gäller sist först."""
    await read_support(officer, tx, case, reading)
    rows, total = await queries.list_plans(tx, case, limit=page.limit, offset=page.offset)
    return page.of([PlanView.of(row) for row in rows], total)


@router.get("/{plan}")
async def show_plan(
    officer: MayRead, case: CasePath, plan: PlanPath, vault: Safe, tx: DbTx, reading: CaseWork, reply: Reply
) -> PlanDetail:
    """One plan, with its note. / En plan, med anteckning."""
    row = await read_support(officer, tx, case, reading)
    found = await queries.plan(tx, case, plan)
    reply.version(row["version"])
    return PlanDetail.of(found, note=await sealing(vault, tx, row).read(found["note"], note_of(plan)))


def note_of(plan: UUID) -> str:
    """The sealed field's name: a seal fits the plan it was made for and no other."""
    return f"plans/{plan}/note"
