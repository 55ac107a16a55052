"""A task that somebody says is done. Pure: no clock, no I/O.

Tasks are made by other events (see `deadlines`); this stream begins when somebody completes one that no event fulfils.
"""

from dataclasses import dataclass
from typing import assert_never

from services.intake import commands as c
from services.intake import errors
from services.intake import events as e
from services.intake.deadlines import BY_HAND
from shared.decider import Decider
from shared.errors import refuse


@dataclass(frozen=True, kw_only=True)
class Undone: ...


@dataclass(frozen=True, kw_only=True)
class Done: ...


State = Undone | Done


def decide(command: c.TaskCommand, state: State) -> list[e.TaskEvent]:
    too_early = command.not_before is not None and command.on < command.not_before
    refuse(
        None if command.open and isinstance(state, Undone) else errors.TaskNotOpen(task=command.task),
        None if command.kind in BY_HAND else errors.TaskDoneElsewhere(kind=command.kind),
        errors.DateInTheFuture(on=command.on) if command.on > command.today else None,
        errors.TooEarly(not_before=command.not_before) if too_early else None,
    )
    return [
        e.TaskDone(
            task=command.task,
            kind=command.kind,
            about=command.about,
            person=command.person,
            referral=command.referral,
            case=command.case,
            done_by=command.by,
            on=command.on,
        )
    ]


def evolve(_state: State, event: e.TaskEvent) -> State:
    match event:
        case e.TaskDone():
            return Done()
        case _:
            assert_never(event)


task: Decider[c.TaskCommand, State, e.TaskEvent] = Decider(decide, evolve, Undone())
