"""Consents: given in writing, withdrawn at any time, and what they let a partner see at once."""

from datetime import date
from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Path

from services.intake import commands as c
from services.intake import errors, protection, queries, streams
from services.intake.api.access import (
    CaseWork,
    MayPropose,
    MayRegisterPersons,
    MaySearchPersons,
    OwnReferrals,
    PersonPath,
    ReferralPath,
    agency_of,
    case_of,
    person_of,
)
from services.intake.consent import consent as decider
from services.intake.queries import consents
from services.intake.schemas.consents import ConsentIn, ConsentView, SharedDetails
from services.intake.schemas.referrals import OnDate
from shared.auth import Principal
from shared.db import Row, Tx
from shared.decider import handle
from shared.eventstore import Log as EventLog
from shared.http.dependencies import DbTx, IfMatch, Log, Page, Reply, Today
from shared.http.paging import Listing
from shared.http.transactional import Transactional
from shared.ids import new_id

router = APIRouter(route_class=Transactional, tags=["consents"])

ConsentPath = Annotated[UUID, Path(description="A consent / Ett samtycke")]


@router.post("/persons/{person}/consents", status_code=201)
async def give_consent(
    officer: MayRegisterPersons, person: PersonPath, body: ConsentIn, today: Today, log: Log, reply: Reply
) -> ConsentView:
    """Register what the person agreed to in writing. Refused while the same consent is in force; the refusal names it.

    Registrera vad personen har samtyckt till skriftligt. Nekas så länge samma samtycke gäller.
    """
    who: UUID = (await person_of(officer, log.tx, person))["person"]
    await _theirs(officer, log.tx, who, body.case)
    consent = new_id()
    command = c.GiveConsent(
        consent=consent,
        person=who,
        purpose=body.purpose,
        recipient=body.recipient,
        case=body.case,
        scope=tuple(body.scope),
        form=body.form,
        in_force=await consents.consent_to(log.tx, who, body.purpose, recipient=body.recipient, case=body.case),
        by=officer.subject,
        on=body.on,
        today=today,
    )
    return await _done(log, consent, command, None, reply, today)


async def _theirs(officer: Principal, tx: Tx, person: UUID, case: UUID | None) -> None:
    """A case that the consent names is one of the person's, and the officer may see it."""
    if case is None:
        return
    row = await case_of(officer, tx, case)
    if (await queries.person(tx, row["person"]))["person"] != person:
        raise errors.ConsentCaseDoesNotFit


@router.get("/persons/{person}/consents")
async def list_consents(
    officer: MaySearchPersons, person: PersonPath, page: Page, tx: DbTx, today: Today, reading: CaseWork
) -> Listing[ConsentView]:
    """Every consent of the person, withdrawn ones too, latest first. / Personens samtycken, även återkallade, senaste först."""
    who: UUID = (await person_of(officer, tx, person))["person"]
    rows, total = await consents.list_consents(tx, who, limit=page.limit, offset=page.offset)
    await reading.of(person=who)
    return page.of([ConsentView.of(row, today) for row in rows], total)


@router.get("/consents/{consent}")
async def show_consent(
    officer: MaySearchPersons, consent: ConsentPath, tx: DbTx, today: Today, reading: CaseWork, reply: Reply
) -> ConsentView:
    """One consent. / Ett samtycke."""
    row = await _mine(officer, tx, consent)
    await reading.of(person=row["person"])
    reply.version(row["version"])
    return ConsentView.of(row, today)


@router.post("/consents/{consent}/withdrawals", status_code=201)
async def withdraw_consent(
    officer: MayRegisterPersons,
    consent: ConsentPath,
    body: OnDate,
    today: Today,
    log: Log,
    if_match: IfMatch,
    reply: Reply,
) -> ConsentView:
    """The person takes the consent back: nobody sees anything under it from this moment.

    Personen återkallar samtycket: ingen ser något med stöd av det från och med nu.
    """
    await _mine(officer, log.tx, consent)
    command = c.WithdrawConsent(by=officer.subject, on=body.on, today=today)
    return await _done(log, consent, command, if_match, reply, today)


@router.get("/own-referrals/{referral}/shared-details")
async def show_shared_details(
    partner: MayPropose, referral: ReferralPath, tx: DbTx, today: Today, reading: OwnReferrals
) -> SharedDetails:
    """What the person consents to share with the agency about the case that its referral led to; without consent nothing.

    Vad personen samtycker till att dela med aktören om ärendet som anvisningen ledde till; utan samtycke ingenting.
    """
    agency = agency_of(partner)
    person: UUID = (await queries.own_referral(tx, agency, referral))["person"]
    await protection.require(tx, partner, person)
    scope = await consents.scope_shared_with(tx, person, agency, today)
    case = await consents.case_of_referral(tx, referral) if scope else None
    await reading.of(person=person, case=case["case_id"] if case else None)
    return SharedDetails.of(referral, scope, case)


async def _mine(officer: Principal, tx: Tx, consent: UUID) -> Row:
    row = await consents.consent(tx, consent)
    await person_of(officer, tx, row["person"])
    return row


async def _done(
    log: EventLog, consent: UUID, command: c.ConsentCommand, if_match: int | None, reply: Reply, today: date
) -> ConsentView:
    version = await handle(log, decider, streams.consent(consent), command, if_match=if_match)
    reply.created(f"/consents/{consent}", version)
    return ConsentView.of(await consents.consent(log.tx, consent), today)
