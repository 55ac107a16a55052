"""Cases: opened on a granted decision, started on day 0, ended, reopened, corrected."""

from typing import Annotated

from fastapi import APIRouter, Query

from services.intake import commands as c
from services.intake import events as e
from services.intake import queries, streams
from services.intake.api.access import CasePath, CaseWork, Intake, MayReadCases, MayWorkOnCases, Sealing, within_unit
from services.intake.case import case as decider
from services.intake.referral import referral as referral_decider
from services.intake.schemas.cases import CaseIn, CaseView, EndIn, ReasonIn, StartCorrectionIn, StartIn
from services.intake.schemas.fields import CaseStatus
from shared.auth import Principal
from shared.db import Row, Tx
from shared.decider import handle
from shared.eventstore import Log as EventLog
from shared.http.dependencies import DbTx, IfMatch, Log, Page, Reply, Today
from shared.http.paging import Listing
from shared.http.transactional import Transactional
from shared.ids import Sealed, new_id
from shared.service import Service

router = APIRouter(prefix="/cases", route_class=Transactional, tags=["cases"])

StatusFilter = Annotated[CaseStatus | None, Query(description="Only these / Bara dessa")]


@router.post("", status_code=201)
async def open_case(officer: MayWorkOnCases, body: CaseIn, log: Log, reply: Reply) -> CaseView:
    """Open a case for a granted referral: it waits to be started. / Öppna ett ärende på ett beviljat beslut."""
    row = within_unit(officer, await queries.referral(log.tx, body.referral))
    case = new_id()
    version = await handle(log, decider, streams.case(case), await _opening(log.tx, row, case, body))
    await handle(log, referral_decider, streams.referral(body.referral), c.AcceptReferral(case=case, on=body.on))
    reply.created(f"/cases/{case}", version)
    return CaseView.of(await queries.case(log.tx, case))


async def _opening(tx: Tx, referral: Row, case: CasePath, body: CaseIn) -> c.OpenCase:
    person = await queries.person(tx, referral["person"])
    assessment = await queries.assessment(tx, body.referral)
    granted = assessment is not None and assessment["decision"] == "granted"
    job = referral["planned_job"]
    return c.OpenCase(
        case=case,
        person=referral["person"],
        referral=body.referral,
        unit=referral["unit"],
        characteristics=e.Characteristics(
            sex=person["sex"],
            birth_year=person["birth_date"].year,
            disability_group=assessment["disability_group"] if assessment else None,
            municipality=person["municipality"],
            referral_source=referral["source"],
        ),
        planned_job=e.PlannedJob(**job) if job else None,
        granted_on=assessment["decided_on"] if assessment and granted else None,
        on=body.on,
    )


@router.get("")
async def list_cases(
    officer: MayReadCases, page: Page, tx: DbTx, reading: CaseWork, status: StatusFilter = None
) -> Listing[CaseView]:
    """Cases of one's own units; waiting ones in the order of the waiting list. / Den egna enhetens ärenden, i köordning."""
    rows, total = await queries.list_cases(tx, units=sorted(officer.units), status=status, limit=page.limit, offset=page.offset)
    await reading.of_each([(row["person"], row["case_id"]) for row in rows])
    return page.of([CaseView.of(row) for row in rows], total)


@router.get("/{case}")
async def show_case(officer: MayReadCases, case: CasePath, tx: DbTx, reading: CaseWork, reply: Reply) -> CaseView:
    """One case. / Ett ärende."""
    row = within_unit(officer, await queries.case(tx, case), case=case)
    await reading.of(person=row["person"], case=case)
    reply.version(row["version"])
    return CaseView.of(row)


@router.post("/{case}/starts", status_code=201)
async def start_case(
    officer: MayWorkOnCases, case: CasePath, body: StartIn, today: Today, log: Log, if_match: IfMatch, reply: Reply
) -> CaseView:
    """Start a waiting case: day 0 of the 180 days. / Starta ett väntande ärende: dag 0 av de 180 dagarna."""
    await _mine(officer, log.tx, case)
    command = c.StartCase(support_person=body.support_person, on=body.on, today=today)
    return await _done(log, case, command, if_match, reply)


@router.post("/{case}/start-corrections", status_code=201)
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
    """Correct the start date, with a reason. / Rätta startdatumet, med skäl."""
    sealing = await _sealing(officer, service, log.tx, case)
    reason = await sealing.text(body.reason, "reason")
    return await _done(log, case, c.CorrectCaseStart(reason=reason, by=officer.subject, on=body.on, today=today), if_match, reply)


@router.post("/{case}/endings", status_code=201)
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
    sealing = await _sealing(officer, service, log.tx, case)
    command = c.EndCase(
        kind=body.kind,
        exit=body.exit,
        reason=await sealing.note(body.reason, "reason"),
        by=officer.subject,
        on=body.on,
        today=today,
    )
    return await _done(log, case, command, if_match, reply)


@router.post("/{case}/reopenings", status_code=201)
async def reopen_case(
    officer: MayWorkOnCases, case: CasePath, body: ReasonIn, service: Intake, log: Log, if_match: IfMatch, reply: Reply
) -> CaseView:
    """Take the end back: the case goes on. / Återta avslutet: ärendet fortsätter."""
    row = await _mine(officer, log.tx, case)
    sealing = Sealing(service.vault, log.tx, row["person"], streams.case(case))
    command = c.ReopenCase(
        reason=await sealing.text(body.reason, "reason"),
        by=officer.subject,
        engaged_in=await queries.engagement(log.tx, row["person"]),
        on=body.on,
    )
    return await _done(log, case, command, if_match, reply)


@router.post("/{case}/retractions", status_code=201)
async def register_case_in_error(
    officer: MayWorkOnCases, case: CasePath, body: ReasonIn, service: Intake, log: Log, if_match: IfMatch, reply: Reply
) -> CaseView:
    """The case was registered in error: it never was, and no figure counts it. / Ärendet är felregistrerat och räknas inte."""
    sealing = await _sealing(officer, service, log.tx, case)
    reason: Sealed = await sealing.text(body.reason, "reason")
    return await _done(log, case, c.RegisterCaseInError(reason=reason, by=officer.subject, on=body.on), if_match, reply)


async def _mine(officer: Principal, tx: Tx, case: CasePath) -> Row:
    return within_unit(officer, await queries.case(tx, case), case=case)


async def _sealing(officer: Principal, service: Service, tx: Tx, case: CasePath) -> Sealing:
    row = await _mine(officer, tx, case)
    return Sealing(service.vault, tx, row["person"], streams.case(case))


async def _done(log: EventLog, case: CasePath, command: c.CaseCommand, if_match: int | None, reply: Reply) -> CaseView:
    version = await handle(log, decider, streams.case(case), command, if_match=if_match)
    reply.created(f"/cases/{case}", version)
    return CaseView.of(await queries.case(log.tx, case))
