"""Whom counted rows are about, also when they were registered in error since."""

from collections.abc import Collection, Mapping
from typing import Final, NamedTuple
from uuid import UUID

from services.metrics.closable.closable import Closable, Counts
from services.metrics.figures.shares import Rows
from shared.db import Tx

CASES: Final = "select distinct on (case_id) case_id as row, person, case_id, 'case' as kind from cases where case_id = any($1)"
REFERRALS: Final = """
select distinct on (referral) referral as row, person, case_id, 'referral' as kind
from referrals where referral = any($1) order by referral, known_from desc
"""
OUTCOMES: Final = f"""
select distinct decision as row, person, case_id, 'decision' as kind from subsidies where decision = any($1)
union select distinct employment, person, case_id, 'employment' from employments where employment = any($1)
union ({CASES})
"""  # noqa: S608 - constants
BY_KIND: Final[Mapping[Counts, str]] = {Counts.CASES: CASES, Counts.REFERRALS: REFERRALS, Counts.OUTCOMES: OUTCOMES}


class About(NamedTuple):
    """A row's person and case (none: a referral that became no case), and what the row is."""

    person: UUID
    case: UUID | None
    kind: str


async def about(tx: Tx, counts: Counts, rows: Collection[UUID]) -> dict[UUID, About]:
    """What each of these rows is about."""
    found = await tx.raw.fetch(BY_KIND[counts], list(rows))
    return {row["row"]: About(row["person"], row["case_id"], row["kind"]) for row in found}


async def persons_in(tx: Tx, closable: Closable, groups: Mapping[str, Rows]) -> frozenset[UUID]:
    """The persons of every row in the groups of the figure."""
    by_kind: dict[Counts, set[UUID]] = {}
    for group, counted in groups.items():
        by_kind.setdefault(closable.counts(group), set()).update(counted)
    return frozenset(
        [one.person for kind, counted in by_kind.items() if counted for one in (await about(tx, kind, counted)).values()]
    )
