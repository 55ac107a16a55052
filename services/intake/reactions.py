"""What intake does when another service says that something happened."""

from services.intake import commands as c
from services.intake import streams
from services.intake.case import case
from shared.contracts.followup import SupportCompleted
from shared.decider import handle
from shared.eventstore import Log
from shared.inbox import Delivery


async def react(log: Log, delivery: Delivery) -> None:
    """Support completed → the end of the case is proposed. Followup's other events are none of intake's business."""
    match delivery.contract:
        case SupportCompleted() as completed:
            await handle(log, case, streams.case(completed.case), c.ProposeCaseEnd(on=completed.on))
        case _:
            pass
