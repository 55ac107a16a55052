"""Meetings and consultations, and how many a unit had of each kind."""

from collections.abc import Sequence
from datetime import date
from uuid import UUID

import sqlalchemy as sa

from services.intake.projections.case import cases
from services.intake.projections.meeting import meetings
from services.intake.protection import shown_to
from services.intake.queries.found import ID, found, in_units
from shared.auth import Principal
from shared.db import Prepared, Row, Tx

WITH_PERSON = meetings.outerjoin(cases, cases.c.case_id == meetings.c.case_id)
MEETING = Prepared(sa.select(meetings, cases.c.person).select_from(WITH_PERSON).where(meetings.c.meeting == ID))


async def meeting(tx: Tx, meeting: UUID) -> Row:
    """The meeting, and the person whose case it is about."""
    return found("meeting", meeting, await tx.first(MEETING, id=meeting))


def held_between(first: date | None, last: date | None) -> list[sa.ColumnElement[bool]]:
    """Held from the first day to the last, both included; registered in error never."""
    bounds: list[sa.ColumnElement[bool]] = [meetings.c.in_error.is_(False)]
    if first is not None:
        bounds.append(meetings.c.held_on >= first)
    if last is not None:
        bounds.append(meetings.c.held_on <= last)
    return bounds


async def list_meetings(
    tx: Tx, officer: Principal, *, chosen: Sequence[sa.ColumnElement[bool]], limit: int, offset: int
) -> tuple[list[Row], int]:
    """Meetings of the officer's units, latest first, without those about a person whom the officer may not see."""
    where = (*_seen(officer), *chosen)
    rows = await tx.all(
        sa.select(meetings, cases.c.person)
        .select_from(WITH_PERSON)
        .where(*where)
        .order_by(meetings.c.held_on.desc(), meetings.c.meeting.desc())
        .limit(limit)
        .offset(offset)
    )
    total: int = await tx.scalar(sa.select(sa.func.count()).select_from(WITH_PERSON).where(*where))
    return rows, total


async def count_meetings(tx: Tx, officer: Principal, *, chosen: Sequence[sa.ColumnElement[bool]]) -> list[Row]:
    """(unit, kind, meetings, about_a_case) of what `list_meetings` lists."""
    by = (meetings.c.unit, meetings.c.kind)
    counted = sa.select(*by, sa.func.count().label("meetings"), sa.func.count(meetings.c.case_id).label("about_a_case"))
    counted = counted.select_from(WITH_PERSON).where(*_seen(officer), *chosen)
    return await tx.all(counted.group_by(*by).order_by(*by))


def _seen(officer: Principal) -> list[sa.ColumnElement[bool]]:
    """Of the officer's units, and not about a person whom the officer may not see."""
    seen = sa.or_(meetings.c.case_id.is_(None), shown_to(officer, cases.c.person))
    return [in_units(meetings.c.unit, sorted(officer.units)), seen]
