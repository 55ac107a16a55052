"""The contact journal of an employer, and its wishes not to be contacted."""

from uuid import UUID

from fastapi import APIRouter

from services.placement import commands as c
from services.placement import queries as found
from services.placement import streams
from services.placement.api.access import EmployerPath, MayRead, MayWrite, Placement, within_unit
from services.placement.api.registered import ContactPath, EmployerWork, WishPath, done, sealing
from services.placement.queries import contacts as queries
from services.placement.queries import employers, searches
from services.placement.schemas.contacts import (
    ContactIn,
    ContactRetractionIn,
    ContactRow,
    ContactView,
    DayIn,
    WishIn,
    WishView,
)
from services.placement.search import search
from shared.auth import Principal
from shared.db import Row, Tx
from shared.decider import handle
from shared.http.dependencies import DbTx, IfMatch, Log, Page, Reply, Today
from shared.http.paging import Listing
from shared.http.transactional import Transactional
from shared.http.units import require_unit
from shared.ids import new_id
from shared.sealing import Sealing
from shared.service import Service

router = APIRouter(prefix="/employers/{employer}", route_class=Transactional, tags=["employers"])


@router.post("/contacts", status_code=201)
async def log_contact(
    officer: MayWrite,
    employer: EmployerPath,
    body: ContactIn,
    service: Placement,
    today: Today,
    log: Log,
    if_match: IfMatch,
    reply: Reply,
) -> ContactView:
    """Log a contact with the employer. Refused while it wishes to be left alone, unless the employer took the contact.

    Registrera en kontakt. Nekas så länge arbetsgivaren inte vill bli kontaktad, om den inte själv tog kontakten.
    """
    await employers.employer(log.tx, employer)
    require_unit(officer, body.unit)
    case = None if body.case is None else await within_unit(officer, log.tx, await found.search(log.tx, body.case))
    contact, person = new_id(), case["person"] if case else None
    seal = sealing(service, log.tx, employer, person or body.contact_person)
    told = {**body.model_dump(exclude={"note"}), "note": await seal.note(body.note, "note")}
    in_error = case is not None and case["status"] == "cancelled"
    command = c.LogEmployerContact(**told, contact=contact, person=person, in_error=in_error, by=officer.subject, today=today)
    await done(log, employer, command, if_match, reply, f"/contacts/{contact}")
    return await _view(service, log.tx, employer, contact)


@router.get("/contacts")
async def list_contacts(
    officer: MayRead, employer: EmployerPath, page: Page, tx: DbTx, reading: EmployerWork
) -> Listing[ContactRow]:
    """The employer's contact journal, latest first, with that of others registered twice. Notes are read one by one.

    Arbetsgivarens kontaktjournal, senaste först, med dubbelregistrerades. Anteckningar läses en och en.
    """
    await employers.employer(tx, employer)
    rows, total = await queries.list_contacts(tx, officer, employer, limit=page.limit, offset=page.offset)
    await reading.of_each([(row["shown_person"], row["shown_case"]) for row in rows if row["shown_case"]])
    return page.of([ContactRow.of(row, row["shown_case"]) for row in rows], total)


@router.get("/contacts/{contact}")
async def show_contact(
    officer: MayRead, employer: EmployerPath, contact: ContactPath, service: Placement, tx: DbTx, reading: EmployerWork
) -> ContactView:
    """One contact with its note; one about a case only for that case's unit. / En kontakt med dess anteckning."""
    row = await _readable(officer, tx, employer, contact)
    if whose := row["person"] or row["contact_person"]:
        await reading.of(person=whose, case=row["case_id"])
    elif (await employers.employer(tx, row["employer"]))["sole_trader"]:
        await reading.of(person=row["employer"])
    return await _view(service, tx, employer, contact)


