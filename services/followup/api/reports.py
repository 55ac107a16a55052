"""Reports on a case: composed of its facts, signed by the support person, given out part by part."""

from datetime import date
from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Path, Query
from fastapi.responses import HTMLResponse

from services.followup import commands as c
from services.followup import events as e
from services.followup import queries, report_page, streams
from services.followup.api.access import CasePath, CaseWork, MayRead, MayWrite, Safe, own_support, read_support
from services.followup.excerpts import Excerpt, excerpt, whole
from services.followup.reporting import Content, facts_of
from services.followup.reports import reports as decider
from services.followup.rules.sharing import sharing_on
from services.followup.schemas.reports import (
    CONTENT,
    RecipientView,
    ReportDetail,
    ReportIn,
    ReportView,
    SharingDetail,
    SharingIn,
    SharingView,
    SignatureIn,
    VersionIn,
)
from shared.auth import Principal
from shared.db import Row, Tx
from shared.decider import handle
from shared.eventstore import Log as EventLog
from shared.http.dependencies import DbTx, IfMatch, Log, Page, Reply, Today
from shared.http.paging import Listing
from shared.http.transactional import Transactional
from shared.ids import new_id
from shared.sealing import Sealing
from shared.vault import Vault

router = APIRouter(prefix="/supports/{case}/reports", route_class=Transactional, tags=["reports"])
recipients_router = APIRouter(prefix="/report-recipients", route_class=Transactional, tags=["reports"])

ReportPath = Annotated[UUID, Path(description="A report / En rapport")]
SharingPath = Annotated[UUID, Path(description="An occasion it was given out / Ett utlämnande")]
Number = Annotated[int | None, Query(ge=1, le=1000, description="Version; the latest unless given / Version; annars den senaste")]

HTML_HEADERS = {"Content-Security-Policy": report_page.POLICY, "Content-Language": "sv", "Cache-Control": "no-store"}


@router.post("", status_code=201)
async def compose_report(
    officer: MayWrite, case: CasePath, body: ReportIn, vault: Safe, today: Today, log: Log, if_match: IfMatch, reply: Reply
) -> ReportView:
    """Compose a report of the facts of a period, with the support person's words; it is signed afterwards.

    Sammanställ en rapport av periodens uppgifter, med stödpersonens egna ord; den skrivs under därefter.
    """
    row = await own_support(officer, log.tx, case)
    report = new_id()
    version = await _compose(log, vault, officer, row, report, body.kind, body, today, if_match)
    reply.created(f"/supports/{case}/reports/{report}", version)
    return ReportView.of(await queries.report(log.tx, case, report))


@router.post("/{report}/versions", status_code=201)
async def compose_report_anew(
    officer: MayWrite,
    case: CasePath,
    report: ReportPath,
    body: VersionIn,
    vault: Safe,
    today: Today,
    log: Log,
    if_match: IfMatch,
    reply: Reply,
) -> ReportView:
    """A new version, of the facts as they are known now; those before it are kept. / En ny version; de tidigare finns kvar."""
    row = await own_support(officer, log.tx, case)
    known = await queries.report(log.tx, case, report)
    version = await _compose(log, vault, officer, row, report, known["kind"], body, today, if_match)
    reply.created(f"/supports/{case}/reports/{report}", version)
    return ReportView.of(await queries.report(log.tx, case, report))


async def _compose(
    log: EventLog,
    vault: Vault,
    officer: Principal,
    support: Row,
    report: UUID,
    kind: e.ReportKind,
    body: VersionIn,
    today: date,
    if_match: int | None,
) -> int:
    history, _ = await log.read(streams.support(support["case_id"]))
    content = Content(facts=facts_of(history, body.first_day, body.last_day), words=body.words.words(kind))
    command = c.ComposeReport(
        report=report,
        case=support["case_id"],
        person=support["person"],
        kind=kind,
        first_day=body.first_day,
        last_day=body.last_day,
        content=await _sealing(vault, log.tx, support, report).text(CONTENT.dump_json(content).decode(), "content"),
        began_on=support["began_on"],
        by=officer.subject,
        today=today,
    )
    return await handle(log, decider, streams.report(report), command, if_match=if_match)


def _sealing(vault: Vault, tx: Tx, support: Row, report: UUID) -> Sealing:
    return Sealing(vault, tx, support["person"], streams.report(report))


async def _content(vault: Vault, tx: Tx, support: Row, found: Row) -> Content | None:
    text = await _sealing(vault, tx, support, found["report"]).read(found["content"], "content")
    return None if text is None else CONTENT.validate_json(text)


async def _whole(vault: Vault, tx: Tx, support: Row, found: Row) -> Excerpt | None:
    content = await _content(vault, tx, support, found)
    return None if content is None else whole(content)


@router.get("")
async def list_reports(officer: MayRead, case: CasePath, page: Page, tx: DbTx, reading: CaseWork) -> Listing[ReportView]:
    """Every version of the case's reports, the last one first. / Alla versioner av ärendets rapporter, senaste först."""
    await read_support(officer, tx, case, reading)
    rows, total = await queries.list_reports(tx, case, limit=page.limit, offset=page.offset)
    return page.of([ReportView.of(row) for row in rows], total)


