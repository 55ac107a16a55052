"""The course of a case: started, paused, resumed, first contact made. What comes late is proposed."""

from fastapi import APIRouter

from services.intake import commands as c
from services.intake.api.access import MayWorkOnCases
from services.intake.api.step import CaseStep
from services.intake.schemas.cases import CaseView
from services.intake.schemas.course import FirstContactIn, PauseIn, ResumptionIn, StartCorrectionIn, StartIn
from shared.http.transactional import Transactional

router = APIRouter(prefix="/cases/{case}", route_class=Transactional, tags=["cases"])


@router.post("/starts", status_code=201)
async def start_case(_officer: MayWorkOnCases, body: StartIn, step: CaseStep) -> CaseView:
    """Start a waiting case: day 0 of the 180 days. More than 30 days late it is a proposal, which a second officer approves.

    Starta ett väntande ärende: dag 0 av de 180 dagarna. Mer än 30 dagar i efterhand blir det ett förslag, som en annan
    handläggare godkänner.
    """
    sealed = await step.sealing()
    reason = await step.late(sealed, body.late_reason)
    command = c.StartCase(support_person=body.support_person, on=body.on, today=step.today, late=reason)
    return await step.done(command)


@router.post("/start-corrections", status_code=201)
async def correct_case_start(officer: MayWorkOnCases, body: StartCorrectionIn, step: CaseStep) -> CaseView:
    """Correct the start date, with a reason; late, as a proposal. / Rätta startdatumet, med skäl; sent, som förslag."""
    sealed = await step.sealing()
    reason = await step.late(sealed, body.reason)
    why = await sealed.text(body.reason, "reason")
    command = c.CorrectCaseStart(reason=why, by=officer.subject, on=body.on, today=step.today, late=reason)
    return await step.done(command)


@router.post("/pauses", status_code=201)
async def pause_case(officer: MayWorkOnCases, body: PauseIn, step: CaseStep) -> CaseView:
    """Pause the case, until when as far as is known. / Gör uppehåll i ärendet, med väntat slut."""
    sealed = await step.sealing()
    command = c.PauseCase(
        reason=body.reason,
        until=body.until,
        by=officer.subject,
        on=body.on,
        today=step.today,
        late=await step.late(sealed, body.late_reason),
    )
    return await step.done(command)


@router.post("/resumptions", status_code=201)
async def resume_case(officer: MayWorkOnCases, body: ResumptionIn, step: CaseStep) -> CaseView:
    """The paused case goes on. / Återuppta ärendet efter uppehållet."""
    sealed = await step.sealing()
    reason = await step.late(sealed, body.late_reason)
    command = c.ResumeCase(by=officer.subject, on=body.on, today=step.today, late=reason)
    return await step.done(command)


@router.post("/first-contacts", status_code=201)
async def make_first_contact(officer: MayWorkOnCases, body: FirstContactIn, step: CaseStep) -> CaseView:
    """The support person has met or spoken with the person for the first time, after the start or a handover.

    Stödpersonen har haft sin första kontakt med personen, efter starten eller en överlämning.
    """
    await step.mine()
    command = c.MakeFirstContact(by=officer.subject, on=body.on, today=step.today)
    return await step.done(command)
