"""The course of a candidacy: presented, interviewed, tried, offered. How it comes out is in `candidacy_outcomes`."""

from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Path

from services.placement import commands as c
from services.placement.api.access import MayWrite
from services.placement.api.candidacy_step import CandidacyStep
from services.placement.queries import candidacies
from services.placement.schemas.candidacies import CandidacyView, StepIn, TrialEndingIn, TrialIn
from shared.errors import NotFound
from shared.http.transactional import Transactional
from shared.ids import new_id

router = APIRouter(prefix="/candidacies/{candidacy}", route_class=Transactional, tags=["candidacies"])

TrialPath = Annotated[UUID, Path(description="A trial within the candidacy / En period i kandidaturen")]


@router.post("/presentations", status_code=201)
async def present_candidate(_officer: MayWrite, body: StepIn, step: CandidacyStep) -> CandidacyView:
    """The employer has been told of the person. Refused without an agreement that covers the employer on that day.

    Arbetsgivaren har fått veta om personen. Nekas utan en överenskommelse som omfattar arbetsgivaren den dagen.
    """
    row = await step.mine()
    cover = await step.cover(row, body.on)
    command = c.PresentCandidate(search=await step.search(row), cover=cover, on=body.on, today=step.today)
    return await step.told(row, command, "presented")


@router.post("/interviews", status_code=201)
async def interview_candidate(_officer: MayWrite, body: StepIn, step: CandidacyStep) -> CandidacyView:
    """The employer has met the person. / Arbetsgivaren har träffat personen."""
    row = await step.mine()
    cover = await step.cover(row, body.on)
    command = c.InterviewCandidate(search=await step.search(row), cover=cover, on=body.on, today=step.today)
    return await step.told(row, command, "interviewed")


@router.post("/trials", status_code=201)
async def agree_trial(_officer: MayWrite, body: TrialIn, step: CandidacyStep) -> CandidacyView:
    """Agree days at the workplace, work trial or work practice. It is never employment, and no figure counts it as work.

    Kom överens om dagar på arbetsplatsen, arbetsprövning eller praktik. Det är aldrig anställning och räknas inte som arbete.
    """
    row = await step.mine()
    command = c.AgreeTrial(
        trial=new_id(),
        search=await step.search(row),
        cover=await step.cover(row, body.on),
        kind=body.kind,
        from_on=body.from_on,
        until=body.until,
        on=body.on,
        today=step.today,
    )
    return await step.told(row, command, "trial")


@router.post("/trials/{trial}/endings", status_code=201)
async def end_trial(_officer: MayWrite, trial: TrialPath, body: TrialEndingIn, step: CandidacyStep) -> CandidacyView:
    """The trial ended that day; one that had not begun is cancelled. / Perioden slutade den dagen; en ej påbörjad ställs in."""
    await step.mine()
    if trial not in {each["trial"] for each in await candidacies.trials_of(step.log.tx, step.candidacy)}:
        raise NotFound("trial", trial)
    return await step.done(c.EndTrial(trial=trial, on=body.on, today=step.today))


@router.post("/offers", status_code=201)
async def offer_job(_officer: MayWrite, body: StepIn, step: CandidacyStep) -> CandidacyView:
    """The employer offers the person the job. / Arbetsgivaren erbjuder personen jobbet."""
    row = await step.mine()
    cover = await step.cover(row, body.on)
    command = c.OfferJob(search=await step.search(row), cover=cover, on=body.on, today=step.today)
    return await step.told(row, command, "offered")
