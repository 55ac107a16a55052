"""Who has a protected identity (sekretessmarkering, skyddad folkbokföring), and whom that conceals."""

from collections.abc import Sequence
from uuid import UUID

import sqlalchemy as sa
from sqlalchemy.dialects.postgresql import ARRAY, insert

from services.intake import events as e
from services.intake.projections.tables import inserting, metadata
from shared import protection
from shared.db import Prepared, Tx

protections = sa.Table(
    "protections",
    metadata,
    sa.Column("person", sa.Uuid, primary_key=True),
    sa.Column("kind", sa.Text, nullable=False),
    sa.Column("since", sa.Date, nullable=False),
)

concealed = protection.concealed.to_metadata(metadata)
"""Persons who are protected, or merged with somebody who is."""

_GROUP = sa.bindparam("group", type_=ARRAY(sa.Uuid))
_member = sa.func.unnest(_GROUP).column_valued("member")

PROTECT = inserting(protections)
UNPROTECT = Prepared(sa.delete(protections).where(protections.c.person == sa.bindparam("whom", type_=sa.Uuid)))
PROTECTED = sa.exists().where(protections.c.person == sa.any_(_GROUP))
REVEAL = Prepared(sa.delete(concealed).where(concealed.c.person == sa.any_(_GROUP)))
CONCEAL = Prepared(insert(concealed).from_select(["person"], sa.select(_member).where(PROTECTED)))


async def conceal_together(tx: Tx, group: Sequence[UUID]) -> None:
    """These are one person: all of them are concealed if one is protected, else none."""
    await tx.run(REVEAL, group=list(group))
    await tx.run(CONCEAL, group=list(group))


async def protect(tx: Tx, event: e.ProtectionSet) -> None:
    """One protection at a time: the latest tells the kind."""
    await unprotect(tx, event.person)
    await tx.run(PROTECT, person=event.person, kind=event.kind, since=event.on)


async def unprotect(tx: Tx, person: UUID) -> None:
    await tx.run(UNPROTECT, whom=person)
