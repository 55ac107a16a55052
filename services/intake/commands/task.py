"""What somebody wants done: to a task."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from services.intake.events.task import TaskKind


@dataclass(frozen=True, kw_only=True)
class CompleteTask:
    """A task as it stands on the worklist. `not_before`: the first day on which it can be done, if there is one."""

    task: UUID
    kind: TaskKind
    about: UUID
    person: UUID
    referral: UUID
    case: UUID | None
    open: bool
    not_before: date | None
    by: str
    on: date
    today: date


TaskCommand = CompleteTask
