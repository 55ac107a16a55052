"""Plans of a case."""

from uuid import UUID

from services.followup.projections.plan import intensifications, plans
from services.followup.queries.of_case import one_of_case
from shared.db import Row, Tx
from shared.tables import found, page

PLAN = one_of_case(plans, "plan")
INTENSIFICATION = one_of_case(intensifications, "intensification")


async def plan(tx: Tx, case: UUID, plan: UUID) -> Row:
    return found("plan", plan, await tx.first(PLAN, case=case, id=plan))


async def list_plans(tx: Tx, case: UUID, *, status: str | None, limit: int, offset: int) -> tuple[list[Row], int]:
    """The case's plans, the one that applies last first."""
    order = [plans.c.applies_from.desc(), plans.c.recorded_at.desc(), plans.c.plan.desc()]
    chosen = [plans.c.case_id == case, *([plans.c.status == status] if status else [])]
    return await page(tx, plans, chosen, order, limit, offset)


async def intensification(tx: Tx, case: UUID, intensification: UUID) -> Row:
    return found("intensification", intensification, await tx.first(INTENSIFICATION, case=case, id=intensification))


async def list_intensifications(tx: Tx, case: UUID, *, limit: int, offset: int) -> tuple[list[Row], int]:
    """What was intensified in the case, the last one first."""
    order = [intensifications.c.applies_from.desc(), intensifications.c.intensification.desc()]
    return await page(tx, intensifications, [intensifications.c.case_id == case], order, limit, offset)
