"""The waiting list, what is planned for a case, and what speaks for one support person or another."""

from collections.abc import Callable, Sequence
from uuid import UUID

import sqlalchemy as sa

from services.intake.projections.capacity import support_persons
from services.intake.projections.case import cases
from services.intake.projections.caseload import caseloads
from services.intake.projections.merging import remaining
from services.intake.projections.planning import plannings
from services.intake.queries.found import ID, found, in_units
from services.intake.queries.named import page_of
from shared.db import Prepared, Row, Tx

PLANNING = Prepared(
    sa.select(plannings, cases.c.person, cases.c.status, cases.c.started_on)
    .join(cases, cases.c.case_id == plannings.c.case_id)
    .where(plannings.c.case_id == ID)
)
EARLIER = Prepared(
    sa.select(caseloads.c.support_person)
    .where(caseloads.c.person == sa.bindparam("person", type_=sa.Uuid))
    .order_by(caseloads.c.from_on, caseloads.c.number)
)
PLACE = sa.func.row_number().over(
    partition_by=cases.c.unit,
    order_by=[
        plannings.c.prioritised_on.is_(None),
        cases.c.planned_job.desc(),
        cases.c.granted_on,
        cases.c.case_id,
    ],
)
Shown = Callable[[sa.ColumnElement[UUID]], sa.ColumnElement[bool]]
"""Whether a reader may see the person in this column."""


async def planning(tx: Tx, case: UUID) -> Row:
    """What is planned for the case, with its person, status and start."""
    return found("case", case, await tx.first(PLANNING, id=case))


def queue(units: Sequence[str], shown: Shown) -> sa.Subquery:
    """Waiting cases of these units with their places: the manager's priority, then planned employment, then the date granted.

    Places are counted among those that the reader may see: a gap would tell that somebody protected waits, and since when.
    """
    return (
        sa.select(
            cases.c.case_id,
            remaining(cases.c.person).label("person"),
            cases.c.planned_job,
            cases.c.granted_on,
            plannings.c.prioritised_on,
            sa.case((plannings.c.reserved, plannings.c.support_person)).label("support_person"),
            PLACE.label("place"),
        )
        .join(plannings, plannings.c.case_id == cases.c.case_id)
        .where(in_units(cases.c.unit, units), cases.c.status == "waiting", shown(cases.c.person))
        .subquery()
    )


async def waiting_list(tx: Tx, unit: str, shown: Shown, limit: int, offset: int) -> tuple[list[Row], int]:
    """The unit's waiting cases in order."""
    waiting = queue([unit], shown)
    return await page_of(tx, sa.select(waiting), [waiting.c.place], limit, offset)


async def earlier_support(tx: Tx, person: UUID) -> list[str]:
    """Who has supported the person, in order of time."""
    return [row["support_person"] for row in await tx.all(EARLIER, person=person)]


async def described(tx: Tx, who: Sequence[str]) -> dict[str, Row]:
    """What these support persons are described to know, by id."""
    asked = support_persons.c.support_person == sa.any_(sa.literal(list(who), sa.ARRAY(sa.Text)))
    return {row["support_person"]: row for row in await tx.all(sa.select(support_persons).where(asked))}
