"""The course of an employment: started, terms changed, ended, dates corrected, registered in error."""

from uuid import UUID

from fastapi import APIRouter

from services.placement import commands as c
from services.placement import queries, streams
from services.placement.api.access import EmploymentPath, MayWrite, Placement, sealing, within_unit
from services.placement.api.employments import searched
from services.placement.employment import employment as decider
from services.placement.opportunity import opportunity as opportunity_decider
from services.placement.schemas.employments import CorrectionIn, EmploymentView, EndingIn, RetractionIn, StartIn, TermsIn
from shared.auth import Principal
from shared.db import Row
from shared.decider import handle
from shared.eventstore import Log as EventLog
from shared.http.dependencies import IfMatch, Log, Reply, Today
from shared.http.transactional import Transactional

router = APIRouter(prefix="/employments/{employment}", route_class=Transactional, tags=["employments"])


@router.post("/starts", status_code=201)
async def start_employment(
    officer: MayWrite, employment: EmploymentPath, body: StartIn, today: Today, log: Log, if_match: IfMatch, reply: Reply
) -> EmploymentView:
    """The employment has started, on its first day in work. / Anställningen har börjat, på första arbetsdagen."""
    row = await _mine(officer, log, employment)
    search = await searched(log, row["case_id"])
    command = c.StartEmployment(search=search, today=today, **body.model_dump())
    return await _done(log, employment, command, if_match, reply)


@router.post("/terms", status_code=201)
async def change_terms(
    officer: MayWrite, employment: EmploymentPath, body: TermsIn, today: Today, log: Log, if_match: IfMatch, reply: Reply
) -> EmploymentView:
    """Hours or support form are other from a day on. / Arbetstid eller stödform är en annan från en dag."""
    row = await _mine(officer, log, employment)
    search = await searched(log, row["case_id"])
    command = c.ChangeTerms(search=search, today=today, **body.model_dump())
    return await _done(log, employment, command, if_match, reply)


@router.post("/endings", status_code=201)
async def end_employment(
    officer: MayWrite, employment: EmploymentPath, body: EndingIn, today: Today, log: Log, if_match: IfMatch, reply: Reply
) -> EmploymentView:
    """The employment has ended; the date is the last day in work. / Anställningen är slut; datumet är sista arbetsdagen."""
    await _mine(officer, log, employment)
    command = c.EndEmployment(reason=body.reason, on=body.on, today=today)
    return await _done(log, employment, command, if_match, reply)


@router.post("/corrections", status_code=201)
async def correct_employment(
    officer: MayWrite,
    employment: EmploymentPath,
    body: CorrectionIn,
    service: Placement,
    today: Today,
    log: Log,
    if_match: IfMatch,
    reply: Reply,
) -> EmploymentView:
    """The dates were others than registered. What was registered stays in the log, with who corrected it and why.

    Datumen var andra än de registrerade. Det registrerade finns kvar i loggen, med vem som rättade och varför.
    """
    row = await _mine(officer, log, employment)
    command = c.CorrectEmployment(
        search=await searched(log, row["case_id"]),
        started_on=body.started_on,
        ended_on=body.ended_on,
        reason=await sealing(service, log.tx, row).text(body.reason, "reason"),
        by=officer.subject,
        today=today,
    )
    return await _done(log, employment, command, if_match, reply)


@router.post("/retractions", status_code=201)
async def retract_employment(
    officer: MayWrite,
    employment: EmploymentPath,
    body: RetractionIn,
    service: Placement,
    today: Today,
    log: Log,
    if_match: IfMatch,
    reply: Reply,
) -> EmploymentView:
    """The employment was registered in error: it never was, no figure counts it, and its place is free again.

    Anställningen är felregistrerad: den har aldrig funnits, ingen statistik räknar den, och platsen är ledig igen.
    """
    row = await _mine(officer, log, employment)
    reason = await sealing(service, log.tx, row).text(body.reason, "reason")
    command = c.RegisterEmploymentInError(reason=reason, by=officer.subject, on=body.on, today=today)
    view = await _done(log, employment, command, if_match, reply)
    if view.opportunity is not None:
        freeing = c.FreePlace(employment=employment, on=body.on)
        await handle(log, opportunity_decider, streams.opportunity(view.opportunity), freeing)
    return view


async def _mine(officer: Principal, log: EventLog, employment: UUID) -> Row:
    return await within_unit(officer, log.tx, await queries.employment(log.tx, employment))


async def _done(
    log: EventLog, employment: UUID, command: c.EmploymentCommand, if_match: int | None, reply: Reply
) -> EmploymentView:
    version = await handle(log, decider, streams.employment(employment), command, if_match=if_match)
    reply.created(f"/employments/{employment}", version)
    return EmploymentView.of(await queries.employment(log.tx, employment))
