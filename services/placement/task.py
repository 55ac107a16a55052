"""A task of placement's that somebody says is done. Pure: no clock, no I/O."""

from services.placement import errors
from services.placement import events as e
from services.placement.deadlines import KINDS
from shared.tasks.completion import CompleteTask, completing


def _told(command: CompleteTask) -> e.TaskDone:
    return e.TaskDone(
        task=command.task,
        kind=command.kind,  # type: ignore[arg-type] # one of KINDS, which the decider has seen to
        about=command.about,
        home=command.home,
        person=command.person,
        case=command.case,
        done_by=command.by,
        on=command.on,
    )


task = completing(KINDS, _told, errors.DateInTheFuture)
