"""Opportunities and their analyses. About no person, so for every unit; whether somebody is considered is about one."""

from dataclasses import dataclass
from typing import Any
from uuid import UUID

import sqlalchemy as sa

from services.placement.projections.candidacy import candidacies
from services.placement.projections.employer import employers
from services.placement.projections.opportunity import job_analyses, opportunities
from shared.auth import Principal
from shared.db import Prepared, Row, Tx
from shared.protection import shown_to
from shared.tables import ID, Found, equal, found, page

OPPORTUNITY = Prepared(sa.select(opportunities).where(opportunities.c.opportunity == ID))
ANALYSIS = Prepared(sa.select(job_analyses).where(job_analyses.c.analysis == ID))
OVER = ("declined-by-person", "declined-by-employer", "withdrawn")
"""Candidacies that came to nothing."""


@dataclass(frozen=True, kw_only=True)
class Wanted:
    """`owner`: opened by this officer, or at an employer whom the officer has.

    `without`: whether nobody is considered for it, as far as the officer who asks may see candidates.
    """

    officer: Principal
    owner: str | None = None
    without: bool | None = None
    analysed: bool | None = None

    def conditions(self) -> list[sa.ColumnElement[bool]]:
        chosen: list[sa.ColumnElement[bool]] = []
        if self.owner is not None:
            owned = sa.select(employers.c.employer).where(employers.c.owner == self.owner)
            chosen.append(sa.or_(opportunities.c.opened_by == self.owner, opportunities.c.employer.in_(owned)))
        if self.without is not None:
            considered = sa.exists().where(
                candidacies.c.opportunity == opportunities.c.opportunity,
                candidacies.c.status.not_in(OVER),
                shown_to(self.officer, candidacies.c.person),
            )
            chosen.append(sa.not_(considered) if self.without else considered)
        if self.analysed is not None:
            since = opportunities.c.analysed_on
            chosen.append(since.is_not(None) if self.analysed else since.is_(None))
        return chosen

    def order(self) -> list[sa.ColumnElement[Any]]:
        """Newest first; what nobody is considered for by how long it has waited."""
        day = opportunities.c.opened_on
        return [day if self.without else day.desc(), opportunities.c.opportunity]


async def opportunity(tx: Tx, opportunity: UUID) -> Row:
    return found("opportunity", opportunity, await tx.first(OPPORTUNITY, id=opportunity))


async def list_opportunities(tx: Tx, which: Wanted, *, limit: int, offset: int, **wanted: Any) -> Found:
    chosen = [*equal(opportunities, wanted), *which.conditions()]
    return await page(tx, opportunities, chosen, which.order(), limit, offset)


async def analysis(tx: Tx, opportunity: UUID, analysis: UUID) -> Row:
    row = await tx.first(ANALYSIS, id=analysis)
    return found("analysis", analysis, row if row is not None and row["opportunity"] == opportunity else None)


async def list_analyses(tx: Tx, opportunity: UUID, limit: int, offset: int) -> Found:
    """Every analysis of the job, latest first: the first one holds."""
    order = [job_analyses.c.analysed_on.desc(), job_analyses.c.analysis.desc()]
    return await page(tx, job_analyses, [job_analyses.c.opportunity == opportunity], order, limit, offset)