@router.get("/{report}")
async def show_report(
    officer: MayRead,
    case: CasePath,
    report: ReportPath,
    vault: Safe,
    tx: DbTx,
    reading: CaseWork,
    reply: Reply,
    number: Number = None,
) -> ReportDetail:
    """A version of a report, the latest unless one is named, with all its parts. / En version av en rapport, med alla delar."""
    row = await read_support(officer, tx, case, reading)
    found = await queries.report(tx, case, report, number)
    reply.version(found["version"])
    return ReportDetail.of(found, content=await _whole(vault, tx, row, found))


@router.get("/{report}/document", response_class=HTMLResponse)
async def show_report_document(
    officer: MayRead, case: CasePath, report: ReportPath, vault: Safe, tx: DbTx, reading: CaseWork, number: Number = None
) -> HTMLResponse:
    """The report as a page in Swedish to read or print (PDF by the browser's print). / Rapporten att läsa eller skriva ut."""
    row = await read_support(officer, tx, case, reading)
    found = await queries.report(tx, case, report, number)
    page = report_page.page(_cover(found), await _whole(vault, tx, row, found))
    return HTMLResponse(page, headers=HTML_HEADERS)


def _cover(found: Row, sharing: Row | None = None) -> report_page.Cover:
    return report_page.Cover(
        case=str(found["case_id"]),
        kind=found["kind"],
        number=found["number"],
        first_day=found["first_day"],
        last_day=found["last_day"],
        composed_on=found["composed_on"],
        signed_by=found["signed_by"],
        signed_on=found["signed_on"],
        recipient=sharing["recipient"] if sharing else None,
        basis=sharing["basis"] if sharing else None,
    )


@router.post("/{report}/signatures", status_code=201)
async def sign_report(
    officer: MayWrite,
    case: CasePath,
    report: ReportPath,
    body: SignatureIn,
    today: Today,
    log: Log,
    if_match: IfMatch,
    reply: Reply,
) -> ReportView:
    """The case's support person signs the latest version. / Ärendets stödperson skriver under den senaste versionen."""
    row = await own_support(officer, log.tx, case)
    await queries.report(log.tx, case, report)
    command = c.SignReport(number=body.number, by=officer.subject, support_person=row["support_person"], today=today)
    version = await handle(log, decider, streams.report(report), command, if_match=if_match)
    reply.created(f"/supports/{case}/reports/{report}", version)
    return ReportView.of(await queries.report(log.tx, case, report, body.number))


@router.post("/{report}/sharings", status_code=201)
async def share_report(
    officer: MayWrite,
    case: CasePath,
    report: ReportPath,
    body: SharingIn,
    vault: Safe,
    today: Today,
    log: Log,
    if_match: IfMatch,
    reply: Reply,
    reading: CaseWork,
) -> SharingDetail:
    """Give out a signed version: the answer holds the parts that the recipient may have, and what that rests on is kept.

    Lämna ut en underskriven version: svaret har de delar som mottagaren får ta del av, och grunden sparas.
    """
    row = await read_support(officer, log.tx, case, reading)
    await queries.report(log.tx, case, report)
    sharing = new_id()
    command = c.ShareReport(
        sharing=sharing,
        number=body.number,
        recipient=body.recipient,
        employment=body.employment,
        consent=body.consent,
        by=officer.subject,
        today=today,
    )
    version = await handle(log, decider, streams.report(report), command, if_match=if_match)
    reply.created(f"/supports/{case}/reports/{report}/sharings/{sharing}", version)
    given = await queries.report_sharing(log.tx, case, report, sharing)
    return SharingDetail.of(given, content=await _given(vault, log.tx, row, given))


async def _given(vault: Vault, tx: Tx, support: Row, sharing: Row) -> Excerpt | None:
    found = await queries.report(tx, support["case_id"], sharing["report"], sharing["number"])
    content = await _content(vault, tx, support, found)
    return None if content is None else excerpt(content, sharing["parts"], sharing["employment"])


@router.get("/{report}/sharings")
async def list_report_sharings(
    officer: MayRead, case: CasePath, report: ReportPath, page: Page, tx: DbTx, reading: CaseWork
) -> Listing[SharingView]:
    """To whom the report was given, the last one first. / Till vem rapporten har lämnats ut, senaste först."""
    await read_support(officer, tx, case, reading)
    await queries.report(tx, case, report)
    rows, total = await queries.list_report_sharings(tx, case, report, limit=page.limit, offset=page.offset)
    return page.of([SharingView.of(row) for row in rows], total)


@router.get("/{report}/sharings/{sharing}/document", response_class=HTMLResponse)
async def show_shared_document(
    officer: MayRead, case: CasePath, report: ReportPath, sharing: SharingPath, vault: Safe, tx: DbTx, reading: CaseWork
) -> HTMLResponse:
    """What the recipient got, as a page to print and hand over. / Det som lämnades ut, som sida att skriva ut och ge."""
    row = await read_support(officer, tx, case, reading)
    given = await queries.report_sharing(tx, case, report, sharing)
    found = await queries.report(tx, case, report, given["number"])
    page = report_page.page(_cover(found, given), await _given(vault, tx, row, given))
    return HTMLResponse(page, headers=HTML_HEADERS)


@recipients_router.get("")
async def list_report_recipients(_officer: MayRead, page: Page, today: Today) -> Listing[RecipientView]:
    """What of a report may be given to whom, by law or with consent, today. / Vad som får lämnas ut till vem, i dag."""
    shares = list(sharing_on(today).items())
    shown = shares[page.offset : page.offset + page.limit]
    return page.of([RecipientView.of(recipient, share) for recipient, share in shown], len(shares))
