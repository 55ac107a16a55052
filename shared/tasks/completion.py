"""A task that somebody says is done. Pure: no clock, no I/O.

Tasks are made by other events (see a service's `deadlines`); this stream begins when somebody completes one that no event
fulfils. The event is the service's own: it is stored, and has the service's own fields.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import TypeVar
from uuid import UUID

from shared.decider import Decider
from shared.errors import Refused, refuse
from shared.tasks.refusals import TaskDoneElsewhere, TaskNotOpen, TooEarly
from shared.tasks.steps import Kinds

E = TypeVar("E")


@dataclass(frozen=True, kw_only=True)
class CompleteTask:
    """A task as it stands on the worklist. `not_before`: the first day on which it can be done, if there is one."""

    task: UUID
    kind: str
    about: UUID
    home: UUID
    person: UUID | None
    case: UUID | None
    open: bool
    not_before: date | None
    by: str
    on: date
    today: date


@dataclass(frozen=True, kw_only=True)
class Undone: ...


@dataclass(frozen=True, kw_only=True)
class Done: ...


State = Undone | Done


def completing(kinds: Kinds, told: Callable[[CompleteTask], E], in_the_future: type[Refused]) -> Decider[CompleteTask, State, E]:
    """The decider of a task's stream. `told` makes the service's event; `in_the_future` is how it refuses a date after today."""

    def decide(command: CompleteTask, state: State) -> list[E]:
        too_early = command.not_before is not None and command.on < command.not_before
        refuse(
            None if command.open and isinstance(state, Undone) else TaskNotOpen(task=command.task),
            None if command.kind in kinds.by_hand else TaskDoneElsewhere(kind=command.kind),
            in_the_future(on=command.on) if command.on > command.today else None,
            TooEarly(not_before=command.not_before) if too_early else None,
        )
        return [told(command)]

    return Decider(decide, _evolve, Undone())


def _evolve(_state: State, _event: object) -> State:
    """The stream has one event: the task is done."""
    return Done()
