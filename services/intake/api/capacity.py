"""A unit's capacity: its benchmark, and its support persons' shares, caps and what they know. Set by the manager."""

from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Path

from services.intake import commands as c
from services.intake import streams
from services.intake.api.access import MayReadCases, MaySetCapacity, UnitPath
from services.intake.benchmark import benchmark
from services.intake.queries import capacity as queries
from services.intake.schemas.capacity import (
    BenchmarkIn,
    BenchmarkView,
    CapIn,
    DescriptionIn,
    ShareCorrectionIn,
    ShareEndIn,
    ShareIn,
    SupportPersonView,
)
from services.intake.schemas.fields import Officer
from services.intake.workload import workload
from shared.auth import Principal
from shared.db import Tx
from shared.decider import handle
from shared.eventstore import Log as EventLog
from shared.http.dependencies import DbTx, IfMatch, Log, Page, Reply, Today
from shared.http.paging import Listing
from shared.http.transactional import Transactional
from shared.http.units import require_unit
from shared.ids import new_id

router = APIRouter(prefix="/units/{unit}", route_class=Transactional, tags=["capacity"])

SharePath = Annotated[UUID, Path(description="A share / En andel")]
OfficerPath = Annotated[Officer, Path(description="A support person / En stödperson")]


@router.post("/benchmarks", status_code=201)
async def set_benchmark(
    officer: MaySetCapacity, unit: UnitPath, body: BenchmarkIn, today: Today, log: Log, if_match: IfMatch, reply: Reply
) -> BenchmarkView:
    """Set the unit's benchmark from a day on. Leaving less room than is taken needs a reason.

    Ange enhetens riktmärke från en dag. Om platserna inte räcker krävs ett skäl.
    """
    require_unit(officer, unit)
    await queries.hold(log.tx, unit)
    now = await queries.standing(log.tx, unit, since=min(body.on, today), today=today)
    command = c.SetBenchmark(cases=body.cases, reason=body.reason, standing=now, by=officer.subject, on=body.on, today=today)
    version = await handle(log, benchmark, streams.unit(unit), command, if_match=if_match)
    reply.created(f"/units/{unit}/benchmarks", version)
    return BenchmarkView(unit=unit, cases=body.cases, from_on=body.on, set_by=officer.subject)


@router.get("/benchmarks")
async def list_benchmarks(officer: MayReadCases, unit: UnitPath, page: Page, tx: DbTx) -> Listing[BenchmarkView]:
    """The benchmarks that the unit has set, latest first. / Enhetens riktmärken, senaste först."""
    require_unit(officer, unit)
    rows, total = await queries.list_benchmarks(tx, unit, page.limit, page.offset)
    return page.of([BenchmarkView.model_validate(dict(row)) for row in rows], total)


@router.post("/shares", status_code=201)
async def set_share(
    officer: MaySetCapacity, unit: UnitPath, body: ShareIn, today: Today, log: Log, reply: Reply
) -> SupportPersonView:
    """Give a share of a support person's time to an appropriation. Never over 100 % on any day, at whatever units.

    The first share states the unit's capacity: cases that were there before need a reason if they are more.

    Lägg en andel av en stödpersons tid på ett anslag. Aldrig över 100 % någon dag, oavsett enhet. Den första andelen anger
    enhetens kapacitet: finns redan fler ärenden krävs ett skäl.
    """
    require_unit(officer, unit)
    await queries.hold(log.tx, unit)
    now = await queries.standing(log.tx, unit, since=min(body.on, today), today=today)
    command = c.SetShare(
        support_person=body.support_person,
        share=new_id(),
        appropriation=body.appropriation,
        percent=body.percent,
        until=body.until,
        reason=body.reason,
        standing=now,
        by=officer.subject,
        on=body.on,
        today=today,
    )
    return await _done(officer, log, unit, body.support_person, command, None, reply)


@router.post("/shares/{share}/endings", status_code=201)
async def end_share(
    officer: MaySetCapacity,
    unit: UnitPath,
    share: SharePath,
    body: ShareEndIn,
    today: Today,
    log: Log,
    if_match: IfMatch,
    reply: Reply,
) -> SupportPersonView:
    """End a share after its last day. Leaving less room than is taken needs a reason.

    Avsluta en andel efter dess sista dag. Om platserna inte räcker krävs ett skäl.
    """
    require_unit(officer, unit)
    row = await queries.share(log.tx, unit, share)
    await queries.hold(log.tx, unit)
    now = await queries.standing(log.tx, unit, since=min(body.on, today), today=today)
    command = c.EndShare(share=share, reason=body.reason, standing=now, by=officer.subject, on=body.on, today=today)
    return await _done(officer, log, unit, row["support_person"], command, if_match, reply)


