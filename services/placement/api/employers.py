"""Employers: registered once, listed with their last contact, changed, assigned, closed and reopened."""

from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Query

from services.placement import commands as c
from services.placement import employer as employing
from services.placement import events as e
from services.placement import sole_traders, streams
from services.placement.api.access import EmployerPath, MayRead, MayWrite, Placement
from services.placement.api.registered import EmployerWork, done, page_of, sealing, shown
from services.placement.employer import identified
from services.placement.fields import EmployerStatus, Municipality, Name
from services.placement.queries import employers as queries
from services.placement.schemas.employers import (
    EmployerChangeIn,
    EmployerClosingIn,
    EmployerIn,
    EmployerPage,
    EmployerReopeningIn,
    EmployerView,
    OwnerIn,
)
from shared.auth import Principal
from shared.db import Row
from shared.eventstore import Log as EventLog
from shared.http.dependencies import DbTx, IfMatch, Log, Page, Reply, Today
from shared.http.paging import Listing
from shared.http.subjects import Officer, Unit
from shared.http.transactional import Transactional
from shared.http.units import require_unit

router = APIRouter(prefix="/employers", route_class=Transactional, tags=["employers"])

SectorFilter = Annotated[e.Sector | None, Query(description="Sector / Sektor")]
MunicipalityFilter = Annotated[Municipality | None, Query(description="Municipality code / Kommunkod")]
NameFilter = Annotated[Name | None, Query(description="Any part of the name / Del av namnet")]
StatusFilter = Annotated[EmployerStatus | None, Query(description="Only these / Bara dessa")]
OwnerFilter = Annotated[Officer | None, Query(description="`me`, or an officer / `me` eller en handläggare")]
UnitFilter = Annotated[Unit | None, Query(description="The owner's unit / Den ansvarigas enhet")]
DaysFilter = Annotated[
    int | None,
    Query(ge=0, le=36_500, description="No contact for at least so many days, or ever / Ingen kontakt på minst så många dagar"),
]
WithoutFilter = Annotated[bool | None, Query(description="Whether there never was a contact / Aldrig kontaktad")]
ContactableFilter = Annotated[bool | None, Query(description="Whether it may be contacted now / Får kontaktas nu")]
Sorted = Annotated[
    queries.Sorting, Query(description="By name, or longest without contact first / Efter namn, eller längst utan kontakt först")
]


@router.post("", status_code=201)
async def register_employer(
    _officer: MayWrite, body: EmployerIn, service: Placement, today: Today, log: Log, reply: Reply
) -> EmployerPage:
    """Register an employer. An organisation number is registered once; others that may be the same are named.

    Registrera en arbetsgivare. Ett organisationsnummer registreras en gång; andra som kan vara samma arbetsgivare anges.
    """
    employer = identified(body.organisation_number)
    command = c.RegisterEmployer(employer=employer, today=today, **body.model_dump())
    await done(log, employer, command, None, reply)
    return await page_of(service, log.tx, await queries.employer(log.tx, employer), today)


@router.get("")
async def list_employers(
    officer: MayRead,
    page: Page,
    service: Placement,
    today: Today,
    tx: DbTx,
    reading: EmployerWork,
    sector: SectorFilter = None,
    municipality: MunicipalityFilter = None,
    name: NameFilter = None,
    status: StatusFilter = None,
    owner: OwnerFilter = None,
    unit: UnitFilter = None,
    days_since_contact: DaysFilter = None,
    without_contact: WithoutFilter = None,
    contactable: ContactableFilter = None,
    sort: Sorted = "name",
) -> Listing[EmployerView]:
    """Employers, with owner and last contact. A sole trader's name is shown to the one who has the employer, and logged.

    Arbetsgivare, med ansvarig och senaste kontakt. En enskild näringsidkares namn visas för den ansvariga, och det loggas.
    """
    register = queries.Register(
        today=today, name=name, days=days_since_contact, never=without_contact, contactable=contactable, sort=sort
    )
    whose = officer.subject if owner == "me" else owner
    same = {"sector": sector, "municipality": municipality, "status": status, "owner": whose, "unit": unit}
    rows, total = await queries.list_employers(tx, register, **same, limit=page.limit, offset=page.offset)
    own = [row["employer"] for row in rows if _has(officer, row)]
    await reading.of_each([(employer, None) for employer in own])
    names = {employer: await sole_traders.name_of(tx, service.vault, employer) for employer in own}
    return page.of([EmployerView.of(row, today, **_name(names, row)) for row in rows], total)


