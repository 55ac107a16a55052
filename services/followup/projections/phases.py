"""Which phase a support is in, kept in the read model so that lists can filter by it. The domain itself works it out."""

from collections import defaultdict
from collections.abc import Collection, Mapping
from uuid import UUID

import sqlalchemy as sa

from services.followup.projections.introduction import introductions
from services.followup.projections.support import supports
from services.followup.state import Ending, Introduction, Phase, Support
from shared.db import Prepared, Row, Tx

_CASES = sa.bindparam("cases", type_=sa.ARRAY(sa.Uuid))
SUPPORTS = Prepared(sa.select(supports).where(supports.c.case_id == sa.any_(_CASES)))
INTRODUCTIONS = Prepared(sa.select(introductions).where(introductions.c.case_id == sa.any_(_CASES)))
SET = Prepared(
    sa.update(supports)
    .where(supports.c.case_id == sa.bindparam("case", type_=sa.Uuid))
    .values(phase=sa.bindparam("now_in", type_=sa.Text))
)


async def refresh(tx: Tx, cases: Collection[UUID]) -> None:
    """Work out the phase of each of these supports anew."""
    if not cases:
        return
    wanted = list(cases)
    begun: dict[UUID, dict[UUID, Introduction]] = defaultdict(dict)
    for row in await tx.all(INTRODUCTIONS, cases=wanted):
        begun[row["case_id"]][row["introduction"]] = _introduction(row)
    rows = await tx.all(SUPPORTS, cases=wanted)
    await tx.run_many(SET, [{"case": row["case_id"], "now_in": _phase(row, begun[row["case_id"]])} for row in rows])


def _introduction(row: Row) -> Introduction:
    ended = Ending(on=row["ended_on"], cause=row["cause"]) if row["ended_on"] else None
    counted = {"counted_from": row["counted_from"], "latest_end": row["latest_end"]}
    return Introduction(on=row["started_on"], kind=row["kind"], ended=ended, **counted)


def _phase(row: Row, begun: Mapping[UUID, Introduction]) -> Phase:
    return Support(
        case=row["case_id"],
        person=row["person"],
        unit=row["unit"],
        opened_on=row["began_on"],
        case_started_on=None,
        introductions=begun,
        follow_up_on=row["follow_up_on"],
        completed_on=row["completed_on"],
        closed_on=row["closed_on"],
    ).phase