@router.post("/shares/{share}/corrections", status_code=201)
async def correct_share(
    officer: MaySetCapacity,
    unit: UnitPath,
    share: SharePath,
    body: ShareCorrectionIn,
    today: Today,
    log: Log,
    if_match: IfMatch,
    reply: Reply,
) -> SupportPersonView:
    """Say what the share was, and why it was wrong. / Rätta en andel, och ange varför den var fel."""
    require_unit(officer, unit)
    row = await queries.share(log.tx, unit, share)
    await queries.hold(log.tx, unit)
    now = await queries.standing(log.tx, unit, since=min(body.on, row["from_on"], today), today=today)
    command = c.CorrectShare(
        share=share,
        appropriation=body.appropriation,
        percent=body.percent,
        until=body.until,
        why=body.why,
        reason=body.reason,
        standing=now,
        by=officer.subject,
        on=body.on,
        today=today,
    )
    return await _done(officer, log, unit, row["support_person"], command, if_match, reply)


@router.post("/support-persons/{officer}/caps", status_code=201)
async def set_personal_cap(
    manager: MaySetCapacity,
    unit: UnitPath,
    officer: OfficerPath,
    body: CapIn,
    today: Today,
    log: Log,
    if_match: IfMatch,
    reply: Reply,
) -> SupportPersonView:
    """Set the most cases of the unit for a support person. Leaving less room than is taken needs a reason.

    Ange högsta antal ärenden för en stödperson. Om platserna inte räcker krävs ett skäl.
    """
    require_unit(manager, unit)
    await queries.at_unit(log.tx, unit, officer)
    await queries.hold(log.tx, unit)
    now = await queries.standing(log.tx, unit, since=min(body.on, today), today=today)
    command = c.SetPersonalCap(
        support_person=officer,
        cap=body.cap,
        until=body.until,
        reason=body.reason,
        standing=now,
        by=manager.subject,
        on=body.on,
        today=today,
    )
    return await _done(manager, log, unit, officer, command, if_match, reply)


@router.post("/support-persons/{officer}/descriptions", status_code=201)
async def describe_support_person(
    manager: MaySetCapacity,
    unit: UnitPath,
    officer: OfficerPath,
    body: DescriptionIn,
    log: Log,
    if_match: IfMatch,
    reply: Reply,
) -> SupportPersonView:
    """Describe which languages, sectors and municipalities a support person knows; the latest description holds.

    Ange vilka språk, sektorer och kommuner stödpersonen känner; den senaste beskrivningen gäller.
    """
    require_unit(manager, unit)
    await queries.at_unit(log.tx, unit, officer)
    command = c.DescribeSupportPerson(
        support_person=officer,
        languages=tuple(body.languages),
        sectors=tuple(body.sectors),
        municipalities=tuple(body.municipalities),
        by=manager.subject,
        on=body.on,
    )
    return await _done(manager, log, unit, officer, command, if_match, reply)


@router.get("/support-persons/{officer}")
async def show_support_person(
    reader: MayReadCases, unit: UnitPath, officer: OfficerPath, tx: DbTx, reply: Reply
) -> SupportPersonView:
    """A support person's shares and caps at one's own units. / En stödpersons andelar och tak vid de egna enheterna."""
    require_unit(reader, unit)
    await queries.at_unit(tx, unit, officer)
    view = await _view(reader, tx, officer)
    reply.version(view.version)
    return view


async def _done(
    officer: Principal,
    log: EventLog,
    unit: str,
    support_person: str,
    command: c.WorkloadCommand,
    if_match: int | None,
    reply: Reply,
) -> SupportPersonView:
    version = await handle(log, workload, streams.workload(support_person), command, if_match=if_match)
    reply.created(f"/units/{unit}/support-persons/{support_person}", version)
    return await _view(officer, log.tx, support_person)


async def _view(reader: Principal, tx: Tx, support_person: str) -> SupportPersonView:
    known = await queries.support_person(tx, support_person)
    shares = [dict(row) for row in await queries.shares_of(tx, support_person) if row["unit"] in reader.units]
    caps = [dict(row) for row in await queries.caps_of(tx, support_person) if row["unit"] in reader.units]
    return SupportPersonView.model_validate({**dict(known), "shares": shares, "caps": caps})
