"""Plans of a case."""

from uuid import UUID

from services.followup.projections.plan import plans
from services.followup.queries.of_case import one_of_case
from shared.db import Row, Tx
from shared.tables import found, page

PLAN = one_of_case(plans, "plan")


async def plan(tx: Tx, case: UUID, plan: UUID) -> Row:
    return found("plan", plan, await tx.first(PLAN, case=case, id=plan))


async def list_plans(tx: Tx, case: UUID, *, limit: int, offset: int) -> tuple[list[Row], int]:
    """The case's plans, the one that applies last first."""
    order = [plans.c.applies_from.desc(), plans.c.recorded_at.desc(), plans.c.plan.desc()]
    return await page(tx, plans, [plans.c.case_id == case], order, limit, offset)
