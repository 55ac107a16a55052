"""What happens to a task that no other event fulfils."""

from dataclasses import dataclass
from datetime import date
from typing import Literal
from uuid import UUID

TaskKind = Literal[
    "contact-person",
    "contact-employer",
    "at-risk",
    "relapse-gap",
    "relapse-no-shows",
    "relapse-falling-hours",
    "relapse-changed-manager",
    "no-progression",
    "introduction-60-days",
    "introduction-30-days",
    "introduction-ends",
    "follow-up-start",
    "plan-needed",
    "plan-agreement",
    "short-follow-up",
    "handover-contact",
    "handover-packet",
    "handover-person-informed",
    "handover-employer-informed",
    "status-day-180",
    "status-day-180-employment",
    "status-after-end",
]


@dataclass(frozen=True, kw_only=True)
class TaskDone:
    """Somebody did on that day what the task asks for. `about` is whose deadline it was: a case, an introduction, a sign."""

    task: UUID
    kind: TaskKind
    about: UUID
    case: UUID
    person: UUID
    done_by: str
    on: date


TaskEvent = TaskDone
