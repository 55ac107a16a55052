"""A partner agency's own referrals: proposed, followed, withdrawn. It sees no other agency's, nothing about health, no notes."""

from typing import Annotated

from fastapi import APIRouter, Query

from services.intake import commands as c
from services.intake import events as e
from services.intake import queries, streams
from services.intake.api.access import Intake, MayPropose, OwnReferrals, ReferralPath, agency_of, person_who_remains
from services.intake.api.persons import known_or_registered
from services.intake.referral import referral as decider
from services.intake.schemas.fields import ReferralStatus
from services.intake.schemas.own_referrals import OwnChanges, OwnReferral, ProposalIn
from services.intake.schemas.referrals import OnDate
from shared.decider import handle
from shared.eventstore import Cursor
from shared.http.dependencies import DbTx, IfMatch, Log, Page, Reply, Today
from shared.http.paging import Listing
from shared.http.transactional import Transactional
from shared.ids import new_id
from shared.sealing import Sealing

router = APIRouter(prefix="/own-referrals", route_class=Transactional, tags=["own-referrals"])

StatusFilter = Annotated[ReferralStatus | None, Query(description="Only these / Bara dessa")]
Since = Annotated[
    str | None,
    Query(
        pattern=r"^[0-9]{1,9}\.[0-9]{1,18}\.[0-9]{1,18}$",
        description="`next` of the last answer; left out, from the beginning / `next` i förra svaret",
        examples=["1.745.12"],
    ),
]
Limit = Annotated[int, Query(ge=1, le=200, description="Rows at most / Högst så många rader")]


@router.post("", status_code=201)
async def propose_referral(
    partner: MayPropose, body: ProposalIn, service: Intake, today: Today, log: Log, reply: Reply
) -> OwnReferral:
    """Propose a person to a unit, which accepts or returns it. Refused while the person has an open referral or case.

    Föreslå en person till en enhet, som godtar eller återlämnar. Nekas så länge personen har en öppen anvisning eller ett ärende.
    """
    agency = agency_of(partner)
    person = await person_who_remains(partner, log.tx, await known_or_registered(service, log, body.person, today))
    referral = new_id()
    stream = streams.referral(referral)
    job = body.planned_job
    command = c.ReceiveReferral(
        referral=referral,
        person=person,
        source=body.source,
        agency=agency,
        source_unit=body.source_unit,
        unit=body.unit,
        channel="digital",
        reasons=tuple(body.reasons),
        planned_job=e.PlannedJob(starts_on=job.starts_on, already_begun=job.already_begun) if job else None,
        note=await Sealing(service.vault, log.tx, person, stream).note(body.note, "note"),
        proposed_by=agency,
        **await queries.characteristics(log.tx, person),
        engaged_in=await queries.engagement(log.tx, person),
        on=body.on,
        today=today,
    )
    version = await handle(log, decider, stream, command)
    reply.created(f"/own-referrals/{referral}", version)
    return OwnReferral.model_validate(dict(await queries.own_referral(log.tx, agency, referral)))


@router.get("")
async def list_own_referrals(
    partner: MayPropose, page: Page, tx: DbTx, reading: OwnReferrals, status: StatusFilter = None
) -> Listing[OwnReferral]:
    """The agency's own referrals, latest first. / Den egna aktörens anvisningar, senaste först."""
    rows, total = await queries.list_own(tx, agency_of(partner), status=status, limit=page.limit, offset=page.offset)
    await reading.of_each([(row["person"], None) for row in rows])
    return page.of([OwnReferral.model_validate(dict(row)) for row in rows], total)


@router.get("/changes")
async def pull_own_changes(
    partner: MayPropose, tx: DbTx, reading: OwnReferrals, since: Since = None, limit: Limit = 20
) -> OwnChanges:
    """Own referrals that changed after `since`, as they are now, in order of their latest change; none is ever left out.

    Egna anvisningar som har ändrats efter `since`, som de är nu, i ändringsordning; ingen utelämnas.
    """
    after = Cursor(*map(int, since.split("."))) if since else None
    rows, cursor = await queries.changed_since(tx, agency_of(partner), after, limit)
    await reading.of_each([(row["person"], None) for row in rows])
    return OwnChanges(items=[OwnReferral.model_validate(dict(row)) for row in rows], next=".".join(map(str, cursor)))


@router.get("/{referral}")
async def show_own_referral(
    partner: MayPropose, referral: ReferralPath, tx: DbTx, reading: OwnReferrals, reply: Reply
) -> OwnReferral:
    """One of the agency's own referrals. / En av den egna aktörens anvisningar."""
    row = await queries.own_referral(tx, agency_of(partner), referral)
    await reading.of(person=row["person"])
    reply.version(row["version"])
    return OwnReferral.model_validate(dict(row))


@router.post("/{referral}/withdrawals", status_code=201)
async def withdraw_own_referral(
    partner: MayPropose, referral: ReferralPath, body: OnDate, today: Today, log: Log, if_match: IfMatch, reply: Reply
) -> OwnReferral:
    """Take back an own referral that is not answered yet. / Dra tillbaka en egen anvisning som inte är besvarad."""
    agency = agency_of(partner)
    await queries.own_referral(log.tx, agency, referral)
    command = c.WithdrawReferral(on=body.on, today=today)
    version = await handle(log, decider, streams.referral(referral), command, if_match=if_match)
    reply.created(f"/own-referrals/{referral}", version)
    return OwnReferral.model_validate(dict(await queries.own_referral(log.tx, agency, referral)))
