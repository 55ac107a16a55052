"""Referrals: received, listed, returned, withdrawn."""

from typing import Annotated

from fastapi import APIRouter, Query

from services.intake import commands as c
from services.intake import events as e
from services.intake import protection, queries, streams
from services.intake.api.access import CaseWork, Intake, MayReadReferrals, MayRefer, ReferralPath, person_who_remains, referral_of
from services.intake.api.referral_filters import Narrowed
from services.intake.projections.referral import referrals
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
from shared.ids import new_id
from shared.sealing import Sealing

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
    person = await person_who_remains(officer, log.tx, body.person)
    referral = new_id()
    stream = streams.referral(referral)
    note = await Sealing(service.vault, log.tx, person, stream).note(body.note, "note")
    job = body.planned_job
    command = c.ReceiveReferral(
        referral=referral,
        person=person,
        source=body.source,
        agency=body.agency,
        source_unit=body.source_unit,
        unit=body.unit,
        channel=body.channel,
        reasons=tuple(body.reasons),
        planned_job=e.PlannedJob(starts_on=job.starts_on, already_begun=job.already_begun) if job else None,
        note=note,
        proposed_by=None,
        **await queries.characteristics(log.tx, person),
        engaged_in=await queries.engagement(log.tx, person),
        on=body.on,
        today=today,
    )
    version = await handle(log, decider, stream, command)
    reply.created(f"/referrals/{referral}", version)
    return ReferralView.model_validate(dict(await queries.referral(log.tx, referral)))


@router.get("")
async def list_referrals(
    officer: MayReadReferrals, page: Page, tx: DbTx, reading: CaseWork, asked: Narrowed, status: StatusFilter = None
) -> Listing[ReferralView]:
    """Referrals of one's own units: those with a job planned or begun first, then oldest first.

    Den egna enhetens anvisningar: planerat eller påbörjat arbete först, därefter äldst först.
    """
    rows, total = await queries.list_referrals(
        tx,
        shown=protection.shown_to(officer, referrals.c.person),
        units=sorted(officer.units),
        status=status,
        asked=asked,
        limit=page.limit,
        offset=page.offset,
    )
    await reading.of_each([(row["person"], None) for row in rows])
    return page.of([ReferralView.model_validate(dict(row)) for row in rows], total)


@router.get("/{referral}")
async def show_referral(
    officer: MayReadReferrals, referral: ReferralPath, service: Intake, tx: DbTx, reading: CaseWork, reply: Reply
) -> ReferralDetail:
    """One referral, with its note. / En anvisning, med anteckning."""
    row = await referral_of(officer, tx, referral)
    await reading.of(person=row["person"])
    reply.version(row["version"])
    sealing = Sealing(service.vault, tx, row["person"], streams.referral(referral))
    texts = {field: await sealing.read(row[field], field) for field in ("note", "advice", "requirements_note")}
    return ReferralDetail.model_validate({**dict(row), **texts})


@router.post("/{referral}/acceptances", status_code=201)
async def accept_proposal(
    officer: MayRefer, referral: ReferralPath, body: OnDate, today: Today, log: Log, if_match: IfMatch, reply: Reply
) -> ReferralView:
    """Accept a partner's proposal: from now on it is a referral, which is assessed and decided.

    Godta en aktörs förslag: från och med nu är det en anvisning, som bedöms och beslutas.
    """
    await _mine(officer, log, referral)
    return await _done(log, referral, c.AcceptProposal(by=officer.subject, on=body.on, today=today), if_match, reply)


@router.post("/{referral}/returns", status_code=201)
async def return_referral(
    officer: MayRefer,
    referral: ReferralPath,
    body: ReturnIn,
    service: Intake,
    today: Today,
    log: Log,
    if_match: IfMatch,
    reply: Reply,
) -> ReferralView:
    """Give the referral back with every reason at once and what would make it acceptable.

    Återlämna anvisningen med alla skäl på en gång och vad som skulle göra den godtagbar.
    """
    row = await referral_of(officer, log.tx, referral, held=True)
    assessment = await queries.assessment(log.tx, referral)
    sealing = Sealing(service.vault, log.tx, row["person"], streams.referral(referral))
    command = c.ReturnReferral(
        reasons=tuple(body.reasons),
        requirements=tuple(body.requirements),
        advice=await sealing.note(body.advice, "advice"),
        requirements_note=await sealing.note(body.requirements_note, "requirements_note"),
        granted=assessment is not None and assessment["decision"] == "granted",
        on=body.on,
        today=today,
    )
    return await _done(log, referral, command, if_match, reply)


@router.post("/{referral}/withdrawals", status_code=201)
async def withdraw_referral(
    officer: MayRefer, referral: ReferralPath, body: OnDate, today: Today, log: Log, if_match: IfMatch, reply: Reply
) -> ReferralView:
    """The referring part takes the referral back. / Den anvisande parten drar tillbaka anvisningen."""
    await _mine(officer, log, referral)
    return await _done(log, referral, c.WithdrawReferral(on=body.on, today=today), if_match, reply)


async def _mine(officer: Principal, log: EventLog, referral: ReferralPath) -> None:
    await referral_of(officer, log.tx, referral)


async def _done(
    log: EventLog, referral: ReferralPath, command: c.ReferralCommand, if_match: int | None, reply: Reply
) -> ReferralView:
    version = await handle(log, decider, streams.referral(referral), command, if_match=if_match)
    reply.created(f"/referrals/{referral}", version)
    return ReferralView.model_validate(dict(await queries.referral(log.tx, referral)))
