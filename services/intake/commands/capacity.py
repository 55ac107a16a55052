"""What somebody wants done: to a unit's capacity, and to a support person's workload.

`standing` is the unit's as it is before the change. `reason` is needed when the change leaves less room than is taken, also
when it states a capacity for days that had none.
"""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from services.intake.events.capacity import Appropriation, CorrectionReason, ShortageReason
from services.intake.standing import Standing


@dataclass(frozen=True, kw_only=True)
class SetBenchmark:
    cases: int
    reason: ShortageReason | None
    standing: Standing
    by: str
    on: date
    today: date


@dataclass(frozen=True, kw_only=True)
class SetShare:
    support_person: str
    share: UUID
    appropriation: Appropriation
    percent: int
    until: date | None
    reason: ShortageReason | None
    standing: Standing
    by: str
    on: date
    today: date


@dataclass(frozen=True, kw_only=True)
class EndShare:
    share: UUID
    reason: ShortageReason | None
    standing: Standing
    by: str
    on: date
    today: date


@dataclass(frozen=True, kw_only=True)
class CorrectShare:
    share: UUID
    appropriation: Appropriation
    percent: int
    until: date | None
    why: CorrectionReason
    reason: ShortageReason | None
    standing: Standing
    by: str
    on: date
    today: date


@dataclass(frozen=True, kw_only=True)
class SetPersonalCap:
    support_person: str
    cap: int
    until: date | None
    reason: ShortageReason | None
    standing: Standing
    by: str
    on: date
    today: date


@dataclass(frozen=True, kw_only=True)
class DescribeSupportPerson:
    support_person: str
    languages: tuple[str, ...]
    sectors: tuple[str, ...]
    municipalities: tuple[str, ...]
    by: str
    on: date


CapacityCommand = SetBenchmark
WorkloadCommand = SetShare | EndShare | CorrectShare | SetPersonalCap | DescribeSupportPerson
