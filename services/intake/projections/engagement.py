"""What holds a person: one open referral or case at a time. The primary key is what keeps two from overlapping."""

from uuid import UUID

import sqlalchemy as sa

from services.intake.projections.tables import inserting, metadata
from shared.db import Tx

engagements = sa.Table(
    "engagements",
    metadata,
    sa.Column("person", sa.Uuid, primary_key=True, comment="one at a time: the key is what keeps two referrals from overlapping"),
    sa.Column("referral", sa.Uuid, nullable=False),
    sa.Column("case_id", sa.Uuid),
)


HOLD = inserting(engagements)


async def hold(tx: Tx, person: UUID, *, referral: UUID, case: UUID | None = None) -> None:
    """The person is held. Fails on the key when something else holds the person: the request is run again and refused."""
    await tx.run(HOLD, person=person, referral=referral, case_id=case)


async def hand_on(tx: Tx, person: UUID, case: UUID) -> None:
    """From the referral to the case that it led to."""
    await tx.run(sa.update(engagements).where(engagements.c.person == person).values(case_id=case))


async def release(tx: Tx, person: UUID) -> None:
    """Nothing holds the person any more."""
    await tx.run(sa.delete(engagements).where(engagements.c.person == person))


async def release_from(tx: Tx, case: UUID) -> None:
    """This case holds nobody any more; something else may."""
    await tx.run(sa.delete(engagements).where(engagements.c.case_id == case))
