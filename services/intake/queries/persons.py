"""Persons, and what holds them."""

from typing import Any
from uuid import UUID

import sqlalchemy as sa

from services.intake.commands import Engagement
from services.intake.projections.case import cases
from services.intake.projections.engagement import engagements
from services.intake.projections.merging import group_of, merge_conflicts, person_links, remaining
from services.intake.projections.person import persons
from services.intake.projections.referral import referrals
from services.intake.protection import is_concealed
from services.intake.queries.found import ID, found
from shared.db import Prepared, Row, Tx


def _as_settled(about: str, column: sa.ColumnElement[Any]) -> sa.ColumnElement[Any]:
    """The person's own record, or that of a merged person which was settled to hold."""
    merged, name = persons.alias(), str(column.key)
    settled = (
        sa.select(merged.c[name])
        .join(merge_conflicts, merge_conflicts.c.merged == merged.c.person)
        .where(
            merge_conflicts.c.person == persons.c.person, merge_conflicts.c.about == about, merge_conflicts.c.holds == "merged"
        )
        .order_by(merge_conflicts.c.settled_version.desc())
        .limit(1)
    )
    return sa.func.coalesce(settled.scalar_subquery(), column).label(name)


MERGED = sa.select(person_links.c.merged).where(person_links.c.survivor == persons.c.person).order_by(person_links.c.merged)
PERSON = Prepared(
    sa.select(
        persons.c.person,
        persons.c.name,
        persons.c.version,
        _as_settled("birth-date", persons.c.birth_date),
        _as_settled("sex", persons.c.sex),
        _as_settled("municipality", persons.c.municipality),
        sa.func.array(MERGED.scalar_subquery()).label("merged"),
        is_concealed(persons.c.person).label("concealed"),
    ).where(persons.c.person == remaining(ID))
)
PERSON_UNITS = Prepared(
    sa.union(
        sa.select(referrals.c.unit).where(referrals.c.person.in_(group_of(ID))),
        sa.select(cases.c.unit).where(cases.c.person.in_(group_of(ID))),
    )
)
OTHER_CASE = Prepared(
    sa.select(engagements.c.referral, engagements.c.case_id)
    .where(
        engagements.c.person.in_(group_of(ID)),
        engagements.c.case_id.is_not(None),
        engagements.c.referral != sa.bindparam("than", type_=sa.Uuid),
    )
    .order_by(engagements.c.person)
)
ENGAGEMENT = Prepared(
    sa.select(engagements.c.referral, engagements.c.case_id, referrals.c.proposed_by)
    .outerjoin(referrals, referrals.c.referral == engagements.c.referral)
    .where(engagements.c.person.in_(group_of(ID)))
    .order_by(engagements.c.person)
)


async def person(tx: Tx, person: UUID) -> Row:
    """The person; for one who is merged, the person who remains: read the id from the row."""
    return found("person", person, await tx.first(PERSON, id=person))


async def characteristics(tx: Tx, person: UUID) -> dict[str, Any]:
    """What statistics may break the person's referral down by, as it is now: sex, year of birth, municipality."""
    row = found("person", person, await tx.first(PERSON, id=person))
    return {"sex": row["sex"], "birth_year": row["birth_date"].year, "municipality": row["municipality"]}


async def units_of(tx: Tx, person: UUID) -> set[str]:
    """The units that have or had a referral of the person, or of one merged with the person, and those that have a case."""
    return {row["unit"] for row in await tx.all(PERSON_UNITS, id=person)}


async def other_case(tx: Tx, person: UUID, referral: UUID) -> Engagement | None:
    """An open case that holds the person, or one merged with the person, and came from another referral than this one."""
    row = await tx.first(OTHER_CASE, id=person, than=referral)
    return Engagement(referral=row["referral"], case=row["case_id"]) if row else None


async def engagement(tx: Tx, person: UUID) -> Engagement | None:
    """What holds the person now."""
    row = await tx.first(ENGAGEMENT, id=person)
    return Engagement(referral=row["referral"], case=row["case_id"], agency=row["proposed_by"]) if row else None
