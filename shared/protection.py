"""Protected identity: only officers named for it see the person; for everybody else lists are as if the person were not there.

Each service keeps the table `concealed`: persons whose identity is protected. A list takes `shown_to` as one more condition of
its query *and* of its count, so that pages and totals agree. A single resource calls `require`. Both hold from the transaction
that wrote the table.
"""

from typing import Any, Final
from uuid import UUID

import sqlalchemy as sa
from sqlalchemy.dialects.postgresql import insert

from shared.auth import Principal
from shared.db import Prepared, Tx
from shared.errors import Forbidden

SCOPE: Final = "protected-identity"

concealed = sa.Table("concealed", sa.MetaData(), sa.Column("person", sa.Uuid, primary_key=True))

DDL = (
    "create table concealed (person uuid primary key)",
    "comment on table concealed is 'Persons with a protected identity, as intake tells; kept by reactions'",
)
"""For a service that learns it from intake and does not make the table from a log of its own."""

_PERSON = sa.bindparam("person", type_=sa.Uuid)
_FIND = Prepared(sa.select(concealed.c.person).where(concealed.c.person == _PERSON))
_CONCEAL = Prepared(insert(concealed).values(person=_PERSON).on_conflict_do_nothing())
_REVEAL = Prepared(sa.delete(concealed).where(concealed.c.person == sa.bindparam("whom", type_=sa.Uuid)))


def is_concealed(person: sa.ColumnElement[Any]) -> sa.ColumnElement[bool]:
    """Whether the person in this column may be shown only to officers named for protected identities."""
    return sa.exists().where(concealed.c.person == person)


def shown_to(officer: Principal, person: sa.ColumnElement[Any]) -> sa.ColumnElement[bool]:
    """The condition on a list's person column: every row for those with the scope, else only rows of persons not concealed."""
    return sa.true() if officer.may(SCOPE) else sa.not_(is_concealed(person))


async def require(tx: Tx, officer: Principal, person: UUID, case: UUID | None = None) -> None:
    """Forbidden("protected-identity"), which the access log keeps, unless the officer may see this person."""
    if not officer.may(SCOPE) and await tx.first(_FIND, person=person) is not None:
        raise Forbidden("protected-identity", person=person, case=case)


async def conceal(tx: Tx, person: UUID) -> None:
    """From now on only named officers see the person. Twice is once."""
    await tx.run(_CONCEAL, person=person)


async def reveal(tx: Tx, person: UUID) -> None:
    """The protection is lifted."""
    await tx.run(_REVEAL, whom=person)
