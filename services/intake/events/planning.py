"""What is planned for a case: who is to support the person, whether it goes first, when it is expected to end."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from services.intake.events.capacity import Over
from shared.ids import Sealed


@dataclass(frozen=True, kw_only=True)
class CaseAssigned:
    """A place with the support person is kept for the case from `on`. `over` names what it goes over; then `reason` is given."""

    case: UUID
    person: UUID
    unit: str
    support_person: str
    over: tuple[Over, ...]
    reason: Sealed | None
    assigned_by: str
    on: date


@dataclass(frozen=True, kw_only=True)
class CaseUnassigned:
    """The place is given back."""

    case: UUID
    person: UUID
    unassigned_by: str
    on: date


@dataclass(frozen=True, kw_only=True)
class CasePrioritised:
    """The case goes before the others on the waiting list."""

    case: UUID
    person: UUID
    reason: Sealed
    prioritised_by: str
    on: date


@dataclass(frozen=True, kw_only=True)
class CasePriorityWithdrawn:
    """The case is back in its own place on the waiting list."""

    case: UUID
    person: UUID
    reason: Sealed
    withdrawn_by: str
    on: date


@dataclass(frozen=True, kw_only=True)
class PlannedEndSet:
    """The case is expected to end on `planned_end`; None: nobody knows any more."""

    case: UUID
    person: UUID
    planned_end: date | None
    set_by: str
    on: date


PlanningEvent = CaseAssigned | CaseUnassigned | CasePrioritised | CasePriorityWithdrawn | PlannedEndSet
