"""What SUS is told when a participation ends: only with identity; else sex and budget year, and nothing more is recorded."""

from datetime import date

from fastapi import APIRouter

from services.intake import commands as c
from services.intake import errors, streams
from services.intake.api.access import CasePath, CaseWork, MayReadCases, MayWorkOnCases, case_of
from services.intake.queries import sus as queries
from services.intake.schemas.sus_outcomes import SusOutcomeCorrectionIn, SusOutcomeIn, SusOutcomeView, outcome
from services.intake.sus import Participation
from services.intake.sus_outcome import sus_outcome as decider
from shared.db import Tx
from shared.decider import handle
from shared.eventstore import Log as EventLog
from shared.http.dependencies import DbTx, IfMatch, Log, Page, Reply, Today
from shared.http.paging import Listing
from shared.http.transactional import Transactional

router = APIRouter(prefix="/cases/{case}", route_class=Transactional, tags=["sus"])


@router.post("/sus-outcomes", status_code=201)
async def register_sus_outcome(
    officer: MayWorkOnCases, case: CasePath, body: SusOutcomeIn, today: Today, log: Log, if_match: IfMatch, reply: Reply
) -> SusOutcomeView:
    """Register the outcome of an ended participation: reason, occupation or studies and support, before and after.

    Work is told in hours a week (40 are 100 %), support with its periods (gaps of up to a month are ignored). Without consent, or
    with a protected identity, it is refused and nothing is recorded: SUS then has sex and budget year only.

    Registrera utfallet när deltagandet har slutat: skäl, sysselsättning eller studier och försörjning, före och efter. Utan
    samtycke eller med skyddade uppgifter nekas det, och inget registreras utöver kön och budgetår.
    """
    row = await case_of(officer, log.tx, case)
    participation, ended_on = await _ended(log.tx, case)
    command = c.RegisterSusOutcome(
        case=case,
        person=row["person"],
        outcome=outcome(body, ended_on),
        started_on=participation.started_on,
        gaps=participation.at_end.gaps,
        by=officer.subject,
        today=today,
    )
    return await _done(log, case, command, if_match, reply)


@router.post("/sus-outcome-corrections", status_code=201)
async def correct_sus_outcome(
    officer: MayWorkOnCases,
    case: CasePath,
    body: SusOutcomeCorrectionIn,
    today: Today,
    log: Log,
    if_match: IfMatch,
    reply: Reply,
) -> SusOutcomeView:
    """Say what the outcome was instead, and why: the one before stays in the log. / Rätta utfallet, med skäl."""
    await case_of(officer, log.tx, case)
    participation, ended_on = await _ended(log.tx, case)
    command = c.CorrectSusOutcome(
        outcome=outcome(body, ended_on),
        started_on=participation.started_on,
        gaps=participation.at_end.gaps,
        reason=body.correction,
        by=officer.subject,
        today=today,
    )
    return await _done(log, case, command, if_match, reply)


@router.get("/sus-outcomes")
async def list_sus_outcomes(
    officer: MayReadCases, case: CasePath, page: Page, tx: DbTx, reading: CaseWork
) -> Listing[SusOutcomeView]:
    """The outcome that holds first, then those that were corrected; none while the participation is not with identity.

    Utfallet som gäller först, sedan de rättade; inga när deltagandet inte är registrerat med identitet.
    """
    row = await case_of(officer, tx, case)
    await reading.of(person=row["person"], case=case)
    participation = await queries.participation(tx, case)
    if participation is None or participation.at_end.registered != "identified":
        return page.of([], 0)
    rows, total = await queries.list_outcomes(tx, case, limit=page.limit, offset=page.offset)
    return page.of([SusOutcomeView.of(found, queries.outcome_of(found)) for found in rows], total)


async def _ended(tx: Tx, case: CasePath) -> tuple[Participation, date]:
    participation = await queries.participation(tx, case, held=True)
    if participation is None:
        raise errors.CaseNotStarted
    if participation.ended_on is None:
        raise errors.CaseNotEnded
    return participation, participation.ended_on


async def _done(log: EventLog, case: CasePath, command: c.SusCommand, if_match: int | None, reply: Reply) -> SusOutcomeView:
    version = await handle(log, decider, streams.sus(case), command, if_match=if_match)
    reply.created(f"/cases/{case}/sus-outcomes", version)
    row = (await queries.latest_outcomes(log.tx, [case]))[case]
    return SusOutcomeView.of(row, queries.outcome_of(row))
