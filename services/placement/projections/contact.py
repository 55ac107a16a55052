"""The contact with employers: contact persons, the journal, wishes not to be contacted. Texts stay sealed."""

from typing import Any, assert_never
from uuid import UUID

import sqlalchemy as sa

from services.placement import events as e
from services.placement.projections.last_contact import recount
from services.placement.projections.tables import inserting, metadata
from shared.db import Prepared, Tx

contact_persons = sa.Table(
    "contact_persons",
    metadata,
    sa.Column("contact_person", sa.Uuid, primary_key=True),
    sa.Column("employer", sa.Uuid, nullable=False),
    sa.Column("workplace", sa.Uuid),
    sa.Column("name", sa.Text, comment="sealed; null: erased"),
    sa.Column("title", sa.Text, comment="sealed"),
    sa.Column("phone", sa.Text, comment="sealed"),
    sa.Column("email", sa.Text, comment="sealed"),
    sa.Column("status", sa.Text, nullable=False, comment="here, left, erased"),
    sa.Column("since", sa.Date, nullable=False),
    sa.Index("contact_persons_employer", "employer", "status"),
)

employer_contacts = sa.Table(
    "employer_contacts",
    metadata,
    sa.Column("contact", sa.Uuid, primary_key=True),
    sa.Column("employer", sa.Uuid, nullable=False),
    sa.Column("counts_for", sa.Uuid, nullable=False, comment="the employer, or the one that stays of those registered twice"),
    sa.Column("contact_person", sa.Uuid),
    sa.Column("channel", sa.Text, nullable=False),
    sa.Column("initiative", sa.Text, nullable=False),
    sa.Column("purpose", sa.Text, nullable=False),
    sa.Column("outcome", sa.Text, nullable=False),
    sa.Column("next_step", sa.Text),
    sa.Column("next_step_on", sa.Date),
    sa.Column("case_id", sa.Uuid),
    sa.Column("person", sa.Uuid),
    sa.Column("note", sa.Text, comment="sealed"),
    sa.Column("unit", sa.Text, nullable=False),
    sa.Column("contacted_by", sa.Text, nullable=False),
    sa.Column("contacted_on", sa.Date, nullable=False),
    sa.Column("in_error", sa.Boolean, nullable=False),
    sa.Index("employer_contacts_counted", "counts_for", "contacted_on", "contact"),
    sa.Index("employer_contacts_employer", "employer", "contacted_on", "contact"),
    sa.Index("employer_contacts_case", "case_id", "contacted_on"),
)

contact_wishes = sa.Table(
    "contact_wishes",
    metadata,
    sa.Column("wish", sa.Uuid, primary_key=True),
    sa.Column("employer", sa.Uuid, nullable=False),
    sa.Column("declined_on", sa.Date, nullable=False),
    sa.Column("until", sa.Date, nullable=False),
    sa.Column("registered_by", sa.Text, nullable=False),
    sa.Column("lifted_on", sa.Date),
    sa.Column("lifted_by", sa.Text),
    sa.Index("contact_wishes_employer", "employer"),
)

KEY = sa.bindparam("key", type_=sa.Uuid)
PERSON_COLUMNS = ("workplace", "name", "title", "phone", "email", "status", "since")
ADD_PERSON = inserting(contact_persons)
CHANGE_PERSON = Prepared(
    sa.update(contact_persons)
    .where(contact_persons.c.contact_person == KEY)
    .values({name: sa.bindparam(name, type_=contact_persons.c[name].type) for name in PERSON_COLUMNS})
)
PERSON_IS = Prepared(
    sa.update(contact_persons)
    .where(contact_persons.c.contact_person == KEY)
    .values(status=sa.bindparam("now"), since=sa.bindparam("day", type_=sa.Date))
)
FORGET_PERSON = Prepared(
    sa.update(contact_persons)
    .where(contact_persons.c.contact_person == KEY)
    .values(name=None, title=None, phone=None, email=None)
)
FORGET_NOTES_WITH = Prepared(
    sa.update(employer_contacts)
    .where(employer_contacts.c.contact_person == KEY, employer_contacts.c.person.is_(None))
    .values(note=None)
)
FORGET_NOTES = Prepared(
    sa.update(employer_contacts)
    .where(
        employer_contacts.c.employer == KEY, employer_contacts.c.person.is_(None), employer_contacts.c.contact_person.is_(None)
    )
    .values(note=None)
)
ADD_CONTACT = inserting(employer_contacts)
IN_ERROR = Prepared(sa.update(employer_contacts).where(employer_contacts.c.contact == KEY).values(in_error=True))
COUNTS_FOR = Prepared(sa.select(employer_contacts.c.counts_for).where(employer_contacts.c.contact == KEY))
ADD_WISH = inserting(contact_wishes)
LIFT_WISH = Prepared(
    sa.update(contact_wishes)
    .where(contact_wishes.c.wish == KEY)
    .values(lifted_on=sa.bindparam("day", type_=sa.Date), lifted_by=sa.bindparam("who"))
)
WISHES = """
update employers set no_contact_until = (
    select max(until) from contact_wishes where employer = $1 and lifted_on is null
) where employer = $1
"""


