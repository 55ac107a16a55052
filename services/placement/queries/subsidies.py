"""Proposals and decisions on support, and claims; narrowed to the units that have the case now."""

from collections.abc import Sequence
from datetime import date, timedelta
from typing import Any
from uuid import UUID

import sqlalchemy as sa

from services.placement.projections.search import searches
from services.placement.projections.subsidy import claims, subsidies
from services.placement.projections.subsidy_proposal import proposals
from shared.auth import Principal
from shared.db import Prepared, Row, Tx
from shared.protection import shown_to
from shared.tables import ID, Found, equal, found, in_units, page


def _held(table: sa.Table) -> sa.Subquery:
    """With the unit that has the case now, which its search tells: a case can be handed over."""
    with_unit = sa.select(*table.columns, searches.c.unit)
    return with_unit.join_from(table, searches, searches.c.case_id == table.c.case_id).subquery(f"held_{table.name}")


held_proposals, held_subsidies = _held(proposals), _held(subsidies)
PROPOSAL = Prepared(sa.select(held_proposals).where(held_proposals.c.proposal == ID))
SUBSIDY = Prepared(sa.select(held_subsidies).where(held_subsidies.c.decision == ID))
CLAIMS = Prepared(sa.select(claims).where(claims.c.employment == ID).order_by(claims.c.month))


async def proposal(tx: Tx, proposal: UUID) -> Row:
    return found("subsidy-proposal", proposal, await tx.first(PROPOSAL, id=proposal))


async def list_proposals(tx: Tx, *, officer: Principal, units: Sequence[str], limit: int, offset: int, **wanted: Any) -> Found:
    """Proposals of these units' cases, the oldest first."""
    held = held_proposals
    chosen = [in_units(held.c.unit, units), shown_to(officer, held.c.person), *equal(held, wanted)]
    return await page(tx, held, chosen, [held.c.proposed_on, held.c.proposal], limit, offset)


async def subsidy(tx: Tx, decision: UUID) -> Row:
    return found("subsidy", decision, await tx.first(SUBSIDY, id=decision))


async def list_subsidies(
    tx: Tx,
    *,
    officer: Principal,
    units: Sequence[str],
    today: date,
    ends_within: int | None,
    limit: int,
    offset: int,
    **wanted: Any,
) -> Found:
    """Decisions of these units' cases, that which ends first first; `ends_within` days from today, those that still run."""
    held = held_subsidies
    chosen = [in_units(held.c.unit, units), shown_to(officer, held.c.person), *equal(held, wanted)]
    if ends_within is not None:
        chosen.append(held.c.until.between(today, today + timedelta(days=ends_within)))
    return await page(tx, held, chosen, [held.c.until.asc().nulls_last(), held.c.decision], limit, offset)


async def claims_of(tx: Tx, employment: UUID) -> dict[date, Row]:
    """What is registered of each work month, by its first day."""
    return {row["month"]: row for row in await tx.all(CLAIMS, id=employment)}
