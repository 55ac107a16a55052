"""Merges: proposals, conflicts, and what a merge or its undoing has to know."""

from collections.abc import Sequence
from uuid import UUID

import sqlalchemy as sa
from sqlalchemy.dialects.postgresql import ARRAY

from services.intake.projections.consent import consents
from services.intake.projections.eligibility import decisions
from services.intake.projections.engagement import engagements
from services.intake.projections.merging import group, group_of, merge_conflicts, merge_proposals
from services.intake.projections.protection import protections
from services.intake.projections.referral import referrals
from services.intake.protection import shown_to
from services.intake.queries.found import ID, found, in_units, page
from shared.auth import Principal
from shared.db import Prepared, Row, Tx

__all__ = [
    "conflict",
    "conflicts_of",
    "consents_twice",
    "group",
    "last_decision",
    "list_conflicts",
    "list_proposals",
    "proposal",
    "protected_of",
    "times_held",
]

CONFLICT = Prepared(sa.select(merge_conflicts).where(merge_conflicts.c.conflict == ID))
CONFLICTS = Prepared(sa.select(merge_conflicts).where(merge_conflicts.c.person == ID).order_by(merge_conflicts.c.conflict))
_GROUP = sa.bindparam("group", type_=ARRAY(sa.Uuid))
TWICE = Prepared(
    sa.select(sa.literal(1))
    .where(consents.c.person == sa.any_(_GROUP), consents.c.withdrawn_on.is_(None))
    .group_by(consents.c.purpose, consents.c.recipient, consents.c.case_id)
    .having(sa.func.count() > 1)
    .limit(1)
)
DECIDED = Prepared(
    sa.select(decisions.c.decision)
    .where(decisions.c.person == sa.any_(_GROUP), decisions.c.decision != "not-yet")
    .order_by(decisions.c.decided_on.desc(), decisions.c.referral, decisions.c.version.desc())
    .limit(1)
)
HELD = Prepared(sa.select(sa.func.count()).select_from(engagements).where(engagements.c.person.in_(group_of(ID))))
PROTECTED = Prepared(
    sa.select(protections.c.person).where(protections.c.person == sa.any_(sa.bindparam("group", type_=ARRAY(sa.Uuid))))
)
Found = tuple[list[Row], int]


async def times_held(tx: Tx, person: UUID) -> int:
    """How many open referrals or cases hold the person and those merged."""
    count: int = await tx.scalar(HELD, id=person)
    return count


async def consents_twice(tx: Tx, persons: Sequence[UUID]) -> bool:
    """Whether these, as one person, have given the same consent more than once and not withdrawn it."""
    return await tx.first(TWICE, group=list(persons)) is not None


async def last_decision(tx: Tx, persons: Sequence[UUID]) -> str | None:
    """What was granted or refused last to these, as one person."""
    decision: str | None = await tx.scalar(DECIDED, group=list(persons))
    return decision


async def protected_of(tx: Tx, persons: Sequence[UUID]) -> set[UUID]:
    """Those of them who have a protected identity of their own."""
    return {row["person"] for row in await tx.all(PROTECTED, group=list(persons))}


async def conflict(tx: Tx, conflict: UUID) -> Row:
    return found("merge-conflict", conflict, await tx.first(CONFLICT, id=conflict))


async def conflicts_of(tx: Tx, person: UUID) -> list[Row]:
    return await tx.all(CONFLICTS, id=person)


async def proposal(tx: Tx, person: UUID, other: UUID) -> Row:
    of_pair = (merge_proposals.c.person == person, merge_proposals.c.other == other)
    return found("merge-proposal", other, await tx.first(sa.select(merge_proposals).where(*of_pair)))


async def list_proposals(tx: Tx, officer: Principal, *, limit: int, offset: int) -> Found:
    """Merges that wait for a second officer, about persons the officer's units have to do with, oldest first."""
    pair = (merge_proposals.c.person, merge_proposals.c.other)
    order = [merge_proposals.c.proposed_on, *pair]
    return await page(tx, merge_proposals, _needed(officer, *pair), order, limit, offset)


async def list_conflicts(tx: Tx, officer: Principal, *, status: str | None, limit: int, offset: int) -> Found:
    """What merges left to settle, about persons the officer's units have to do with, oldest first."""
    chosen = _needed(officer, merge_conflicts.c.person, merge_conflicts.c.merged)
    if status is not None:
        chosen.append(merge_conflicts.c.status == status)
    return await page(tx, merge_conflicts, chosen, [merge_conflicts.c.since, merge_conflicts.c.conflict], limit, offset)


def _needed(officer: Principal, *persons: sa.ColumnElement[UUID]) -> list[sa.ColumnElement[bool]]:
    """Of the officer's units, or of persons whom no unit has to do with yet; and none that may not be shown."""
    theirs = sa.or_(*(referrals.c.person == person for person in persons))
    own = sa.exists().where(theirs, in_units(referrals.c.unit, sorted(officer.units)))
    return [sa.or_(own, sa.not_(sa.exists().where(theirs))), *(shown_to(officer, person) for person in persons)]
