"""Employers, as they stand. The last contact is a column: nobody looks through the journal to show a list."""

from typing import Any

import sqlalchemy as sa
from sqlalchemy.dialects.postgresql import ARRAY

from services.placement import events as e
from services.placement import likeness
from services.placement.projections import contact
from services.placement.projections.last_contact import recount
from services.placement.projections.tables import inserting, metadata, updating
from shared.db import Prepared, Tx

employers = sa.Table(
    "employers",
    metadata,
    sa.Column("employer", sa.Uuid, primary_key=True),
    sa.Column("organisation_number", sa.Text, unique=True, comment="null: a sole trader"),
    sa.Column("name", sa.Text, comment="null: a sole trader"),
    sa.Column("name_start", sa.Text, nullable=False),
    sa.Column("name_words", ARRAY(sa.Text), nullable=False),
    sa.Column("sole_trader", sa.Boolean, nullable=False),
    sa.Column("erased", sa.Boolean, nullable=False),
    sa.Column("sector", sa.Text, nullable=False),
    sa.Column("municipality", sa.Text, nullable=False),
    sa.Column("sni", sa.Text, nullable=False),
    sa.Column("registered_on", sa.Date, nullable=False),
    sa.Column("status", sa.Text, nullable=False),
    sa.Column("closed_on", sa.Date),
    sa.Column("closing_reason", sa.Text),
    sa.Column("stays", sa.Uuid, comment="registered twice: the one that stays"),
    sa.Column("owner", sa.Text, comment="an officer"),
    sa.Column("unit", sa.Text, comment="the owner's"),
    sa.Column("owned_since", sa.Date),
    sa.Column("last_contact", sa.Uuid),
    sa.Column("last_contact_on", sa.Date),
    sa.Column("last_contact_by", sa.Text),
    sa.Column("last_contact_channel", sa.Text),
    sa.Column("next_step", sa.Text, comment="of the last contact"),
    sa.Column("next_step_on", sa.Date),
    sa.Column("no_contact_until", sa.Date, comment="its wish"),
    sa.Column("gates_hit", ARRAY(sa.Text), nullable=False, comment="as last recorded"),
    sa.Column("version", sa.Integer, nullable=False),
    sa.Index("employers_place", "municipality", "sector"),
    sa.Index("employers_name", "name", "employer"),
    sa.Index("employers_start", "municipality", "name_start"),
    sa.Index("employers_words", "name_words", postgresql_using="gin"),
    sa.Index("employers_owner", "owner", "last_contact_on"),
    sa.Index("employers_unit", "unit", "last_contact_on"),
    sa.Index("employers_contacted", "last_contact_on"),
    sa.Index("employers_stays", "stays"),
)

employer_workplaces = sa.Table(
    "employer_workplaces",
    metadata,
    sa.Column("workplace", sa.Uuid, primary_key=True),
    sa.Column("employer", sa.Uuid, nullable=False),
    sa.Column("name", sa.Text, comment="sealed; null: erased"),
    sa.Column("address", sa.Text, comment="sealed"),
    sa.Column("municipality", sa.Text, nullable=False),
    sa.Column("added_on", sa.Date, nullable=False),
    sa.Column("closed_on", sa.Date),
    sa.Index("employer_workplaces_employer", "employer"),
)

employer_gates = sa.Table(
    "employer_gates",
    metadata,
    sa.Column("employer", sa.Uuid, primary_key=True),
    sa.Column("version", sa.Integer, primary_key=True, comment="of the employer: the order of registration"),
    sa.Column("gate", sa.Text, nullable=False),
    sa.Column("state", sa.Text, nullable=False),
    sa.Column("source", sa.Text, nullable=False),
    sa.Column("recorded_by", sa.Text, nullable=False),
    sa.Column("recorded_on", sa.Date, nullable=False),
)

ADD = inserting(employers)
VERSION = updating(employers)
CHANGE = updating(employers, "name", "name_start", "name_words", "sector", "municipality", "sni")
ERASE = updating(employers, "erased")
CLOSE = updating(employers, "status", "closed_on", "closing_reason", "stays")
ASSIGN = updating(employers, "owner", "unit", "owned_since")
ADD_WORKPLACE = inserting(employer_workplaces)
_WORKPLACE = employer_workplaces.c.workplace == sa.bindparam("key", type_=sa.Uuid)
CLOSE_WORKPLACE = Prepared(
    sa.update(employer_workplaces).where(_WORKPLACE).values(closed_on=sa.bindparam("closing", type_=sa.Date))
)
_OF_EMPLOYER = employer_workplaces.c.employer == sa.bindparam("key", type_=sa.Uuid)
FORGET_WORKPLACES = Prepared(sa.update(employer_workplaces).where(_OF_EMPLOYER).values(name=None, address=None))
ADD_GATE = inserting(employer_gates)
GATES = """
update employers set gates_hit = (
    select coalesce(array_agg(gate order by gate) filter (where state = 'hit'), '{}')
    from (select distinct on (gate) gate, state from employer_gates where employer = $1
          order by gate, recorded_on desc, version desc) latest
) where employer = $1
"""
# Contacts with an employer that was registered twice count for the one that stays, by however many steps it is reached.
FOLLOWERS = """
with recursive chain (employer) as (
    select $1::uuid union select e.employer from employers e join chain f on e.stays = f.employer
)
update employer_contacts set counts_for = $2 where employer in (select employer from chain)
"""
STAYING = """
with recursive chain (employer, stays) as (
    select employer, stays from employers where employer = $1
    union select e.employer, e.stays from employers e join chain l on e.employer = l.stays
)
select employer from chain where stays is null
"""


