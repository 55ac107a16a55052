"""What somebody wants done: to the question whether somebody gets the programme."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from services.intake.events.vocabulary import DisabilityGroup, Finding
from shared.ids import Sealed


@dataclass(frozen=True, kw_only=True)
class AssessEligibility:
    referral: UUID
    person: UUID
    findings: tuple[Finding, ...]
    disability_group: DisabilityGroup | None
    recheck_on: date | None
    by: str
    on: date


@dataclass(frozen=True, kw_only=True)
class GrantProgramme:
    override_reason: Sealed | None
    decided_by: str
    on: date


@dataclass(frozen=True, kw_only=True)
class RefuseProgramme:
    reason: Sealed
    decided_by: str
    on: date


@dataclass(frozen=True, kw_only=True)
class SetToNotYet:
    recheck_on: date
    decided_by: str
    on: date


EligibilityCommand = AssessEligibility | GrantProgramme | RefuseProgramme | SetToNotYet
