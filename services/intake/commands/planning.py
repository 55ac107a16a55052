"""What somebody wants done: to the planning of a case."""

from dataclasses import dataclass
from datetime import date
from typing import Literal
from uuid import UUID

from services.intake.standing import Standing
from shared.ids import Sealed

Stage = Literal["waiting", "ongoing", "ended", "in-error"]


@dataclass(frozen=True, kw_only=True)
class PlannedCase:
    """What planning has to know of the case. `stage` is where it stands: an ended case may be assigned before it is reopened."""

    case: UUID
    person: UUID
    unit: str
    stage: Stage
    started_on: date | None = None


@dataclass(frozen=True, kw_only=True)
class AssignCase:
    about: PlannedCase
    support_person: str
    standing: Standing
    reason: Sealed | None
    by: str
    on: date
    today: date


@dataclass(frozen=True, kw_only=True)
class UnassignCase:
    about: PlannedCase
    reserved: bool
    by: str
    on: date


@dataclass(frozen=True, kw_only=True)
class PrioritiseCase:
    about: PlannedCase
    reason: Sealed
    by: str
    on: date


@dataclass(frozen=True, kw_only=True)
class WithdrawCasePriority:
    about: PlannedCase
    reason: Sealed
    by: str
    on: date


@dataclass(frozen=True, kw_only=True)
class SetPlannedEnd:
    about: PlannedCase
    planned_end: date | None
    by: str
    on: date


PlanningCommand = AssignCase | UnassignCase | PrioritiseCase | WithdrawCasePriority | SetPlannedEnd