async def project(tx: Tx, event: e.ContactEvent, _version: int) -> None:
    match event:
        case e.ContactPersonAdded() | e.ContactPersonChanged() | e.ContactPersonLeft() | e.ContactPersonErased():
            await _persons(tx, event)
        case e.EmployerContacted():
            await tx.run(ADD_CONTACT, **_contact(event))
            await recount(tx, event.employer)
        case e.EmployerContactRegisteredInError():
            await tx.run(IN_ERROR, key=event.contact)
            counted = await tx.scalar(COUNTS_FOR, key=event.contact)
            for employer in {event.employer, counted}:
                await recount(tx, employer)
        case e.ContactDeclined():
            await tx.run(ADD_WISH, **_wish(event))
            await tx.raw.execute(WISHES, event.employer)
        case e.ContactWishLifted():
            await tx.run(LIFT_WISH, key=event.wish, day=event.on, who=event.lifted_by)
            await tx.raw.execute(WISHES, event.employer)
        case _:
            assert_never(event)


async def _persons(
    tx: Tx, event: e.ContactPersonAdded | e.ContactPersonChanged | e.ContactPersonLeft | e.ContactPersonErased
) -> None:
    who = event.contact_person
    match event:
        case e.ContactPersonAdded():
            await tx.run(ADD_PERSON, contact_person=who, employer=event.employer, **_details(event))
        case e.ContactPersonChanged():
            await tx.run(CHANGE_PERSON, key=who, **_details(event))
        case e.ContactPersonLeft():
            await tx.run(PERSON_IS, key=who, now="left", day=event.on)
        case e.ContactPersonErased():
            await tx.run(PERSON_IS, key=who, now="erased", day=event.on)
            await tx.run(FORGET_PERSON, key=who)
            await tx.run(FORGET_NOTES_WITH, key=who)


async def forget_employer(tx: Tx, employer: UUID) -> None:
    """Notes that were under the employer's own key are gone."""
    await tx.run(FORGET_NOTES, key=employer)


def _details(event: e.ContactPersonAdded | e.ContactPersonChanged) -> dict[str, Any]:
    told = event.details
    return {
        "workplace": event.workplace,
        "name": told.name.text,
        "title": told.title and told.title.text,
        "phone": told.phone and told.phone.text,
        "email": told.email and told.email.text,
        "status": "here",
        "since": event.on,
    }


def _contact(event: e.EmployerContacted) -> dict[str, Any]:
    same = ("contact", "employer", "contact_person", "channel", "initiative", "purpose", "outcome", "next_step", "next_step_on")
    return {
        **{name: getattr(event, name) for name in same},
        "counts_for": event.employer,
        "case_id": event.case,
        "person": event.person,
        "note": event.note and event.note.text,
        "unit": event.unit,
        "contacted_by": event.by,
        "contacted_on": event.on,
        "in_error": False,
    }


def _wish(event: e.ContactDeclined) -> dict[str, Any]:
    return {
        "wish": event.wish,
        "employer": event.employer,
        "declined_on": event.on,
        "until": event.until,
        "registered_by": event.registered_by,
        "lifted_on": None,
        "lifted_by": None,
    }
