"""Consents: given in writing or refused, withdrawn at any time, corrected. What partners see under them: `shared_details`."""

from datetime import date
from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Path

from services.intake import commands as c
from services.intake import errors, queries, streams
from services.intake import events as e
from services.intake.api.access import (
    CaseWork,
    Intake,
    MayRegisterPersons,
    MaySearchPersons,
    PersonPath,
    case_of,
    person_of,
)
from services.intake.consent import consent as decider
from services.intake.queries import consents
from services.intake.schemas.consents import (
    ConsentCorrectionIn,
    ConsentDetail,
    ConsentIn,
    ConsentRefusalIn,
    ConsentRefusalView,
    ConsentRetractionIn,
    ConsentView,
)
from services.intake.schemas.referrals import OnDate
from shared.auth import Principal
from shared.db import Row, Tx
from shared.decider import handle
from shared.eventstore import Log as EventLog
from shared.http.dependencies import DbTx, IfMatch, Log, Page, Reply, Today
from shared.http.paging import Listing
from shared.http.transactional import Transactional
from shared.ids import new_id
from shared.sealing import Sealing
from shared.service import Service

router = APIRouter(route_class=Transactional, tags=["consents"])

GOES_ON = ("ongoing", "paused")
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
    officer: MaySearchPersons,
    consent: ConsentPath,
    service: Intake,
    tx: DbTx,
    today: Today,
    reading: CaseWork,
    reply: Reply,
) -> ConsentDetail:
    """One consent, with why it was corrected. / Ett samtycke, med skälet om det har rättats."""
    row = await _mine(officer, tx, consent)
    await reading.of(person=row["person"])
    reply.version(row["version"])
    reason = await _sealing(service, tx, row).read(row["correction_reason"], "correction-reason")
    return ConsentDetail.of(row, today, correction_reason=reason)


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


@router.post("/consents/{consent}/corrections", status_code=201)
async def correct_consent(
    officer: MayRegisterPersons,
    consent: ConsentPath,
    body: ConsentCorrectionIn,
    service: Intake,
    today: Today,
    log: Log,
    if_match: IfMatch,
    reply: Reply,
) -> ConsentView:
    """Say what the consent was instead, with a reason: what partners see under it follows at once.

    Rätta samtycket: mottagare, omfattning, form och datum, även en återkallelse, med skäl. Det aktörer ser följer genast.
    """
    row = await _mine(officer, log.tx, consent)
    until, same = body.withdrawn_on, {"recipient": body.recipient, "case": row["case_id"], "other_than": consent}
    terms = e.ConsentTerms(
        recipient=body.recipient,
        scope=tuple(dict.fromkeys(body.scope)),
        form=body.form,
        on=body.on,
        withdrawn_on=until,
    )
    command = c.CorrectConsent(
        terms=terms,
        in_force=await consents.consent_to(log.tx, row["person"], row["purpose"], **same),
        reason=await _sealing(service, log.tx, row).text(body.reason, "correction-reason"),
        by=officer.subject,
        today=today,
    )
    return await _done(log, consent, command, if_match, reply, today)


@router.post("/consents/{consent}/retractions", status_code=201)
async def register_consent_in_error(
    officer: MayRegisterPersons,
    consent: ConsentPath,
    body: ConsentRetractionIn,
    service: Intake,
    today: Today,
    log: Log,
    if_match: IfMatch,
    reply: Reply,
) -> ConsentView:
    """The consent was never given, with a reason: nobody sees anything under it from this moment, nor for the past.

    Samtycket är felregistrerat, med skäl: ingen ser något med stöd av det från och med nu, inte heller för tiden före.
    """
    row = await _mine(officer, log.tx, consent)
    command = c.RegisterConsentInError(
        asks_again=row["case_id"] is not None and (await queries.case(log.tx, row["case_id"]))["status"] in GOES_ON,
        reason=await _sealing(service, log.tx, row).text(body.reason, "correction-reason"),
        by=officer.subject,
        on=body.on,
        today=today,
    )
    return await _done(log, consent, command, if_match, reply, today)


@router.post("/persons/{person}/consent-refusals", status_code=201)
async def refuse_consent(
    officer: MayRegisterPersons, person: PersonPath, body: ConsentRefusalIn, today: Today, log: Log, reply: Reply
) -> ConsentRefusalView:
    """The person was asked and does not consent. Refused while a consent to the same is in force: that is withdrawn.

    Personen har tillfrågats och samtycker inte. Nekas så länge samma samtycke gäller: det återkallas i stället.
    """
    who: UUID = (await person_of(officer, log.tx, person))["person"]
    await _theirs(officer, log.tx, who, body.case)
    consent = new_id()
    command = c.RefuseConsent(
        consent=consent,
        person=who,
        purpose=body.purpose,
        recipient=body.recipient,
        case=body.case,
        in_force=await consents.consent_to(log.tx, who, body.purpose, recipient=body.recipient, case=body.case),
        by=officer.subject,
        on=body.on,
        today=today,
    )
    version = await handle(log, decider, streams.consent(consent), command)
    reply.created(f"/consent-refusals/{consent}", version)
    return ConsentRefusalView.of(await consents.refusal(log.tx, consent))


@router.get("/persons/{person}/consent-refusals")
async def list_consent_refusals(
    officer: MaySearchPersons, person: PersonPath, page: Page, tx: DbTx, reading: CaseWork
) -> Listing[ConsentRefusalView]:
    """What the person has refused to consent to, latest first. / Vad personen inte har samtyckt till, senaste först."""
    who: UUID = (await person_of(officer, tx, person))["person"]
    rows, total = await consents.list_refusals(tx, who, limit=page.limit, offset=page.offset)
    await reading.of(person=who)
    return page.of([ConsentRefusalView.of(row) for row in rows], total)


@router.get("/consent-refusals/{consent}")
async def show_consent_refusal(
    officer: MaySearchPersons, consent: ConsentPath, tx: DbTx, reading: CaseWork, reply: Reply
) -> ConsentRefusalView:
    """One consent that was refused. / Ett samtycke som inte lämnades."""
    row = await consents.refusal(tx, consent)
    await person_of(officer, tx, row["person"])
    await reading.of(person=row["person"])
    reply.version(row["version"])
    return ConsentRefusalView.of(row)


def _sealing(service: Service, tx: Tx, row: Row) -> Sealing:
    """Seals texts about the person whose consent it is."""
    return Sealing(service.vault, tx, row["person"], streams.consent(row["consent"]))


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
