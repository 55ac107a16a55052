"""A task that there should be."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from services.followup import events as e


@dataclass(frozen=True, kw_only=True)
class Wanted:
    """`about`: whose deadline it is; of one kind there is one about the same thing. `not_before`: the first day for it."""

    kind: e.TaskKind
    about: UUID
    due_on: date
    not_before: date | None = None