async def project(tx: Tx, event: e.EmployerEvent, version: int) -> None:
    match event:
        case e.EmployerRegistered() | e.SoleTraderRegistered():
            await tx.run(ADD, **_new(event), version=version)
        case e.EmployerChanged() | e.EmployerAssigned():
            await _particulars(tx, event, version)
        case e.EmployerClosed() | e.EmployerReopened():
            await _course(tx, event, version)
        case e.SoleTraderErased():
            await tx.run(ERASE, key=event.employer, erased=True, version=version)
            await tx.run(FORGET_WORKPLACES, key=event.employer)
            await contact.forget_employer(tx, event.employer)
        case e.WorkplaceAdded() | e.WorkplaceClosed() | e.GateRecorded():
            await tx.run(VERSION, key=event.employer, version=version)
            await _beside(tx, event, version)
        case _:
            await tx.run(VERSION, key=event.employer, version=version)
            await contact.project(tx, event, version)


async def _particulars(tx: Tx, event: e.EmployerChanged | e.EmployerAssigned, version: int) -> None:
    if isinstance(event, e.EmployerChanged):
        same = {"sector": event.sector, "municipality": event.municipality, "sni": event.sni}
        await tx.run(CHANGE, key=event.employer, **_named(event.name), **same, version=version)
    else:
        owned = {"owner": event.owner, "unit": event.unit, "owned_since": event.on}
        await tx.run(ASSIGN, key=event.employer, **owned, version=version)


async def _course(tx: Tx, event: e.EmployerClosed | e.EmployerReopened, version: int) -> None:
    before = await tx.raw.fetchval(STAYING, event.employer)
    closing: dict[str, Any] = {"status": "open", "closed_on": None, "closing_reason": None, "stays": None}
    if isinstance(event, e.EmployerClosed):
        closing = {"status": "closed", "closed_on": event.on, "closing_reason": event.reason, "stays": event.stays}
    await tx.run(CLOSE, key=event.employer, **closing, version=version)
    after = await tx.raw.fetchval(STAYING, event.employer)
    if before != after:
        await tx.raw.execute(FOLLOWERS, event.employer, after)
        for employer in (before, after):
            await recount(tx, employer)


async def _beside(tx: Tx, event: e.WorkplaceAdded | e.WorkplaceClosed | e.GateRecorded, version: int) -> None:
    match event:
        case e.WorkplaceAdded():
            await tx.run(ADD_WORKPLACE, **_workplace(event))
        case e.WorkplaceClosed():
            await tx.run(CLOSE_WORKPLACE, key=event.workplace, closing=event.on)
        case e.GateRecorded():
            await tx.run(ADD_GATE, **_gate(event), version=version)
            await tx.raw.execute(GATES, event.employer)


def _named(name: str | None) -> dict[str, Any]:
    if name is None:
        return {"name": None, "name_start": "", "name_words": []}
    return {"name": name, "name_start": likeness.start(name), "name_words": likeness.words(name)}


def _new(event: e.EmployerRegistered | e.SoleTraderRegistered) -> dict[str, Any]:
    legal = event if isinstance(event, e.EmployerRegistered) else None
    return {
        **dict.fromkeys(column.name for column in employers.columns if column.name != "version"),
        **_named(legal.name if legal else None),
        "employer": event.employer,
        "organisation_number": legal.organisation_number if legal else None,
        "sole_trader": legal is None,
        "erased": False,
        "sector": legal.sector if legal else "private",
        "municipality": event.municipality,
        "sni": event.sni,
        "registered_on": event.on,
        "status": "open",
        "gates_hit": [],
    }


def _workplace(event: e.WorkplaceAdded) -> dict[str, Any]:
    return {
        "workplace": event.workplace,
        "employer": event.employer,
        "name": event.name.text,
        "address": event.address and event.address.text,
        "municipality": event.municipality,
        "added_on": event.on,
        "closed_on": None,
    }


def _gate(event: e.GateRecorded) -> dict[str, Any]:
    return {
        "employer": event.employer,
        "gate": event.gate,
        "state": event.state,
        "source": event.source,
        "recorded_by": event.recorded_by,
        "recorded_on": event.on,
    }
