"""What happens to a task that no other event fulfils."""

from dataclasses import dataclass
from datetime import date
from typing import Literal
from uuid import UUID

TaskKind = Literal[
    "answer-proposal",
    "assess-referral",
    "decide-referral",
    "recheck-referral",
    "reconsider-decision",
    "open-case",
    "start-case",
    "first-contact",
    "handover-contact",
    "resume-case",
    "approve-change",
    "sus-consent",
    "action-plan",
    "evidence-reminder",
    "evidence-escalation",
    "look-at-proposed-end",
    "status-after-end",
    "day-180",
]


@dataclass(frozen=True, kw_only=True)
class TaskDone:
    """Somebody did on that day what the task asks for. `about` is whose deadline it was: a case, a request for evidence."""

    task: UUID
    kind: TaskKind
    about: UUID
    person: UUID
    referral: UUID
    case: UUID | None
    done_by: str
    on: date


TaskEvent = TaskDone
