"""The evidence ledger: what was asked of whom, reminded, received or waived."""

from typing import Annotated
from uuid import UUID

import sqlalchemy as sa
from fastapi import APIRouter, Path, Query

from services.intake import commands as c
from services.intake import events as e
from services.intake import protection, queries, streams
from services.intake.api.access import CaseWork, Intake, MayReadReferrals, MayRefer, ReferralPath, referral_of, within_unit
from services.intake.evidence import evidence as decider
from services.intake.projections.evidence import evidence
from services.intake.queries.evidence import over_since, overdue_on
from services.intake.schemas.evidence import (
    EvidenceReceiptIn,
    EvidenceRequestDetail,
    EvidenceRequestIn,
    EvidenceRequestView,
    EvidenceStatus,
    ReceiptCorrectionIn,
    ReceiptRetractionIn,
    WaiverIn,
)
from services.intake.schemas.fields import Unit
from services.intake.schemas.referrals import OnDate
from shared.auth import Principal
from shared.db import Row, Tx
from shared.decider import handle
from shared.eventstore import Log as EventLog
from shared.http.dependencies import DbTx, IfMatch, Log, Page, Reply, Today
from shared.http.paging import Listing
from shared.http.transactional import Transactional
from shared.http.units import require_unit
from shared.ids import new_id
from shared.sealing import Sealing
from shared.service import Service

router = APIRouter(route_class=Transactional, tags=["evidence"])

RequestPath = Annotated[UUID, Path(description="A request for evidence / En begäran om underlag")]


@router.post("/referrals/{referral}/evidence-requests", status_code=201)
async def request_evidence(
    officer: MayRefer, referral: ReferralPath, body: EvidenceRequestIn, today: Today, log: Log, reply: Reply
) -> EvidenceRequestView:
    """Ask somebody for evidence: what, of whom, until when. To remind and to escalate become tasks.

    Begär underlag: vad, av vem och till när. Påminnelse och eskalering blir uppgifter.
    """
    row = await referral_of(officer, log.tx, referral)
    unit = row["case_unit"] or row["unit"]
    require_unit(officer, unit, person=row["person"])
    request = new_id()
    command = c.RequestEvidence(
        request=request,
        referral=referral,
        person=row["person"],
        unit=unit,
        kind=body.kind,
        source=body.source,
        source_unit=body.source_unit,
        due_on=body.due_on,
        wanted=await _wanted(log.tx, row),
        by=officer.subject,
        on=body.on,
        today=today,
    )
    version = await handle(log, decider, streams.evidence(request), command)
    reply.created(f"/evidence-requests/{request}", version)
    return EvidenceRequestView.of(await queries.evidence_request(log.tx, request), today)


async def _wanted(tx: Tx, about: Row) -> bool:
    """Whether the referral, or the case that it led to, still goes on: it is what holds the person."""
    held = await queries.engagement(tx, about["person"])
    return held is not None and held.referral == about["referral"]


@router.get("/evidence-requests")
async def list_evidence_requests(
    officer: MayReadReferrals,
    page: Page,
    tx: DbTx,
    today: Today,
    reading: CaseWork,
    referral: Annotated[UUID | None, Query(description="Of this referral / För anvisningen")] = None,
    source: Annotated[e.EvidenceSource | None, Query(description="Held by this source / Hos denna part")] = None,
    source_unit: Annotated[Unit | None, Query(description="Held by its unit / Hos dess enhet")] = None,
    status: Annotated[EvidenceStatus | None, Query(description="Only these / Bara dessa")] = None,
    overdue: Annotated[bool | None, Query(description="Open and due before today, or not / Försenad eller inte")] = None,
) -> Listing[EvidenceRequestView]:
    """Requests of one's own units, those due first first. / Den egna enhetens begäranden, i förfalloordning."""
    wanted = {"referral": referral, "source": source, "source_unit": source_unit, "status": status}
    chosen: list[sa.ColumnElement[bool]] = [evidence.c[name] == value for name, value in wanted.items() if value is not None]
    if overdue is not None:
        chosen.append(overdue_on(today) if overdue else sa.not_(overdue_on(today)))
    chosen.append(protection.shown_to(officer, evidence.c.person))
    rows, total = await queries.list_evidence(
        tx, chosen=chosen, units=sorted(officer.units), limit=page.limit, offset=page.offset
    )
    await reading.of_each([(row["person"], None) for row in rows])
    return page.of([EvidenceRequestView.of(row, today) for row in rows], total)


@router.get("/evidence-requests/{request}")
async def show_evidence_request(
    officer: MayReadReferrals, request: RequestPath, service: Intake, tx: DbTx, today: Today, reading: CaseWork, reply: Reply
) -> EvidenceRequestDetail:
    """One request, with why it was waived or its receipt corrected. / En begäran, med skälen till efterlåtelse och rättelse."""
    row = await _mine(officer, tx, request)
    await reading.of(person=row["person"])
    reply.version(row["version"])
    sealed = _sealing(service, tx, row)
    reason = await sealed.read(row["reason"], "reason")
    why = await sealed.read(row["correction_reason"], "correction-reason")
    return EvidenceRequestDetail.of(row, today, reason=reason, correction_reason=why)


