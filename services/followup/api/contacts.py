"""Contacts with the person and the employer, kept or not."""

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
from services.followup.schemas.contacts import ContactDetail, ContactIn, ContactView
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
    """Log a contact or a no-show, also afterwards, if it was before the support was over.

    Registrera en kontakt eller ett uteblivande, även i efterhand om det var innan stödet tog slut.
    """
    row = await own_support(officer, log.tx, case)
    contact = new_id()
    command = c.LogContact(
        contact=contact,
        channel=body.channel,
        contact_with=body.contact_with,
        kept=body.kept,
        on_site=body.on_site,
        note=await sealing(vault, log.tx, row).note(body.note, note_of(contact)),
        on=body.on,
        today=today,
    )
    version = await handle(log, support, streams.support(case), command, if_match=if_match)
    reply.created(f"/supports/{case}/contacts/{contact}", version)
    return ContactView.of(await queries.contact(log.tx, case, contact))


@router.get("")
async def list_contacts(officer: MayRead, case: CasePath, page: Page, tx: DbTx, reading: CaseWork) -> Listing[ContactView]:
    """The case's contacts, the last one first; notes are read one by one. / Ärendets kontakter, senaste först."""
    await read_support(officer, tx, case, reading)
    rows, total = await queries.list_contacts(tx, case, limit=page.limit, offset=page.offset)
    return page.of([ContactView.of(row) for row in rows], total)


@router.get("/{contact}")
async def show_contact(
    officer: MayRead, case: CasePath, contact: ContactPath, vault: Safe, tx: DbTx, reading: CaseWork, reply: Reply
) -> ContactDetail:
    """One contact, with its note. / En kontakt, med anteckning."""
    row = await read_support(officer, tx, case, reading)
    found = await queries.contact(tx, case, contact)
    reply.version(row["version"])
    return ContactDetail.of(found, note=await sealing(vault, tx, row).read(found["note"], note_of(contact)))


def note_of(contact: UUID) -> str:
    """The sealed field's name: a seal fits the contact it was made for and no other."""
    return f"contacts/{contact}/note"
