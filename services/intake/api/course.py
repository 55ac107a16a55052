"""The course of a case: started, paused, ended, corrected. What comes late is proposed, and a second officer answers."""

from fastapi import APIRouter

from services.intake import commands as c
from services.intake import events as e
from services.intake import queries, streams
from services.intake.api.access import CasePath, Intake, MayWorkOnCases, case_of
from services.intake.assignment import make_room
from services.intake.case import case as decider
from services.intake.schemas.cases import CaseView
from services.intake.schemas.course import (
    ApprovalIn,
    EndCorrectionIn,
    EndIn,
    FirstContactIn,
    InformedIn,
    PauseIn,
    ReasonIn,
    RefusalIn,
    ResumptionIn,
    StartCorrectionIn,
    StartIn,
)
from shared.auth import Principal
from shared.db import Tx
from shared.decider import handle
from shared.eventstore import Log as EventLog
from shared.http.dependencies import IfMatch, Log, Reply, Today
from shared.http.transactional import Transactional
from shared.ids import new_id
from shared.sealing import Sealing
from shared.service import Service

router = APIRouter(prefix="/cases/{case}", route_class=Transactional, tags=["cases"])


async def sealing(officer: Principal, service: Service, tx: Tx, case: CasePath) -> Sealing:
    """Seals texts about the person whose case it is, if the officer may work on it."""
    row = await case_of(officer, tx, case)
    return Sealing(service.vault, tx, row["person"], streams.case(case))


async def done(log: EventLog, case: CasePath, command: c.CaseCommand, if_match: int | None, reply: Reply) -> CaseView:
    """Carry the command out, if there is room for what it adds; the case as it is then."""
    await make_room(log, case, command)
    version = await handle(log, decider, streams.case(case), command, if_match=if_match)
    reply.created(f"/cases/{case}", version)
    return CaseView.of(await queries.case(log.tx, case))


async def late(sealed: Sealing, officer: Principal, reason: str | None) -> c.Late | None:
    """What a late registration needs, if a reason is given."""
    if reason is None:
        return None
    return c.Late(proposal=new_id(), reason=await sealed.text(reason, "late-reason"), by=officer.subject)


def informed(told: list[InformedIn]) -> tuple[e.Informed, ...]:
    return tuple(e.Informed(party=one.party, on=one.on) for one in told)


@router.post("/starts", status_code=201)
async def start_case(
    officer: MayWorkOnCases,
    case: CasePath,
    body: StartIn,
    service: Intake,
    today: Today,
    log: Log,
    if_match: IfMatch,
    reply: Reply,
) -> CaseView:
    """Start a waiting case: day 0 of the 180 days. More than 30 days late it is a proposal, which a second officer approves.

    Starta ett väntande ärende: dag 0 av de 180 dagarna. Mer än 30 dagar i efterhand blir det ett förslag, som en annan
    handläggare godkänner.
    """
    sealed = await sealing(officer, service, log.tx, case)
    reason = await late(sealed, officer, body.late_reason)
    command = c.StartCase(support_person=body.support_person, on=body.on, today=today, late=reason)
    return await done(log, case, command, if_match, reply)


@router.post("/start-corrections", status_code=201)
async def correct_case_start(
    officer: MayWorkOnCases,
    case: CasePath,
    body: StartCorrectionIn,
    service: Intake,
    today: Today,
    log: Log,
    if_match: IfMatch,
    reply: Reply,
) -> CaseView:
    """Correct the start date, with a reason; late, as a proposal. / Rätta startdatumet, med skäl; sent, som förslag."""
    sealed = await sealing(officer, service, log.tx, case)
    reason = await late(sealed, officer, body.reason)
    why = await sealed.text(body.reason, "reason")
    command = c.CorrectCaseStart(reason=why, by=officer.subject, on=body.on, today=today, late=reason)
    return await done(log, case, command, if_match, reply)


@router.post("/pauses", status_code=201)
async def pause_case(
    officer: MayWorkOnCases,
    case: CasePath,
    body: PauseIn,
    service: Intake,
    today: Today,
    log: Log,
    if_match: IfMatch,
    reply: Reply,
) -> CaseView:
    """Pause the case, until when as far as is known. / Gör uppehåll i ärendet, med väntat slut."""
    sealed = await sealing(officer, service, log.tx, case)
    command = c.PauseCase(
        reason=body.reason,
        until=body.until,
        by=officer.subject,
        on=body.on,
        today=today,
        late=await late(sealed, officer, body.late_reason),
    )
    return await done(log, case, command, if_match, reply)


@router.post("/resumptions", status_code=201)
async def resume_case(
    officer: MayWorkOnCases,
    case: CasePath,
    body: ResumptionIn,
    service: Intake,
    today: Today,
    log: Log,
    if_match: IfMatch,
    reply: Reply,
) -> CaseView:
    """The paused case goes on. / Återuppta ärendet efter uppehållet."""
    sealed = await sealing(officer, service, log.tx, case)
    reason = await late(sealed, officer, body.late_reason)
    command = c.ResumeCase(by=officer.subject, on=body.on, today=today, late=reason)
    return await done(log, case, command, if_match, reply)