def _has(officer: Principal, row: Row) -> bool:
    return bool(row["sole_trader"] and row["owner"] == officer.subject)


def _name(names: dict[UUID, str | None], row: Row) -> dict[str, str | None]:
    return {"name": names[row["employer"]]} if row["employer"] in names else {}


@router.get("/{employer}")
async def show_employer(
    _officer: MayRead, employer: EmployerPath, service: Placement, today: Today, tx: DbTx, reading: EmployerWork, reply: Reply
) -> EmployerPage:
    """One employer. That a sole trader was shown is logged. / En arbetsgivare. Att en enskild näringsidkare visats loggas."""
    page = await shown(service, tx, reading, employer, today)
    reply.version(page.version)
    return page


@router.post("/{employer}/changes", status_code=201)
async def change_employer(
    officer: MayWrite,
    employer: EmployerPath,
    body: EmployerChangeIn,
    service: Placement,
    today: Today,
    log: Log,
    reading: EmployerWork,
    if_match: IfMatch,
    reply: Reply,
) -> EmployerPage:
    """Name, sector, municipality or industry is another. / Namn, sektor, kommun eller näringsgren är en annan."""
    row = await queries.employer(log.tx, employer)
    sole = row["sole_trader"]
    renamed = bool(sole) and await sole_traders.name_of(log.tx, service.vault, employer) != body.name
    told = {**body.model_dump(), "name": None if sole else body.name}
    command = c.ChangeEmployer(**told, renamed=renamed, by=officer.subject, today=today)
    await done(log, employer, command, if_match, reply)
    if renamed:
        await sole_traders.rename(log.tx, service.vault, employer, body.name)
    return await shown(service, log.tx, reading, employer, today)


@router.post("/{employer}/owners", status_code=201)
async def assign_employer(
    officer: MayWrite,
    employer: EmployerPath,
    body: OwnerIn,
    service: Placement,
    today: Today,
    log: Log,
    reading: EmployerWork,
    if_match: IfMatch,
    reply: Reply,
) -> EmployerPage:
    """Say who at one's own unit keeps the contact with the employer. / Ange vem vid egen enhet som ansvarar för kontakten."""
    await queries.employer(log.tx, employer)
    require_unit(officer, body.unit)
    command = c.AssignEmployer(owner=body.owner, unit=body.unit, by=officer.subject, on=body.on, today=today)
    await done(log, employer, command, if_match, reply)
    return await shown(service, log.tx, reading, employer, today)


@router.post("/{employer}/closings", status_code=201)
async def close_employer(
    _officer: MayWrite,
    employer: EmployerPath,
    body: EmployerClosingIn,
    service: Placement,
    today: Today,
    log: Log,
    reading: EmployerWork,
    if_match: IfMatch,
    reply: Reply,
) -> EmployerPage:
    """Close an employer: nothing new is agreed with it from that day; what was agreed stands. Registered twice: say which stays.

    Stäng en arbetsgivare: inget nytt avtalas från den dagen; det som är avtalat gäller. Dubbelregistrerad: ange vilken som
    är kvar.
    """
    await queries.employer(log.tx, employer)
    await queries.hold_for_closing(log.tx, employer, *([body.stays] if body.stays else []))
    command = c.CloseEmployer(reason=body.reason, stays=body.stays, stays_is=await _standing(log, body), on=body.on, today=today)
    await done(log, employer, command, if_match, reply)
    return await shown(service, log.tx, reading, employer, today)


async def _standing(log: EventLog, body: EmployerClosingIn) -> c.Standing:
    """What the employer that would stay is now."""
    if body.stays is None:
        return "unknown"
    history, _ = await log.read(streams.employer(body.stays))
    state = employing.employer.fold(history)
    return "closed" if employing.is_closed(state) else employing.standing(state, body.on)


@router.post("/{employer}/reopenings", status_code=201)
async def reopen_employer(
    officer: MayWrite,
    employer: EmployerPath,
    body: EmployerReopeningIn,
    service: Placement,
    today: Today,
    log: Log,
    reading: EmployerWork,
    if_match: IfMatch,
    reply: Reply,
) -> EmployerPage:
    """The employer is open again: it was closed by mistake, or goes on. / Arbetsgivaren är öppen igen."""
    await queries.employer(log.tx, employer)
    reason = await sealing(service, log.tx, employer).text(body.reason, "reason")
    command = c.ReopenEmployer(reason=reason, by=officer.subject, on=body.on, today=today)
    await done(log, employer, command, if_match, reply)
    return await shown(service, log.tx, reading, employer, today)
