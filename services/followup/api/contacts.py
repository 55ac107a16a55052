"""Contacts with the person and the employer: kept, not kept, or moved."""

from uuid import UUID

from fastapi import APIRouter

from services.followup import commands as c
from services.followup import queries, streams
from services.followup.api.access import (
    CasePath,
    CaseWork,
    ContactPath,
    MayRead,
    MayWrite,
    Safe,
    own_support,
    read_support,
    sealing,
)
from services.followup.schemas.contacts import ContactDetail, ContactIn, ContactView, RemovalIn
from services.followup.support import support
from shared.decider import handle
from shared.http.dependencies import DbTx, IfMatch, Log, Page, Reply, Today
from shared.http.paging import Listing
from shared.http.transactional import Transactional
from shared.ids import new_id

router = APIRouter(prefix="/supports/{case}/contacts", route_class=Transactional, tags=["contacts"])


@router.post("", status_code=201)
async def log_contact(
    officer: MayWrite, case: CasePath, body: ContactIn, vault: Safe, today: Today, log: Log, if_match: IfMatch, reply: Reply
) -> ContactView:
    """Log a contact, a no-show or that it was moved, also afterwards; or correct one by naming it.

    Registrera en kontakt, ett uteblivande eller en flytt, även i efterhand; eller rätta en kontakt genom att ange den.
    """
    row = await own_support(officer, log.tx, case)
    contact, seals = new_id(), sealing(vault, log.tx, row)
    command = c.LogContact(
        contact=contact,
        channel=body.channel,
        contact_with=body.contact_with,
        outcome=body.outcome,
        moved_to=body.moved_to,
        planned_on=body.planned_on,
        minutes=body.minutes,
        on_site=body.on_site,
        three_party=body.three_party,
        by=officer.subject,
        corrects=body.corrects,
        reason=await seals.note(body.reason, reason_of(contact)),
        note=await seals.note(body.note, note_of(contact)),
        on=body.on,
        today=today,
    )
    version = await handle(log, support, streams.support(case), command, if_match=if_match)
    reply.created(f"/supports/{case}/contacts/{contact}", version)
    return ContactView.of(await queries.contact(log.tx, case, contact))


@router.get("")
async def list_contacts(officer: MayRead, case: CasePath, page: Page, tx: DbTx, reading: CaseWork) -> Listing[ContactView]:
    """The case's contacts, the last one first, corrected ones too; notes are read one by one.

    Ärendets kontakter, senaste först, även rättade.
    """
    await read_support(officer, tx, case, reading)
    rows, total = await queries.list_contacts(tx, case, limit=page.limit, offset=page.offset)
    return page.of([ContactView.of(row) for row in rows], total)


@router.get("/{contact}")
async def show_contact(
    officer: MayRead, case: CasePath, contact: ContactPath, vault: Safe, tx: DbTx, reading: CaseWork, reply: Reply
) -> ContactDetail:
    """One contact, with its note. / En kontakt, med anteckning."""
    row = await read_support(officer, tx, case, reading)
    found, seals = await queries.contact(tx, case, contact), sealing(vault, tx, row)
    reply.version(row["version"])
    return ContactDetail.of(
        found,
        note=await seals.read(found["note"], note_of(contact)),
        reason=await seals.read(found["reason"], reason_of(contact)),
        error_reason=await seals.read(found["error_reason"], error_of(contact)),
    )


@router.post("/{contact}/removals", status_code=201)
async def remove_contact(
    officer: MayWrite,
    case: CasePath,
    contact: ContactPath,
    body: RemovalIn,
    vault: Safe,
    log: Log,
    if_match: IfMatch,
    reply: Reply,
) -> ContactView:
    """There was no such contact: it was logged in error. It stays in the list, and says so.

    Kontakten är felregistrerad. Den står kvar i listan, med den uppgiften.
    """
    row = await own_support(officer, log.tx, case)
    await queries.contact(log.tx, case, contact)
    reason = await sealing(vault, log.tx, row).note(body.reason, error_of(contact))
    command = c.RemoveContact(contact=contact, reason=reason)
    version = await handle(log, support, streams.support(case), command, if_match=if_match)
    reply.created(f"/supports/{case}/contacts/{contact}", version)
    return ContactView.of(await queries.contact(log.tx, case, contact))


def note_of(contact: UUID) -> str:
    """The sealed field's name: a seal fits the contact it was made for and no other."""
    return f"contacts/{contact}/note"


def reason_of(contact: UUID) -> str:
    return f"contacts/{contact}/reason"


def error_of(contact: UUID) -> str:
    return f"contacts/{contact}/error"
