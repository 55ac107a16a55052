"""The end of a case: ended, corrected, taken back; and a case that never was."""

from fastapi import APIRouter

from services.intake import commands as c
from services.intake import queries
from services.intake.api.access import MayWorkOnCases
from services.intake.api.step import CaseStep, informed
from services.intake.schemas.cases import CaseView
from services.intake.schemas.course import EndCorrectionIn, EndIn, ReasonIn
from shared.http.transactional import Transactional

router = APIRouter(prefix="/cases/{case}", route_class=Transactional, tags=["cases"])


@router.post("/endings", status_code=201)
async def end_case(officer: MayWorkOnCases, body: EndIn, step: CaseStep) -> CaseView:
    """End the case. Its results count whether it is ended or not. / Avsluta ärendet. Resultat räknas oavsett avslut."""
    sealed = await step.sealing()
    command = c.EndCase(
        kind=body.kind,
        exit=body.exit,
        form=body.form,
        reason=await sealed.note(body.reason, "reason"),
        informed=informed(body.informed),
        by=officer.subject,
        on=body.on,
        today=step.today,
        late=await step.late(sealed, body.late_reason),
    )
    return await step.done(command)


@router.post("/end-corrections", status_code=201)
async def correct_case_end(officer: MayWorkOnCases, body: EndCorrectionIn, step: CaseStep) -> CaseView:
    """Correct how or when the case ended, with a reason. / Rätta hur eller när ärendet avslutades, med skäl."""
    sealed = await step.sealing()
    command = c.CorrectCaseEnd(
        kind=body.kind,
        exit=body.exit,
        form=body.form,
        reason=await sealed.text(body.reason, "reason"),
        by=officer.subject,
        on=body.on,
        today=step.today,
        late=await step.late(sealed, body.reason),
    )
    return await step.done(command)


@router.post("/reopenings", status_code=201)
async def reopen_case(officer: MayWorkOnCases, body: ReasonIn, step: CaseStep) -> CaseView:
    """Take the end back: the case goes on. / Återta avslutet: ärendet fortsätter."""
    row = await step.mine()
    sealed = await step.sealing()
    command = c.ReopenCase(
        reason=await sealed.text(body.reason, "reason"),
        by=officer.subject,
        engaged_in=await queries.engagement(step.log.tx, row["person"]),
        on=body.on,
        today=step.today,
    )
    return await step.done(command)


@router.post("/retractions", status_code=201)
async def register_case_in_error(officer: MayWorkOnCases, body: ReasonIn, step: CaseStep) -> CaseView:
    """The case was registered in error: it never was, and no figure counts it. / Ärendet är felregistrerat och räknas inte."""
    sealed = await step.sealing()
    reason = await sealed.text(body.reason, "reason")
    return await step.done(c.RegisterCaseInError(reason=reason, by=officer.subject, on=body.on, today=step.today))
