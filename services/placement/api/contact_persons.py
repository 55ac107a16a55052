"""Contact persons: who stands for an employer. Personal data under a key of their own, which can be destroyed."""

from uuid import UUID

from fastapi import APIRouter

from services.placement import commands as c
from services.placement import events as e
from services.placement.api.access import EmployerPath, MayRead, MayWrite, Placement
from services.placement.api.registered import ContactPersonPath, EmployerWork, done, sealing
from services.placement.queries import employers as queries
from services.placement.schemas.contacts import ContactPersonIn, ContactPersonRow, ContactPersonView, DayIn
from services.placement.schemas.employers import ErasureIn
from shared.db import Row, Tx
from shared.http.dependencies import DbTx, IfMatch, Log, Page, Reply, Today
from shared.http.paging import Listing
from shared.http.transactional import Transactional
from shared.ids import new_id
from shared.service import Service

router = APIRouter(prefix="/employers/{employer}/contact-persons", route_class=Transactional, tags=["employers"])


@router.post("", status_code=201)
async def add_contact_person(
    officer: MayWrite,
    employer: EmployerPath,
    body: ContactPersonIn,
    service: Placement,
    today: Today,
    log: Log,
    if_match: IfMatch,
    reply: Reply,
) -> ContactPersonView:
    """Add somebody who stands for the employer. / Lägg till en kontaktperson hos arbetsgivaren."""
    await queries.employer(log.tx, employer)
    who = new_id()
    details = await _sealed(service, log.tx, employer, who, body)
    command = c.AddContactPerson(
        contact_person=who, workplace=body.workplace, details=details, by=officer.subject, on=body.on, today=today
    )
    await done(log, employer, command, if_match, reply, f"/contact-persons/{who}")
    return await _view(service, log.tx, await queries.contact_person(log.tx, employer, who))


@router.get("")
async def list_contact_persons(
    _officer: MayRead, employer: EmployerPath, page: Page, service: Placement, tx: DbTx, reading: EmployerWork
) -> Listing[ContactPersonRow]:
    """Who stands for the employer, and who did; how to reach each is on the person's own page. What is shown is logged.

    Vilka som företräder arbetsgivaren, och har gjort det; hur var och en nås visas för sig. Det som visas loggas.
    """
    await queries.employer(tx, employer)
    rows, total = await queries.list_contact_persons(tx, employer, page.limit, page.offset)
    await reading.of_each([(row["contact_person"], None) for row in rows])
    views = [await _view(service, tx, row) for row in rows]
    return page.of([ContactPersonRow.model_validate(view) for view in views], total)


@router.get("/{representative}")
async def show_contact_person(
    _officer: MayRead,
    employer: EmployerPath,
    representative: ContactPersonPath,
    service: Placement,
    tx: DbTx,
    reading: EmployerWork,
) -> ContactPersonView:
    """Who the contact person is and how to reach the person. / Vem kontaktpersonen är och hur personen nås."""
    row = await queries.contact_person(tx, employer, representative)
    await reading.of(person=representative)
    return await _view(service, tx, row)


@router.post("/{representative}/changes", status_code=201)
async def change_contact_person(
    officer: MayWrite,
    employer: EmployerPath,
    representative: ContactPersonPath,
    body: ContactPersonIn,
    service: Placement,
    today: Today,
    log: Log,
    if_match: IfMatch,
    reply: Reply,
) -> ContactPersonView:
    """The contact person's particulars are others. / Kontaktpersonens uppgifter är andra."""
    await queries.contact_person(log.tx, employer, representative)
    details = await _sealed(service, log.tx, employer, representative, body)
    command = c.ChangeContactPerson(
        contact_person=representative, workplace=body.workplace, details=details, by=officer.subject, on=body.on, today=today
    )
    await done(log, employer, command, if_match, reply, f"/contact-persons/{representative}")
    return await _view(service, log.tx, await queries.contact_person(log.tx, employer, representative))


@router.post("/{representative}/departures", status_code=201)
async def remove_contact_person(
    _officer: MayWrite,
    employer: EmployerPath,
    representative: ContactPersonPath,
    body: DayIn,
    service: Placement,
    today: Today,
    log: Log,
    if_match: IfMatch,
    reply: Reply,
) -> ContactPersonView:
    """The contact person does not stand for the employer after that day. / Kontaktpersonen har slutat."""
    await queries.contact_person(log.tx, employer, representative)
    command = c.RemoveContactPerson(contact_person=representative, on=body.on, today=today)
    await done(log, employer, command, if_match, reply, f"/contact-persons/{representative}")
    return await _view(service, log.tx, await queries.contact_person(log.tx, employer, representative))


@router.post("/{representative}/erasures", status_code=201)
async def erase_contact_person(
    officer: MayWrite,
    employer: EmployerPath,
    representative: ContactPersonPath,
    body: ErasureIn,
    service: Placement,
    today: Today,
    log: Log,
    if_match: IfMatch,
    reply: Reply,
) -> ContactPersonView:
    """Erase the contact person's data, and the notes of contacts with the person, for good.

    Radera kontaktpersonens uppgifter, och anteckningarna om kontakter med personen, för gott.
    """
    await queries.contact_person(log.tx, employer, representative)
    command = c.EraseContactPerson(contact_person=representative, by=officer.subject, on=body.on, today=today)
    await done(log, employer, command, if_match, reply, f"/contact-persons/{representative}")
    await service.vault.erase(log.tx, representative)
    return await _view(service, log.tx, await queries.contact_person(log.tx, employer, representative))


async def _sealed(service: Service, tx: Tx, employer: UUID, who: UUID, body: ContactPersonIn) -> e.ContactDetails:
    seal = sealing(service, tx, employer, who)
    return e.ContactDetails(
        name=await seal.text(body.name, "name"),
        title=await seal.note(body.title, "title"),
        phone=await seal.note(body.phone, "phone"),
        email=await seal.note(body.email, "email"),
    )


async def _view(service: Service, tx: Tx, row: Row) -> ContactPersonView:
    seal = sealing(service, tx, row["employer"], row["contact_person"])
    told = {name: await seal.read(row[name], name) for name in ("name", "title", "phone", "email")}
    return ContactPersonView.model_validate({**dict(row), **told})
