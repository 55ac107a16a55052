"""Introductions of a case."""

from uuid import UUID

from services.followup.projections.introduction import introductions
from services.followup.queries.of_case import one_of_case
from shared.db import Row, Tx
from shared.tables import found, page

INTRODUCTION = one_of_case(introductions, "employment")


async def introduction(tx: Tx, case: UUID, employment: UUID) -> Row:
    return found("introduction", employment, await tx.first(INTRODUCTION, case=case, id=employment))


async def list_introductions(tx: Tx, case: UUID, *, limit: int, offset: int) -> tuple[list[Row], int]:
    """The case's introductions, the last one first."""
    order = [introductions.c.started_on.desc(), introductions.c.employment]
    return await page(tx, introductions, [introductions.c.case_id == case], order, limit, offset)
