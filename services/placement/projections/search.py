"""Searches for a job, as the case's course has them, with the last contact that was had with an employer about them."""

from typing import assert_never

import sqlalchemy as sa
from sqlalchemy.dialects.postgresql import insert

from services.placement import events as e
from services.placement.projections.tables import inserting, metadata, updating
from shared.db import Prepared, Tx

searches = sa.Table(
    "searches",
    metadata,
    sa.Column("case_id", sa.Uuid, primary_key=True),
    sa.Column("person", sa.Uuid, nullable=False),
    sa.Column("unit", sa.Text, nullable=False),
    sa.Column("support_person", sa.Text),
    sa.Column("status", sa.Text, nullable=False),
    sa.Column("started_on", sa.Date, nullable=False),
    sa.Column("paused_on", sa.Date),
    sa.Column("paused_until", sa.Date, comment="as expected"),
    sa.Column("ended_on", sa.Date),
    sa.Column("beside", sa.Integer, nullable=False, comment="what its clocks hang on comes one by one with its own changes"),
    sa.Column("version", sa.Integer, nullable=False),
    sa.Index("searches_unit", "unit", "status", "started_on"),
    sa.Index("searches_support_person", "support_person", "status", "started_on"),
)

case_contacts = sa.Table(
    "case_contacts",
    metadata,
    sa.Column("contact", sa.Uuid, primary_key=True),
    sa.Column("case_id", sa.Uuid, nullable=False),
    sa.Column("face_to_face", sa.Boolean, nullable=False),
    sa.Column("contacted_on", sa.Date, nullable=False),
    sa.Index("case_contacts_case", "case_id", "contacted_on"),
)
"""Contacts with employers that were about a case."""

job_losses = sa.Table(
    "job_losses",
    metadata,
    sa.Column("employment", sa.Uuid, primary_key=True),
    sa.Column("case_id", sa.Uuid, nullable=False),
    sa.Column("lost_on", sa.Date, nullable=False, comment="the last day in work"),
    sa.Index("job_losses_case", "case_id"),
)
"""Jobs after whose loss another was to be looked for."""

ADD = inserting(searches)
START = updating(searches, "started_on")
HANDED_OVER = updating(searches, "unit", "support_person")
PAUSE = updating(searches, "status", "paused_on", "paused_until")
END = updating(searches, "status", "ended_on", "paused_on", "paused_until")
CANCEL = updating(searches, "status", "paused_on", "paused_until")
GOING_ON = {"paused_on": None, "paused_until": None}

CONTACT = inserting(case_contacts)
NO_CONTACT = Prepared(sa.delete(case_contacts).where(case_contacts.c.contact == sa.bindparam("key", type_=sa.Uuid)))


LOST = Prepared(
    insert(job_losses)
    .values({column.name: sa.bindparam(column.name) for column in job_losses.columns})
    .on_conflict_do_update(index_elements=["employment"], set_={"lost_on": sa.text("excluded.lost_on")})
)
BESIDE = Prepared(
    sa.update(searches).where(searches.c.case_id == sa.bindparam("key", type_=sa.Uuid)).values(beside=searches.c.beside + 1)
)
VERSION = updating(searches)


async def project(tx: Tx, event: e.SearchEvent, version: int) -> None:
    match event:
        case e.SearchOpened():
            await _open(tx, event, version)
        case e.SearchStartCorrected():
            await tx.run(START, key=event.case, started_on=event.on, version=version)
        case e.SearchPaused():
            pause = {"paused_on": event.on, "paused_until": event.until}
            await tx.run(PAUSE, key=event.case, status="paused", version=version, **pause)
        case e.SearchResumed():
            await tx.run(PAUSE, key=event.case, status="open", version=version, **GOING_ON)
        case e.SearchClosed():
            await tx.run(END, key=event.case, status="closed", ended_on=event.on, version=version, **GOING_ON)
        case e.SearchReopened():
            await tx.run(END, key=event.case, status="open", ended_on=None, version=version, **GOING_ON)
        case e.SearchCancelled():
            await tx.run(CANCEL, key=event.case, status="cancelled", version=version, **GOING_ON)
        case e.SearchHandedOver():
            now = {"unit": event.unit, "support_person": event.support_person}
            await tx.run(HANDED_OVER, key=event.case, version=version, **now)
        case e.SearchTakenUpAgain() | e.EmployerContactReopened():
            await _taken_up(tx, event, version)
        case _:
            assert_never(event)


async def _taken_up(tx: Tx, event: e.SearchTakenUpAgain | e.EmployerContactReopened, version: int) -> None:
    if isinstance(event, e.SearchTakenUpAgain):
        await tx.run(LOST, employment=event.employment, case_id=event.case, lost_on=event.on)
    await tx.run(VERSION, key=event.case, version=version)


async def _open(tx: Tx, event: e.SearchOpened, version: int) -> None:
    await tx.run(
        ADD,
        case_id=event.case,
        person=event.person,
        unit=event.unit,
        support_person=event.support_person,
        status="open",
        started_on=event.on,
        ended_on=None,
        beside=0,
        version=version,
        **GOING_ON,
    )


async def affected(tx: Tx, event: object) -> None:
    """What other streams tell of a case: contacts with employers about it, and that a job was agreed.

    It takes the search's row, as the search's own changes do: of two at once one is tried again, and sees the other.
    """
    match event:
        case e.EmployerContacted() | e.EmployerContactRegisteredInError() | e.EmploymentAgreed():
            if event.case is not None:
                await tx.run(BESIDE, key=event.case)
                await _contacts(tx, event)
        case _:
            pass


async def _contacts(tx: Tx, event: object) -> None:
    match event:
        case e.EmployerContacted(case=case) if case is not None:
            face_to_face = event.channel == "visit"
            await tx.run(CONTACT, contact=event.contact, case_id=case, face_to_face=face_to_face, contacted_on=event.on)
        case e.EmployerContactRegisteredInError():
            await tx.run(NO_CONTACT, key=event.contact)
        case _:
            pass
