"""What happens to a task that no other event fulfils."""

from dataclasses import dataclass
from datetime import date
from typing import Literal
from uuid import UUID

TaskKind = Literal[
    "first-employer-contact",
    "start-employment",
    "decide-subsidy",
    "subsidy-ends-in-60-days",
    "subsidy-ends-in-30-days",
    "re-examine-subsidy",
    "claim-wage-costs",
    "tell-employer",
    "search-again",
]


@dataclass(frozen=True, kw_only=True)
class TaskDone:
    """Somebody did on that day what the task asks for. `about` is whose deadline it was: an employment, a decision."""

    task: UUID
    kind: TaskKind
    about: UUID
    home: UUID
    person: UUID | None
    case: UUID | None
    done_by: str
    on: date
