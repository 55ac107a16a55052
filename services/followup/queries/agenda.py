"""Planned contacts: worked out from plans and contacts when somebody asks, for one case or for units. They are no rows.

Reads six tables once each, however many cases there are; the days asked for are few (see the route), so the lists are short.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

import sqlalchemy as sa

from services.followup import agenda
from services.followup import events as e
from services.followup.agenda import Book, Entry
from services.followup.facts import Pause
from services.followup.noted import BOTH, Contact
from services.followup.planned import Intensification, Plan
from services.followup.projections.contact import contacts
from services.followup.projections.pause import pauses
from services.followup.projections.plan import STEP, intensifications, plans
from services.followup.projections.support import supports
from services.followup.schedule import FARTHEST_MOVE, Course
from shared.auth import Principal
from shared.db import Row, Tx
from shared.protection import shown_to
from shared.tables import in_units

OVER = ("completed", "closed")


@dataclass(frozen=True, kw_only=True)
class Days:
    """The days asked about, both included."""

    first: date
    last: date


Due = tuple[Row, Entry]
"""A support, and a planned contact of it."""


async def due_of_case(tx: Tx, support: Row, days: Days, today: date) -> list[Due]:
    """The case's planned contacts that are due in these days, also when the support is over."""
    return await _due(tx, [support], days, today)


async def due_of_units(
    tx: Tx, *, officer: Principal, units: Sequence[str], owner: str | None, days: Days, today: date
) -> list[Due]:
    """Planned contacts of the units' supports that go on, by the day they are due."""
    chosen = [in_units(supports.c.unit, units), shown_to(officer, supports.c.person), supports.c.phase.not_in(OVER)]
    if owner is not None:
        chosen.append(supports.c.support_person == owner)
    return await _due(tx, await tx.all(sa.select(supports).where(*chosen)), days, today)


async def _due(tx: Tx, found: Sequence[Row], days: Days, today: date) -> list[Due]:
    cases = [row["case_id"] for row in found]
    if not cases:
        return []
    courses, books = await _courses(tx, found, days), await _books(tx, cases, days)
    due = [
        (row, entry)
        for row in found
        for entry in agenda.due_between(courses[row["case_id"]], books[row["case_id"]], days.first, days.last, today)
    ]
    return sorted(due, key=lambda one: (one[1].due_on, str(one[1].planned.at or ""), str(one[0]["case_id"])))


async def _courses(tx: Tx, found: Sequence[Row], days: Days) -> Mapping[UUID, Course]:
    cases = [row["case_id"] for row in found]
    agreed = plans.c.status.in_(("agreed", "revised")) & (plans.c.applies_from <= days.last)
    planned = await _by_case(tx, plans, cases, agreed, order=(plans.c.agreed_version,))
    begun = intensifications.c.applies_from <= days.last
    more = await _by_case(tx, intensifications, cases, begun, order=(intensifications.c.recorded_at,))
    paused = await _by_case(tx, pauses, cases, pauses.c.on <= days.last, order=(pauses.c.version,))
    return {
        row["case_id"]: Course(
            plans={plan["plan"]: _plan(plan) for plan in planned[row["case_id"]]},
            intensified=[_intensification(one) for one in more[row["case_id"]]],
            pauses=[Pause(on=one["on"], until=one["until"], resumed_on=one["resumed_on"]) for one in paused[row["case_id"]]],
            over_since=_over_since(row),
        )
        for row in found
    }


def _over_since(row: Row) -> date | None:
    if row["phase"] not in OVER:
        return None
    days: list[date] = [day for day in (row["closed_on"], row["completed_on"]) if day is not None]
    return min(days)


def _plan(row: Row) -> Plan:
    return Plan(
        kind=row["kind"],
        steps=tuple(STEP.validate_python(step) for step in row["steps"]),
        until=row["until"],
        status=row["status"],
        proposed_on=row["proposed_on"],
        gives_way_on=row["gives_way_on"],
    )


def _intensification(row: Row) -> Intensification:
    return Intensification(plan=row["plan"], step=STEP.validate_python(row["step"]), until=row["until"])


async def _books(tx: Tx, cases: Sequence[UUID], days: Days) -> Mapping[UUID, Book]:
    """What was logged about what is planned in these days or was moved to one of them, and the last kept contacts."""
    moved = contacts.alias()
    moved_here = (moved.c.case_id == contacts.c.case_id) & moved.c.stands & moved.c.moved_to.between(days.first, days.last)
    near = contacts.c.planned_on.between(days.first - FARTHEST_MOVE, days.last)
    about_them = near | contacts.c.planned_on.in_(sa.select(moved.c.planned_on).where(moved_here))
    told = await _by_case(tx, contacts, cases, contacts.c.stands & about_them, order=(contacts.c.on, contacts.c.recorded_at))
    kept = await _last_kept(tx, cases)
    return {case: Book({row["contact"]: _contact(row) for row in told[case]}, kept[case]) for case in cases}


def _contact(row: Row) -> Contact:
    return Contact(
        contact_with=row["contact_with"],
        outcome=row["outcome"],
        on=row["on"],
        planned_on=row["planned_on"],
        moved_to=row["moved_to"],
        by=row["made_by"],
    )


async def _last_kept(tx: Tx, cases: Sequence[UUID]) -> Mapping[UUID, Mapping[e.PlannedWith, date]]:
    last = sa.func.max(contacts.c.on).label("last")
    counted = sa.select(contacts.c.case_id, contacts.c.contact_with, last).where(_of(contacts, cases), contacts.c.kept)
    kept: dict[UUID, dict[e.PlannedWith, date]] = defaultdict(dict)
    for row in await tx.all(counted.group_by(contacts.c.case_id, contacts.c.contact_with)):
        for party in BOTH if row["contact_with"] == "both" else (row["contact_with"],):
            known = kept[row["case_id"]].get(party, row["last"])
            kept[row["case_id"]][party] = max(known, row["last"])
    return kept


async def _by_case(
    tx: Tx, table: sa.Table, cases: Sequence[UUID], chosen: sa.ColumnElement[bool], *, order: Iterable[Any]
) -> Mapping[UUID, list[Row]]:
    found: dict[UUID, list[Row]] = defaultdict(list)
    for row in await tx.all(sa.select(table).where(_of(table, cases), chosen).order_by(*order)):
        found[row["case_id"]].append(row)
    return found


def _of(table: sa.Table, cases: Sequence[UUID]) -> sa.ColumnElement[bool]:
    return table.c.case_id == sa.any_(sa.literal(list(cases), sa.ARRAY(sa.Uuid)))
