"""The contact journal of an employer, and its wishes. Which case a contact was about is shown to that case's unit only."""

from typing import Any
from uuid import UUID

import sqlalchemy as sa

from services.placement.projections.contact import contact_wishes, employer_contacts
from services.placement.projections.search import searches
from shared.auth import Principal
from shared.db import Prepared, Row, Tx
from shared.protection import shown_to
from shared.tables import ID, Found, found, in_units, page

CONTACT = Prepared(sa.select(employer_contacts).where(employer_contacts.c.contact == ID))
WISH = Prepared(sa.select(contact_wishes).where(contact_wishes.c.wish == ID))


async def contact(tx: Tx, employer: UUID, contact: UUID) -> Row:
    """A contact with the employer, or with one registered twice for which it stays."""
    row = await tx.first(CONTACT, id=contact)
    known = row is not None and employer in {row["employer"], row["counts_for"]}
    return found("contact", contact, row if known else None)


async def list_contacts(tx: Tx, officer: Principal, employer: UUID, *, limit: int, offset: int) -> Found:
    """The journal, latest first. `shown_case` and `shown_person` are null unless the officer may know them."""
    table = employer_contacts
    chosen = [sa.or_(table.c.counts_for == employer, table.c.employer == employer)]
    order = [table.c.contacted_on.desc(), table.c.contact.desc()]
    seen = _seen_by(officer)
    rows = await tx.all(
        sa.select(
            table,
            sa.case((seen, table.c.case_id)).label("shown_case"),
            sa.case((seen, table.c.person)).label("shown_person"),
        )
        .where(*chosen)
        .order_by(*order)
        .limit(limit)
        .offset(offset)
    )
    total: int = await tx.scalar(sa.select(sa.func.count()).select_from(table).where(*chosen))
    return rows, total


def _seen_by(officer: Principal) -> sa.ColumnElement[bool]:
    of_own_unit: sa.ColumnElement[Any] = sa.exists().where(
        searches.c.case_id == employer_contacts.c.case_id, in_units(searches.c.unit, sorted(officer.units))
    )
    return sa.and_(of_own_unit, shown_to(officer, employer_contacts.c.person))


async def wish(tx: Tx, employer: UUID, wish: UUID) -> Row:
    row = await tx.first(WISH, id=wish)
    return found("contact-wish", wish, row if row is not None and row["employer"] == employer else None)


async def list_wishes(tx: Tx, employer: UUID, *, limit: int, offset: int) -> Found:
    """The employer's wishes not to be contacted, latest first."""
    order = [contact_wishes.c.declined_on.desc(), contact_wishes.c.wish.desc()]
    return await page(tx, contact_wishes, [contact_wishes.c.employer == employer], order, limit, offset)