@router.post("/evidence-requests/{request}/reminders", status_code=201)
async def remind_of_evidence(
    officer: MayRefer, request: RequestPath, body: OnDate, today: Today, log: Log, if_match: IfMatch, reply: Reply
) -> EvidenceRequestView:
    """Whoever holds the evidence was reminded. / Den som har underlaget har påmints."""
    row = await _mine(officer, log.tx, request)
    command = c.RemindOfEvidence(wanted=await _wanted(log.tx, row), by=officer.subject, on=body.on, today=today)
    return await _done(log, request, command, if_match, reply, today)


@router.post("/evidence-requests/{request}/receipts", status_code=201)
async def receive_evidence(
    officer: MayRefer, request: RequestPath, body: EvidenceReceiptIn, today: Today, log: Log, if_match: IfMatch, reply: Reply
) -> EvidenceRequestView:
    """The evidence has come: from whom, in what form, and the document's own date. / Underlaget har kommit in."""
    await _mine(officer, log.tx, request)
    command = c.ReceiveEvidence(
        source=body.source,
        source_unit=body.source_unit,
        document_date=body.document_date,
        form=body.form,
        by=officer.subject,
        on=body.on,
        today=today,
    )
    return await _done(log, request, command, if_match, reply, today)


@router.post("/evidence-requests/{request}/receipt-corrections", status_code=201)
async def correct_evidence_receipt(
    officer: MayRefer,
    request: RequestPath,
    body: ReceiptCorrectionIn,
    service: Intake,
    today: Today,
    log: Log,
    if_match: IfMatch,
    reply: Reply,
) -> EvidenceRequestView:
    """Say what came instead of what was registered, with a reason. Lead times and dossier follow; the first stays in the log.

    Rätta vad som kom in, från vem och när, med skäl. Ledtider och underlag följer rättelsen.
    """
    row = await _mine(officer, log.tx, request)
    command = c.CorrectEvidenceReceipt(
        source=body.source,
        source_unit=body.source_unit,
        document_date=body.document_date,
        form=body.form,
        reason=await _sealing(service, log.tx, row).text(body.reason, "correction-reason"),
        by=officer.subject,
        on=body.on,
        today=today,
    )
    return await _done(log, request, command, if_match, reply, today)


@router.post("/evidence-requests/{request}/receipt-retractions", status_code=201)
async def register_evidence_receipt_in_error(
    officer: MayRefer,
    request: RequestPath,
    body: ReceiptRetractionIn,
    service: Intake,
    today: Today,
    log: Log,
    if_match: IfMatch,
    reply: Reply,
) -> EvidenceRequestView:
    """It never came, with a reason: it is awaited again, if the referral or its case goes on, and its reminders too.

    Det kom aldrig in, med skäl: underlaget väntas igen, om anvisningen eller ärendet pågår, och påminnelserna likaså.
    """
    row = await _mine(officer, log.tx, request)
    over_on = None if await _wanted(log.tx, row) else await over_since(log.tx, row["referral"]) or body.on
    reason = await _sealing(service, log.tx, row).text(body.reason, "correction-reason")
    command = c.RegisterEvidenceReceiptInError(over_on=over_on, reason=reason, by=officer.subject, on=body.on, today=today)
    return await _done(log, request, command, if_match, reply, today)


@router.post("/evidence-requests/{request}/waivers", status_code=201)
async def waive_evidence(
    officer: MayRefer,
    request: RequestPath,
    body: WaiverIn,
    service: Intake,
    today: Today,
    log: Log,
    if_match: IfMatch,
    reply: Reply,
) -> EvidenceRequestView:
    """The evidence is not needed after all, with a reason. / Underlaget behövs inte, med skäl."""
    row = await _mine(officer, log.tx, request)
    reason = await _sealing(service, log.tx, row).text(body.reason, "reason")
    command = c.WaiveEvidence(reason=reason, by=officer.subject, on=body.on, today=today)
    return await _done(log, request, command, if_match, reply, today)


def _sealing(service: Service, tx: Tx, row: Row) -> Sealing:
    """Seals texts about the person whose evidence it is."""
    return Sealing(service.vault, tx, row["person"], streams.evidence(row["request"]))


async def _mine(officer: Principal, tx: Tx, request: UUID) -> Row:
    row = within_unit(officer, await queries.evidence_request(tx, request))
    await protection.require(tx, officer, row["person"])
    return row


async def _done(
    log: EventLog, request: UUID, command: c.EvidenceCommand, if_match: int | None, reply: Reply, today: Today
) -> EvidenceRequestView:
    version = await handle(log, decider, streams.evidence(request), command, if_match=if_match)
    reply.created(f"/evidence-requests/{request}", version)
    return EvidenceRequestView.of(await queries.evidence_request(log.tx, request), today)
