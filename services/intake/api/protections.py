"""Protected identity, set and lifted; and an identity number that became another."""

from fastapi import APIRouter

from services.intake import commands as c
from services.intake import identities, protection, streams
from services.intake.api.access import Intake, MayRegisterPersons, PersonPath, person_of
from services.intake.api.persons import parsed
from services.intake.person import person as decider
from services.intake.queries import merges
from services.intake.schemas.persons import IdentityChangeIn, IdentityChangeView, ProtectionIn, ProtectionView
from services.intake.schemas.referrals import OnDate
from shared.auth import Principal
from shared.decider import handle
from shared.errors import Forbidden
from shared.eventstore import Log as EventLog
from shared.http.dependencies import IfMatch, Log, Reply, Today
from shared.http.transactional import Transactional
from shared.sealing import Sealing
from shared.service import Service

router = APIRouter(prefix="/persons/{person}", route_class=Transactional, tags=["persons"])


@router.post("/protections", status_code=201)
async def protect_person(
    officer: MayRegisterPersons, person: PersonPath, body: ProtectionIn, today: Today, log: Log, if_match: IfMatch, reply: Reply
) -> ProtectionView:
    """The person has a protected identity: from now on only officers named for it see the person, anywhere.

    Personen har skyddade personuppgifter: från nu ser bara namngivna handläggare personen, överallt.
    """
    row = await person_of(officer, log.tx, person)
    command = c.SetProtection(kind=body.kind, by=officer.subject, on=body.on, today=today)
    return await _everywhere(log, row["person"], command, if_match, reply)


@router.post("/protection-liftings", status_code=201)
async def lift_protection(
    officer: MayRegisterPersons, person: PersonPath, body: OnDate, today: Today, log: Log, if_match: IfMatch, reply: Reply
) -> ProtectionView:
    """The protection has ended; only an officer named for protected identities can say so.

    Skyddet har upphört; bara en handläggare som är namngiven för skyddade personuppgifter kan registrera det.
    """
    row = await person_of(officer, log.tx, person)
    if not officer.may(protection.SCOPE):
        raise Forbidden("missing-scope", needed=protection.SCOPE, person=row["person"])
    command = c.LiftProtection(concealed=row["concealed"], by=officer.subject, on=body.on, today=today)
    return await _everywhere(log, row["person"], command, if_match, reply)


async def _everywhere(
    log: EventLog, person: PersonPath, command: c.SetProtection | c.LiftProtection, if_match: int | None, reply: Reply
) -> ProtectionView:
    """Whoever is merged with the person is the same person: all their streams say so, and other services hear of each id."""
    version, *_ = [
        await handle(log, decider, streams.person(member), command, if_match=if_match if member == person else None)
        for member in await merges.group(log.tx, person)
    ]
    reply.created(f"/persons/{person}", version)
    return ProtectionView(person=person, protected=isinstance(command, c.SetProtection), version=version)


@router.post("/identity-changes", status_code=201)
async def change_identity_number(
    officer: MayRegisterPersons,
    person: PersonPath,
    body: IdentityChangeIn,
    service: Intake,
    today: Today,
    log: Log,
    if_match: IfMatch,
    reply: Reply,
) -> IdentityChangeView:
    """The person has another identity number; the former one still finds the person, and no other person can have it.

    Personen har fått ett annat nummer; det tidigare hittar fortfarande personen, och ingen annan kan få det.
    """
    who: PersonPath = (await person_of(officer, log.tx, person))["person"]
    command = await _change(officer, service, log, who, body, today)
    version = await handle(log, decider, streams.person(who), command, if_match=if_match)
    number = parsed(body.identity_number, today=today)
    await identities.replace(log.tx, service.vault, who, number, service.settings.index_key_bytes, on=body.on)
    reply.created(f"/persons/{who}", version)
    return IdentityChangeView(person=who, on=body.on, version=version)


async def _change(
    officer: Principal, service: Service, log: EventLog, person: PersonPath, body: IdentityChangeIn, today: Today
) -> c.ChangeIdentityNumber:
    number, key = parsed(body.identity_number, today=today), service.settings.index_key_bytes
    known = await identities.find(log.tx, number, key)
    group = await merges.group(log.tx, person)
    another = None if known is None or known in group else known
    if another is not None:
        await protection.require(log.tx, officer, another)
    theirs = known in group and (known != person or await identities.is_current(log.tx, person, number, key))
    return c.ChangeIdentityNumber(
        belongs_to=another,
        already_theirs=theirs,
        reason=await Sealing(service.vault, log.tx, person, streams.person(person)).text(body.reason, "reason"),
        by=officer.subject,
        on=body.on,
        today=today,
    )
