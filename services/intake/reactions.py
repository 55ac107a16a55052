"""What intake does when another service says that something happened."""

from typing import Final

from services.intake import commands as c
from services.intake import streams
from services.intake.case import case
from services.intake.projections.tasks import tables
from services.intake.task import task
from shared.contracts.followup import StatusEstablished, SupportCompleted
from shared.decider import handle
from shared.eventstore import Log
from shared.inbox import Delivery
from shared.tasks.worklist import completion_of, open_tasks_of

ANSWERED_BY_A_STATUS: Final = ("status-after-end", "day-180")


async def react(log: Log, delivery: Delivery) -> None:
    """Support completed → the end of the case is proposed. A status on the day that a task asks about, or later → it is done.

    Followup's other events are none of intake's business.
    """
    match delivery.contract:
        case SupportCompleted() as completed:
            await handle(log, case, streams.case(completed.case), c.ProposeCaseEnd(on=completed.on))
        case StatusEstablished() as status:
            await _answered(log, status)
        case _:
            pass


async def _answered(log: Log, status: StatusEstablished) -> None:
    for row in await open_tasks_of(log.tx, tables.tasks, status.case, ANSWERED_BY_A_STATUS, status.on):
        command = completion_of(row, by="service:followup", on=status.on, today=status.on)
        await handle(log, task, streams.task(row["task"]), command)
