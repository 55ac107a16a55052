"""A participation registered in SUS when it goes in: with identity only, under a consent in force that day; and taken back."""

from fastapi import APIRouter

from services.intake import commands as c
from services.intake import errors, streams
from services.intake.api.access import CasePath, CaseWork, MayReadCases, MayWorkOnCases, case_of
from services.intake.queries import sus as queries
from services.intake.schemas.sus_registrations import SusRegistered, SusRegistrationIn, SusRetractionIn
from services.intake.sus_outcome import sus_outcome as decider
from shared.decider import handle
from shared.eventstore import Log as EventLog
from shared.http.dependencies import DbTx, IfMatch, Log, Page, Reply, Today
from shared.http.paging import Listing
from shared.http.transactional import Transactional

router = APIRouter(prefix="/cases/{case}", route_class=Transactional, tags=["sus"])


@router.post("/sus-registrations", status_code=201)
async def register_in_sus(
    officer: MayWorkOnCases, case: CasePath, body: SusRegistrationIn, today: Today, log: Log, if_match: IfMatch, reply: Reply
) -> SusRegistered:
    """The participation has been registered in SUS. Refused without consent in force on that day, or with a protected identity.

    Deltagandet har registrerats i SUS. Nekas utan samtycke som gäller den dagen, och med skyddade uppgifter.
    """
    row = await case_of(officer, log.tx, case)
    participation = await queries.participation(log.tx, case, held=True)
    if participation is None:
        raise errors.CaseNotStarted
    command = c.RegisterInSus(
        case=case,
        person=row["person"],
        started_on=participation.started_on,
        gaps=participation.gaps_on(body.on),
        by=officer.subject,
        on=body.on,
        today=today,
    )
    return await _done(log, case, command, if_match, reply)


@router.post("/sus-registration-retractions", status_code=201)
async def retract_from_sus(
    officer: MayWorkOnCases, case: CasePath, body: SusRetractionIn, today: Today, log: Log, if_match: IfMatch, reply: Reply
) -> SusRegistered:
    """The participation was never registered in SUS; it may be after that. / Deltagandet har aldrig registrerats i SUS."""
    await case_of(officer, log.tx, case)
    command = c.RetractFromSus(reason=body.reason, by=officer.subject, on=body.on, today=today)
    return await _done(log, case, command, if_match, reply)


@router.get("/sus-registrations")
async def list_registrations_of_case(
    officer: MayReadCases, case: CasePath, page: Page, tx: DbTx, reading: CaseWork
) -> Listing[SusRegistered]:
    """The registration that holds, or none. / Registreringen som gäller, eller ingen."""
    row = await case_of(officer, tx, case)
    await reading.of(person=row["person"], case=case)
    found = await queries.registered_in(tx, [case])
    return page.of([SusRegistered.of(one) for one in found.values()][page.offset :][: page.limit], len(found))


async def _done(log: EventLog, case: CasePath, command: c.SusCommand, if_match: int | None, reply: Reply) -> SusRegistered:
    version = await handle(log, decider, streams.sus(case), command, if_match=if_match)
    reply.created(f"/cases/{case}/sus-registrations", version)
    found = await queries.registered_in(log.tx, [case])
    return SusRegistered.of(found[case]) if case in found else SusRegistered.none(case, version)
