"""A task that somebody says is done: the kernel's decider with intake's kinds, and intake's event. Pure: no clock, no I/O."""

from typing import cast

from services.intake import commands as c
from services.intake import errors
from services.intake import events as e
from services.intake.deadlines import KINDS
from shared.decider import Decider
from shared.tasks.completion import State, completing


def told(command: c.CompleteTask) -> e.TaskDone:
    """In intake a home is a referral, and every task is about a person."""
    if command.person is None:
        raise ValueError(f"The task {command.task} is about nobody.")
    return e.TaskDone(
        task=command.task,
        kind=cast("e.TaskKind", command.kind),
        about=command.about,
        person=command.person,
        referral=command.home,
        case=command.case,
        done_by=command.by,
        on=command.on,
    )


task: Decider[c.TaskCommand, State, e.TaskEvent] = completing(KINDS, told, errors.DateInTheFuture)
