"""Reads: whom cases are about, and whose cases a list may name."""

from collections.abc import Collection, Mapping, Sequence
from typing import Final
from uuid import UUID

import sqlalchemy as sa

from services.metrics.projections import concealed
from services.metrics.queries.asking import IDS
from services.metrics.subjects import CASES
from shared.auth import Principal
from shared.db import Prepared, Tx
from shared.protection import SCOPE

_case: Final = CASES.table.c
CONCEALED: Final = Prepared(sa.select(concealed.c.person).where(concealed.c.person == sa.any_(IDS)))
PERSONS: Final = Prepared(sa.select(_case.case_id, _case.person).distinct().where(_case.case_id == sa.any_(IDS)))


async def persons_of(tx: Tx, cases: Collection[UUID]) -> dict[UUID, UUID]:
    """Case → person, also of cases registered in error since."""
    return {row["case_id"]: row["person"] for row in await tx.all(PERSONS, ids=list(cases))}


async def shown_cases(tx: Tx, principal: Principal, counted: Sequence[UUID], persons: Mapping[UUID, UUID]) -> list[UUID]:
    """Those of the counted cases that a list may name: none of a person with a protected identity, but for named officers."""
    if principal.may(SCOPE):
        return list(counted)
    hidden = {row["person"] for row in await tx.all(CONCEALED, ids=list({persons[case] for case in counted}))}
    return [case for case in counted if persons[case] not in hidden]
