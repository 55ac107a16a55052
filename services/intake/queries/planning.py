"""The waiting list, what is planned for a case, and what speaks for one support person or another."""

from collections.abc import Callable, Sequence
from uuid import UUID

import sqlalchemy as sa

from services.intake.projections.capacity import support_persons
from services.intake.projections.case import cases
from services.intake.projections.caseload import caseloads
from services.intake.projections.planning import plannings
from services.intake.queries.found import ID, found
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
    order_by=[
        plannings.c.prioritised_on.is_(None),
        cases.c.planned_job.desc(),
        cases.c.granted_on,
        cases.c.case_id,
    ]
)


async def planning(tx: Tx, case: UUID) -> Row:
    """What is planned for the case, with its person, status and start."""
    return found("case", case, await tx.first(PLANNING, id=case))


async def waiting_list(
    tx: Tx, unit: str, shown: Callable[[sa.ColumnElement[UUID]], sa.ColumnElement[bool]], limit: int, offset: int
) -> tuple[list[Row], int]:
    """Waiting cases in order: the manager's priority, then planned employment, then the date granted.

    A row that the reader may not see keeps its place: the places of the others are true.
    """
    queue = (
        sa.select(
            cases.c.case_id,
            cases.c.person,
            cases.c.planned_job,
            cases.c.granted_on,
            plannings.c.prioritised_on,
            sa.case((plannings.c.reserved, plannings.c.support_person)).label("support_person"),
            PLACE.label("place"),
        )
        .join(plannings, plannings.c.case_id == cases.c.case_id)
        .where(cases.c.unit == unit, cases.c.status == "waiting")
        .subquery()
    )
    seen = sa.select(queue).where(shown(queue.c.person))
    rows = await tx.all(seen.order_by(queue.c.place).limit(limit).offset(offset))
    total: int = await tx.scalar(sa.select(sa.func.count()).select_from(seen.subquery()))
    return rows, total


async def earlier_support(tx: Tx, person: UUID) -> list[str]:
    """Who has supported the person, in order of time."""
    return [row["support_person"] for row in await tx.all(EARLIER, person=person)]


async def described(tx: Tx, who: Sequence[str]) -> dict[str, Row]:
    """What these support persons are described to know, by id."""
    asked = support_persons.c.support_person == sa.any_(sa.literal(list(who), sa.ARRAY(sa.Text)))
    return {row["support_person"]: row for row in await tx.all(sa.select(support_persons).where(asked))}