@router.post("/first-contacts", status_code=201)
async def make_first_contact(
    officer: MayWorkOnCases, case: CasePath, body: FirstContactIn, today: Today, log: Log, if_match: IfMatch, reply: Reply
) -> CaseView:
    """The support person has met or spoken with the person for the first time, after the start or a handover.

    Stödpersonen har haft sin första kontakt med personen, efter starten eller en överlämning.
    """
    await case_of(officer, log.tx, case)
    command = c.MakeFirstContact(by=officer.subject, on=body.on, today=today)
    return await done(log, case, command, if_match, reply)


@router.post("/endings", status_code=201)
async def end_case(
    officer: MayWorkOnCases,
    case: CasePath,
    body: EndIn,
    service: Intake,
    today: Today,
    log: Log,
    if_match: IfMatch,
    reply: Reply,
) -> CaseView:
    """End the case. Its results count whether it is ended or not. / Avsluta ärendet. Resultat räknas oavsett avslut."""
    sealed = await sealing(officer, service, log.tx, case)
    command = c.EndCase(
        kind=body.kind,
        exit=body.exit,
        form=body.form,
        reason=await sealed.note(body.reason, "reason"),
        informed=informed(body.informed),
        by=officer.subject,
        on=body.on,
        today=today,
        late=await late(sealed, officer, body.late_reason),
    )
    return await done(log, case, command, if_match, reply)


@router.post("/end-corrections", status_code=201)
async def correct_case_end(
    officer: MayWorkOnCases,
    case: CasePath,
    body: EndCorrectionIn,
    service: Intake,
    today: Today,
    log: Log,
    if_match: IfMatch,
    reply: Reply,
) -> CaseView:
    """Correct how or when the case ended, with a reason. / Rätta hur eller när ärendet avslutades, med skäl."""
    sealed = await sealing(officer, service, log.tx, case)
    command = c.CorrectCaseEnd(
        kind=body.kind,
        exit=body.exit,
        form=body.form,
        reason=await sealed.text(body.reason, "reason"),
        by=officer.subject,
        on=body.on,
        today=today,
        late=await late(sealed, officer, body.reason),
    )
    return await done(log, case, command, if_match, reply)


@router.post("/approvals", status_code=201)
async def approve_change(
    officer: MayWorkOnCases, case: CasePath, body: ApprovalIn, today: Today, log: Log, if_match: IfMatch, reply: Reply
) -> CaseView:
    """Approve a late registration, as another officer than the one who proposed it: it takes effect, valid from its own day.

    Godkänn en sen registrering, som en annan handläggare än den som föreslog: den får verkan, från sin egen dag.
    """
    await case_of(officer, log.tx, case)
    command = c.ApproveChange(proposal=body.proposal, by=officer.subject, today=today)
    return await done(log, case, command, if_match, reply)


@router.post("/refusals", status_code=201)
async def refuse_change(
    officer: MayWorkOnCases,
    case: CasePath,
    body: RefusalIn,
    service: Intake,
    today: Today,
    log: Log,
    if_match: IfMatch,
    reply: Reply,
) -> CaseView:
    """Refuse a late registration, with a reason, or take back one's own.

    Avslå en sen registrering, med skäl, eller ta tillbaka sin egen.
    """
    sealed = await sealing(officer, service, log.tx, case)
    reason = await sealed.text(body.reason, "reason")
    command = c.RefuseChange(proposal=body.proposal, reason=reason, by=officer.subject, today=today)
    return await done(log, case, command, if_match, reply)


@router.post("/reopenings", status_code=201)
async def reopen_case(
    officer: MayWorkOnCases,
    case: CasePath,
    body: ReasonIn,
    service: Intake,
    today: Today,
    log: Log,
    if_match: IfMatch,
    reply: Reply,
) -> CaseView:
    """Take the end back: the case goes on. / Återta avslutet: ärendet fortsätter."""
    row = await case_of(officer, log.tx, case)
    sealed = Sealing(service.vault, log.tx, row["person"], streams.case(case))
    command = c.ReopenCase(
        reason=await sealed.text(body.reason, "reason"),
        by=officer.subject,
        engaged_in=await queries.engagement(log.tx, row["person"]),
        on=body.on,
        today=today,
    )
    return await done(log, case, command, if_match, reply)


@router.post("/retractions", status_code=201)
async def register_case_in_error(
    officer: MayWorkOnCases, case: CasePath, body: ReasonIn, service: Intake, log: Log, if_match: IfMatch, reply: Reply
) -> CaseView:
    """The case was registered in error: it never was, and no figure counts it. / Ärendet är felregistrerat och räknas inte."""
    sealed = await sealing(officer, service, log.tx, case)
    reason = await sealed.text(body.reason, "reason")
    return await done(log, case, c.RegisterCaseInError(reason=reason, by=officer.subject, on=body.on), if_match, reply)
