"""Handovers of a case, with the contacts around them."""

from typing import Any
from uuid import UUID

import sqlalchemy as sa

from services.followup.projections.contact import contacts
from services.followup.projections.handover import handovers
from services.followup.queries.of_case import CASE
from shared.db import Prepared, Row, Tx
from shared.tables import ID, found


def _contact(chosen: sa.ColumnElement[Any], *more: sa.ColumnElement[bool]) -> sa.ScalarSelect[Any]:
    """A day of kept contacts with the person of the same case."""
    with_person = contacts.c.contact_with != "employer"
    return (
        sa.select(chosen).where(contacts.c.case_id == handovers.c.case_id, contacts.c.kept, with_person, *more).scalar_subquery()
    )


def _next() -> sa.ScalarSelect[Any]:
    """The day of the case's next handover: from then on somebody else is asked."""
    later = handovers.alias()
    after = (later.c.case_id == handovers.c.case_id) & (later.c.version > handovers.c.version)
    return sa.select(sa.func.min(later.c.on)).where(after).scalar_subquery()


DAY = contacts.c.on
BEFORE, AFTER = handovers.c.on > DAY, handovers.c.on <= DAY
BY_THE_NEW = contacts.c.recorded_by == handovers.c.support_person
IN_OFFICE = sa.func.coalesce(_next(), sa.literal_column("'infinity'::date", sa.Date)) >= DAY
WITH_CONTACTS = sa.select(
    handovers,
    _contact(sa.func.max(DAY), BEFORE).label("last_contact_on"),
    _contact(sa.func.min(DAY), AFTER).label("next_contact_on"),
    _contact(sa.func.min(DAY), AFTER, BY_THE_NEW, IN_OFFICE).label("first_contact_on"),
)
HANDOVER = Prepared(WITH_CONTACTS.where(handovers.c.case_id == CASE, handovers.c.handover == ID))


async def handover(tx: Tx, case: UUID, handover: UUID) -> Row:
    return found("handover", handover, await tx.first(HANDOVER, case=case, id=handover))


async def list_handovers(tx: Tx, case: UUID, *, limit: int, offset: int) -> tuple[list[Row], int]:
    """The case's handovers, the last one first."""
    of_case = handovers.c.case_id == case
    rows = await tx.all(WITH_CONTACTS.where(of_case).order_by(handovers.c.version.desc()).limit(limit).offset(offset))
    total: int = await tx.scalar(sa.select(sa.func.count()).select_from(handovers).where(of_case))
    return rows, total
