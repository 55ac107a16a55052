"""All that is known of one support, for what is worked out from it."""

from uuid import UUID

import sqlalchemy as sa

from services.followup.projections.tasks import state_of, states
from services.followup.queries.of_case import CASE
from services.followup.state import Support
from shared.db import Prepared, Tx
from shared.tables import found

STATE = Prepared(sa.select(states.c.state).where(states.c.case_id == CASE, states.c.opened))


async def state(tx: Tx, case: UUID) -> Support:
    """The support's state. Raises NotFound, also for a case registered in error."""
    known = state_of(found("support", case, await tx.first(STATE, case=case))["state"])
    if not isinstance(known, Support):
        raise TypeError("A support that is opened was saved as one that is not.")
    return known
