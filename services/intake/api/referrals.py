"""Referrals: received, listed, returned, withdrawn."""

from typing import Annotated

from fastapi import APIRouter, Query

from services.intake import commands as c
from services.intake import events as e
from services.intake import queries, streams
from services.intake.api.access import CaseWork, Intake, MayReadReferrals, MayRefer, ReferralPath, Sealing, within_unit
from services.intake.referral import referral as decider
from services.intake.schemas.fields import ReferralStatus
from services.intake.schemas.referrals import OnDate, ReferralDetail, ReferralIn, ReferralView, ReturnIn
from shared.auth import Principal
from shared.decider import handle
from shared.eventstore import Log as EventLog
from shared.http.dependencies import DbTx, IfMatch, Log, Page, Reply, Today
from shared.http.paging import Listing
from shared.http.transactional import Transactional
from shared.http.units import require_unit
from shared.ids import Sealed, new_id

router = APIRouter(prefix="/referrals", route_class=Transactional, tags=["referrals"])

StatusFilter = Annotated[ReferralStatus | None, Query(description="Only these / Bara dessa")]


@router.post("", status_code=201)
async def receive_referral(
    officer: MayRefer, body: ReferralIn, service: Intake, today: Today, log: Log, reply: Reply
) -> ReferralView:
    """Receive a referral to one's own unit. Refused while the person has an open referral or case, which is named.

    Ta emot en anvisning till den egna enheten. Nekas så länge personen har en öppen anvisning eller ett öppet ärende.
    """
    require_unit(officer, body.unit, person=body.person)
    await queries.person(log.tx, body.person)
    referral = new_id()
    stream = streams.referral(referral)
    note = await Sealing(service.vault, log.tx, body.person, stream).note(body.note, "note")
    job = body.planned_job
    command = c.ReceiveReferral(
        referral=referral,
        person=body.person,
        source=body.source,
        source_unit=body.source_unit,
        unit=body.unit,
        channel=body.channel,
        planned_job=e.PlannedJob(starts_on=job.starts_on, already_begun=job.already_begun) if job else None,
        note=note,
        engaged_in=await queries.engagement(log.tx, body.person),
        on=body.on,
        today=today,
    )
    version = await handle(log, decider, stream, command)
    reply.created(f"/referrals/{referral}", version)
    return ReferralView.model_validate(dict(await queries.referral(log.tx, referral)))


@router.get("")
async def list_referrals(
    officer: MayReadReferrals, page: Page, tx: DbTx, reading: CaseWork, status: StatusFilter = None
) -> Listing[ReferralView]:
    """Referrals of one's own units, oldest first. / Den egna enhetens anvisningar, äldst först."""
    rows, total = await queries.list_referrals(
        tx, units=sorted(officer.units), status=status, limit=page.limit, offset=page.offset
    )
    await reading.of_each([(row["person"], None) for row in rows])
    return page.of([ReferralView.model_validate(dict(row)) for row in rows], total)


@router.get("/{referral}")
async def show_referral(
    officer: MayReadReferrals, referral: ReferralPath, service: Intake, tx: DbTx, reading: CaseWork, reply: Reply
) -> ReferralDetail:
    """One referral, with its note. / En anvisning, med anteckning."""
    row = within_unit(officer, await queries.referral(tx, referral))
    await reading.of(person=row["person"])
    reply.version(row["version"])
    note = row["note"] and await service.vault.unseal(
        tx, row["person"], Sealed(row["note"]), stream=streams.referral(referral), field="note"
    )
    return ReferralDetail.model_validate({**dict(row), "note": note})


@router.post("/{referral}/returns", status_code=201)
async def return_referral(
    officer: MayRefer, referral: ReferralPath, body: ReturnIn, service: Intake, log: Log, if_match: IfMatch, reply: Reply
) -> ReferralView:
    """Give the referral back with every reason at once and what would make it acceptable.

    Återlämna anvisningen med alla skäl på en gång och vad som skulle göra den godtagbar.
    """
    row = within_unit(officer, await queries.referral(log.tx, referral))
    advice = await Sealing(service.vault, log.tx, row["person"], streams.referral(referral)).note(body.advice, "advice")
    command = c.ReturnReferral(reasons=tuple(body.reasons), advice=advice, on=body.on)
    return await _done(log, referral, command, if_match, reply)


@router.post("/{referral}/withdrawals", status_code=201)
async def withdraw_referral(
    officer: MayRefer, referral: ReferralPath, body: OnDate, log: Log, if_match: IfMatch, reply: Reply
) -> ReferralView:
    """The referring part takes the referral back. / Den anvisande parten drar tillbaka anvisningen."""
    await _mine(officer, log, referral)
    return await _done(log, referral, c.WithdrawReferral(on=body.on), if_match, reply)


async def _mine(officer: Principal, log: EventLog, referral: ReferralPath) -> None:
    within_unit(officer, await queries.referral(log.tx, referral))


async def _done(
    log: EventLog, referral: ReferralPath, command: c.ReferralCommand, if_match: int | None, reply: Reply
) -> ReferralView:
    version = await handle(log, decider, streams.referral(referral), command, if_match=if_match)
    reply.created(f"/referrals/{referral}", version)
    return ReferralView.model_validate(dict(await queries.referral(log.tx, referral)))
