"""What is known of an employer besides itself: its workplaces, and the gates between it and support."""

from typing import Any

from fastapi import APIRouter

from services.placement import commands as c
from services.placement.api.access import EmployerPath, MayRead, MayWrite, Placement
from services.placement.api.registered import EmployerWork, WorkplacePath, done, sealing
from services.placement.queries import employers as queries
from services.placement.schemas.contacts import DayIn, GateIn, GateView, WorkplaceIn, WorkplaceView
from shared.db import Row, Tx
from shared.http.dependencies import DbTx, IfMatch, Log, Page, Reply, Today
from shared.http.paging import Listing
from shared.http.transactional import Transactional
from shared.ids import new_id
from shared.service import Service

router = APIRouter(prefix="/employers/{employer}", route_class=Transactional, tags=["employers"])


@router.post("/workplaces", status_code=201)
async def add_workplace(
    _officer: MayWrite,
    employer: EmployerPath,
    body: WorkplaceIn,
    service: Placement,
    today: Today,
    log: Log,
    if_match: IfMatch,
    reply: Reply,
) -> WorkplaceView:
    """Add a workplace. / Lägg till en arbetsplats."""
    await queries.employer(log.tx, employer)
    workplace, seal = new_id(), sealing(service, log.tx, employer)
    command = c.AddWorkplace(
        workplace=workplace,
        name=await seal.text(body.name, "name"),
        address=await seal.note(body.address, "address"),
        municipality=body.municipality,
        on=body.on,
        today=today,
    )
    await done(log, employer, command, if_match, reply, f"/workplaces/{workplace}")
    return await _workplace(service, log.tx, await queries.workplace(log.tx, employer, workplace))


@router.get("/workplaces")
async def list_workplaces(
    _officer: MayRead, employer: EmployerPath, page: Page, service: Placement, tx: DbTx, reading: EmployerWork
) -> Listing[WorkplaceView]:
    """The employer's workplaces, those in use first. / Arbetsgivarens arbetsplatser, de som används först."""
    row = await queries.employer(tx, employer)
    if row["sole_trader"]:
        await reading.of(person=employer)
    rows, total = await queries.list_workplaces(tx, employer, page.limit, page.offset)
    return page.of([await _workplace(service, tx, one) for one in rows], total)


@router.get("/workplaces/{workplace}")
async def show_workplace(
    _officer: MayRead, employer: EmployerPath, workplace: WorkplacePath, service: Placement, tx: DbTx, reading: EmployerWork
) -> WorkplaceView:
    """One workplace. / En arbetsplats."""
    row = await queries.employer(tx, employer)
    found = await queries.workplace(tx, employer, workplace)
    if row["sole_trader"]:
        await reading.of(person=employer)
    return await _workplace(service, tx, found)


@router.post("/workplaces/{workplace}/closings", status_code=201)
async def close_workplace(
    _officer: MayWrite,
    employer: EmployerPath,
    workplace: WorkplacePath,
    body: DayIn,
    service: Placement,
    today: Today,
    log: Log,
    if_match: IfMatch,
    reply: Reply,
) -> WorkplaceView:
    """The workplace is not in use after that day. / Arbetsplatsen används inte efter den dagen."""
    await queries.workplace(log.tx, employer, workplace)
    command = c.CloseWorkplace(workplace=workplace, on=body.on, today=today)
    await done(log, employer, command, if_match, reply, f"/workplaces/{workplace}")
    return await _workplace(service, log.tx, await queries.workplace(log.tx, employer, workplace))


@router.post("/gates", status_code=201)
async def record_gate(
    officer: MayWrite, employer: EmployerPath, body: GateIn, today: Today, log: Log, if_match: IfMatch, reply: Reply
) -> GateView:
    """Record what a source says of näringsförbud, bankruptcy or tax debt. What was said before stays in the list.

    Registrera vad en källa säger om näringsförbud, konkurs eller skatteskuld. Det som sagts tidigare finns kvar i listan.
    """
    await queries.employer(log.tx, employer)
    told: dict[str, Any] = body.model_dump()
    await done(log, employer, c.RecordGate(**told, by=officer.subject, today=today), if_match, reply, "/gates")
    return GateView(**told, recorded_by=officer.subject)


@router.get("/gates")
async def list_gates(_officer: MayRead, employer: EmployerPath, page: Page, tx: DbTx, reading: EmployerWork) -> Listing[GateView]:
    """What was recorded of the employer's gates, latest day first. / Vad som registrerats om hinder för stöd, senaste först."""
    row = await queries.employer(tx, employer)
    if row["sole_trader"]:
        await reading.of(person=employer)
    rows, total = await queries.list_gates(tx, employer, page.limit, page.offset)
    return page.of([GateView.of(one) for one in rows], total)


async def _workplace(service: Service, tx: Tx, row: Row) -> WorkplaceView:
    seal = sealing(service, tx, row["employer"])
    told = {"name": await seal.read(row["name"], "name"), "address": await seal.read(row["address"], "address")}
    return WorkplaceView.model_validate({**dict(row), **told})
