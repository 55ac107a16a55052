"""The course of a candidacy: presented, interviewed, tried, offered. How it comes out is in `candidacy_outcomes`."""

from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Path

from services.placement import commands as c
from services.placement import events as e
from services.placement import streams
from services.placement.api.access import MayWrite, Placement
from services.placement.api.candidacies import CandidacyPath, done, mine
from services.placement.api.employments import searched
from services.placement.api.seekers import covering
from services.placement.candidacy import Telling
from services.placement.presentation import presentation
from services.placement.queries import candidacies
from services.placement.schemas.candidacies import (
    CandidacyView,
    StepIn,
    TrialEndingIn,
    TrialIn,
)
from shared.db import Row
from shared.decider import handle
from shared.errors import NotFound
from shared.eventstore import Log as EventLog
from shared.http.dependencies import IfMatch, Log, Reply, Today
from shared.http.replies import Replies
from shared.http.transactional import Transactional
from shared.ids import new_id
from shared.service import Service

router = APIRouter(prefix="/candidacies/{candidacy}", route_class=Transactional, tags=["candidacies"])

TrialPath = Annotated[UUID, Path(description="A trial within the candidacy / En period i kandidaturen")]


@router.post("/presentations", status_code=201)
async def present_candidate(
    officer: MayWrite,
    candidacy: CandidacyPath,
    body: StepIn,
    service: Placement,
    today: Today,
    log: Log,
    if_match: IfMatch,
    reply: Reply,
) -> CandidacyView:
    """The employer has been told of the person. Refused without an agreement that covers the employer on that day.

    Arbetsgivaren har fått veta om personen. Nekas utan en överenskommelse som omfattar arbetsgivaren den dagen.
    """
    row = await mine(officer, log.tx, candidacy)
    cover = await covering(log, row["case_id"], row["employer"], body.on)
    command = c.PresentCandidate(search=await searched(log, row["case_id"]), cover=cover, on=body.on, today=today)
    return await _told(service, log, row, command, "presented", if_match, reply)


@router.post("/interviews", status_code=201)
async def interview_candidate(
    officer: MayWrite,
    candidacy: CandidacyPath,
    body: StepIn,
    service: Placement,
    today: Today,
    log: Log,
    if_match: IfMatch,
    reply: Reply,
) -> CandidacyView:
    """The employer has met the person. / Arbetsgivaren har träffat personen."""
    row = await mine(officer, log.tx, candidacy)
    cover = await covering(log, row["case_id"], row["employer"], body.on)
    command = c.InterviewCandidate(search=await searched(log, row["case_id"]), cover=cover, on=body.on, today=today)
    return await _told(service, log, row, command, "interviewed", if_match, reply)


@router.post("/trials", status_code=201)
async def agree_trial(
    officer: MayWrite,
    candidacy: CandidacyPath,
    body: TrialIn,
    service: Placement,
    today: Today,
    log: Log,
    if_match: IfMatch,
    reply: Reply,
) -> CandidacyView:
    """Agree days at the workplace, work trial or work practice. It is never employment, and no figure counts it as work.

    Kom överens om dagar på arbetsplatsen, arbetsprövning eller praktik. Det är aldrig anställning och räknas inte som arbete.
    """
    row = await mine(officer, log.tx, candidacy)
    command = c.AgreeTrial(
        trial=new_id(),
        search=await searched(log, row["case_id"]),
        cover=await covering(log, row["case_id"], row["employer"], body.on),
        kind=body.kind,
        from_on=body.from_on,
        until=body.until,
        on=body.on,
        today=today,
    )
    return await _told(service, log, row, command, "trial", if_match, reply)


@router.post("/trials/{trial}/endings", status_code=201)
async def end_trial(
    officer: MayWrite,
    candidacy: CandidacyPath,
    trial: TrialPath,
    body: TrialEndingIn,
    service: Placement,
    today: Today,
    log: Log,
    if_match: IfMatch,
    reply: Reply,
) -> CandidacyView:
    """The trial ended that day; one that had not begun is cancelled. / Perioden slutade den dagen; en ej påbörjad ställs in."""
    row = await mine(officer, log.tx, candidacy)
    if trial not in {each["trial"] for each in await candidacies.trials_of(log.tx, candidacy)}:
        raise NotFound("trial", trial)
    return await done(service, log, row, c.EndTrial(trial=trial, on=body.on, today=today), if_match, reply)


@router.post("/offers", status_code=201)
async def offer_job(
    officer: MayWrite,
    candidacy: CandidacyPath,
    body: StepIn,
    service: Placement,
    today: Today,
    log: Log,
    if_match: IfMatch,
    reply: Reply,
) -> CandidacyView:
    """The employer offers the person the job. / Arbetsgivaren erbjuder personen jobbet."""
    row = await mine(officer, log.tx, candidacy)
    cover = await covering(log, row["case_id"], row["employer"], body.on)
    command = c.OfferJob(search=await searched(log, row["case_id"]), cover=cover, on=body.on, today=today)
    return await _told(service, log, row, command, "offered", if_match, reply)


async def _told(
    service: Service, log: EventLog, row: Row, command: Telling, step: e.Step, if_match: int | None, reply: Replies
) -> CandidacyView:
    """The step, and that the employer was told, in the agreement's own stream: of this and a withdrawal at once one is first."""
    view_ = await done(service, log, row, command, if_match, reply)
    using = c.UsePresentation(candidacy=row["candidacy"], employer=row["employer"], step=step, on=command.on, today=command.today)
    await handle(log, presentation, streams.presentation(row["case_id"]), using)
    return view_