@router.post("/contacts/{contact}/retractions", status_code=201)
async def retract_contact(
    officer: MayWrite,
    employer: EmployerPath,
    contact: ContactPath,
    body: ContactRetractionIn,
    service: Placement,
    today: Today,
    log: Log,
    if_match: IfMatch,
    reply: Reply,
) -> ContactView:
    """There was no such contact; what really was is logged anew. / Kontakten är felregistrerad; den rätta registreras på nytt."""
    row = await _readable(officer, log.tx, employer, contact)
    require_unit(officer, row["unit"], person=row["person"], case=row["case_id"])
    reason = await _sealing(service, log.tx, row).text(body.reason, "reason")
    command = c.RegisterContactInError(contact=contact, reason=reason, by=officer.subject, on=body.on, today=today)
    await done(log, row["employer"], command, if_match, reply, f"/contacts/{contact}")
    if row["case_id"] is not None and row["channel"] == "visit":
        still = c.ReopenEmployerContact(visited=await searches.visited(log.tx, row["case_id"]))
        await handle(log, search, streams.search(row["case_id"]), still)
    return await _view(service, log.tx, employer, contact)


@router.post("/contact-wishes", status_code=201)
async def decline_contact(
    officer: MayWrite, employer: EmployerPath, body: WishIn, today: Today, log: Log, if_match: IfMatch, reply: Reply
) -> WishView:
    """The employer wishes not to be contacted, up to a day. / Arbetsgivaren vill inte bli kontaktad till ett datum."""
    await employers.employer(log.tx, employer)
    wish = new_id()
    command = c.DeclineContact(wish=wish, until=body.until, by=officer.subject, on=body.on, today=today)
    await done(log, employer, command, if_match, reply, f"/contact-wishes/{wish}")
    return WishView.of(await queries.wish(log.tx, employer, wish))


@router.get("/contact-wishes")
async def list_contact_wishes(_officer: MayRead, employer: EmployerPath, page: Page, tx: DbTx) -> Listing[WishView]:
    """The employer's wishes not to be contacted, latest first. / Önskemål om att inte bli kontaktad, senaste först."""
    await employers.employer(tx, employer)
    rows, total = await queries.list_wishes(tx, employer, limit=page.limit, offset=page.offset)
    return page.of([WishView.of(row) for row in rows], total)


@router.get("/contact-wishes/{wish}")
async def show_contact_wish(_officer: MayRead, employer: EmployerPath, wish: WishPath, tx: DbTx) -> WishView:
    """One wish not to be contacted. / En önskan att inte bli kontaktad."""
    return WishView.of(await queries.wish(tx, employer, wish))


@router.post("/contact-wishes/{wish}/liftings", status_code=201)
async def lift_contact_wish(
    officer: MayWrite,
    employer: EmployerPath,
    wish: WishPath,
    body: DayIn,
    today: Today,
    log: Log,
    if_match: IfMatch,
    reply: Reply,
) -> WishView:
    """The employer may be contacted again, from that day on. / Arbetsgivaren får kontaktas igen, från den dagen."""
    await queries.wish(log.tx, employer, wish)
    command = c.LiftContactWish(wish=wish, by=officer.subject, on=body.on, today=today)
    await done(log, employer, command, if_match, reply, f"/contact-wishes/{wish}")
    return WishView.of(await queries.wish(log.tx, employer, wish))


async def _readable(officer: Principal, tx: Tx, employer: UUID, contact: UUID) -> Row:
    """The contact; one about a case only if the officer may see that case."""
    row = await queries.contact(tx, employer, contact)
    if row["case_id"] is not None:
        await within_unit(officer, tx, await found.search(tx, row["case_id"]))
    return row


def _sealing(service: Service, tx: Tx, row: Row) -> Sealing:
    """The note goes with whom it is about: the case's person, else the contact person, else the employer."""
    return sealing(service, tx, row["employer"], row["person"] or row["contact_person"])


async def _view(service: Service, tx: Tx, employer: UUID, contact: UUID) -> ContactView:
    row = await queries.contact(tx, employer, contact)
    return ContactView.of(row, row["case_id"], note=await _sealing(service, tx, row).read(row["note"], "note"))
