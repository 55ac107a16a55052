"""What comes late is proposed: another officer approves or refuses it."""

from fastapi import APIRouter

from services.intake import commands as c
from services.intake.api.access import MayWorkOnCases
from services.intake.api.step import CaseStep
from services.intake.schemas.cases import CaseView
from services.intake.schemas.course import ApprovalIn, RefusalIn
from shared.http.transactional import Transactional

router = APIRouter(prefix="/cases/{case}", route_class=Transactional, tags=["cases"])


@router.post("/approvals", status_code=201)
async def approve_change(officer: MayWorkOnCases, body: ApprovalIn, step: CaseStep) -> CaseView:
    """Approve a late registration, as another officer than the one who proposed it: it takes effect, valid from its own day.

    Godkänn en sen registrering, som en annan handläggare än den som föreslog: den får verkan, från sin egen dag.
    """
    await step.mine()
    command = c.ApproveChange(proposal=body.proposal, by=officer.subject, today=step.today)
    return await step.done(command)


@router.post("/refusals", status_code=201)
async def refuse_change(officer: MayWorkOnCases, body: RefusalIn, step: CaseStep) -> CaseView:
    """Refuse a late registration, with a reason, or take back one's own.

    Avslå en sen registrering, med skäl, eller ta tillbaka sin egen.
    """
    sealed = await step.sealing()
    reason = await sealed.text(body.reason, "reason")
    command = c.RefuseChange(proposal=body.proposal, reason=reason, by=officer.subject, today=step.today)
    return await step.done(command)
