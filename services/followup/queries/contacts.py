"""Contacts of a case."""

from uuid import UUID

from services.followup.projections.contact import contacts
from services.followup.queries.of_case import one_of_case
from shared.db import Row, Tx
from shared.tables import found, page

CONTACT = one_of_case(contacts, "contact")


async def contact(tx: Tx, case: UUID, contact: UUID) -> Row:
    return found("contact", contact, await tx.first(CONTACT, case=case, id=contact))


async def list_contacts(tx: Tx, case: UUID, *, limit: int, offset: int) -> tuple[list[Row], int]:
    """The case's contacts, the last one first."""
    order = [contacts.c.on.desc(), contacts.c.recorded_at.desc(), contacts.c.contact.desc()]
    return await page(tx, contacts, [contacts.c.case_id == case], order, limit, offset)
