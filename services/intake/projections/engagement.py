"""What holds a person: one open referral or case at a time. The primary key is what keeps two from overlapping.

Persons who are merged share the key of the one who remains, so the rule holds for the pair. What held each of them before the
merge keeps its own row: that is a conflict for a human to settle.
"""

from uuid import UUID

import sqlalchemy as sa
from sqlalchemy.dialects.postgresql import ARRAY

from services.intake.projections.merging import group
from services.intake.projections.person_table import persons
from services.intake.projections.tables import inserting, metadata
from shared.db import Prepared, Tx

engagements = sa.Table(
    "engagements",
    metadata,
    sa.Column("person", sa.Uuid, primary_key=True, comment="one at a time: the key is what keeps two referrals from overlapping"),
    sa.Column("referral", sa.Uuid, nullable=False),
    sa.Column("case_id", sa.Uuid),
)


HOLD = inserting(engagements)
TOUCH = Prepared(
    sa.update(persons)
    .where(persons.c.person == sa.any_(sa.bindparam("group", type_=ARRAY(sa.Uuid))))
    .values(version=persons.c.version)
)
"""Changes nothing, and yet a merge of one of them at the same time cannot commit too: the later of the two is run again."""


async def hold(tx: Tx, person: UUID, *, referral: UUID, case: UUID | None = None) -> None:
    """The person is held. Fails on the key when something else holds the person: the request is run again and refused."""
    who = await group(tx, person)
    await tx.run(TOUCH, group=who)
    await tx.run(HOLD, person=who[0], referral=referral, case_id=case)


async def hand_on(tx: Tx, person: UUID, *, referral: UUID, case: UUID) -> None:
    """From the referral to the case that it led to. Of two cases of one person opened at once, the later is run again."""
    await tx.run(TOUCH, group=await group(tx, person))
    await tx.run(sa.update(engagements).where(engagements.c.referral == referral).values(case_id=case))


async def release(tx: Tx, referral: UUID) -> None:
    """This referral holds nobody any more."""
    await tx.run(sa.delete(engagements).where(engagements.c.referral == referral))


async def release_from(tx: Tx, case: UUID) -> None:
    """This case holds nobody any more; something else may."""
    await tx.run(sa.delete(engagements).where(engagements.c.case_id == case))


async def give_back(tx: Tx, person: UUID, held: sa.Select[tuple[UUID]]) -> None:
    """A merge is undone: what came from this person's own referrals (`held`) holds this person again."""
    await tx.run(sa.update(engagements).where(engagements.c.referral.in_(held)).values(person=person))
