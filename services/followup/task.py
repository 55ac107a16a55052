"""A task that somebody says is done: the kernel's decider with followup's kinds, and followup's event. Pure: no clock, no I/O."""

from typing import cast

from services.followup import commands as c
from services.followup import errors
from services.followup import events as e
from services.followup.deadlines import KINDS
from shared.decider import Decider
from shared.tasks.completion import State, completing


def told(command: c.CompleteTask) -> e.TaskDone:
    """In followup a home is a case's support, and every task is about a person."""
    if command.person is None:
        raise ValueError(f"The task {command.task} is about nobody.")
    return e.TaskDone(
        task=command.task,
        kind=cast("e.TaskKind", command.kind),
        about=command.about,
        case=command.home,
        person=command.person,
        done_by=command.by,
        on=command.on,
    )


task: Decider[c.TaskCommand, State, e.TaskEvent] = completing(KINDS, told, errors.DateInTheFuture)
