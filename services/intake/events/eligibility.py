"""What happens to the question whether somebody gets the programme."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from services.intake.events.vocabulary import Alternative, Criterion, DisabilityGroup, Finding, Outcome
from shared.ids import Sealed


@dataclass(frozen=True, kw_only=True)
class EligibilityAssessed:
    referral: UUID
    person: UUID
    findings: tuple[Finding, ...]
    outcome: Outcome
    alternatives: tuple[Alternative, ...]
    recheck_on: date | None
    disability_group: DisabilityGroup | None
    ruleset: str
    assessed_by: str
    on: date


@dataclass(frozen=True, kw_only=True)
class ProgrammeGranted:
    """`overridden` names the criteria that were unmet or unknown; then `reason` is given and a second officer decided."""

    referral: UUID
    person: UUID
    overridden: tuple[Criterion, ...]
    reason: Sealed | None
    ruleset: str
    basis: str
    decided_by: str
    on: date


@dataclass(frozen=True, kw_only=True)
class ProgrammeRefused:
    referral: UUID
    person: UUID
    unmet: tuple[Criterion, ...]
    alternatives: tuple[Alternative, ...]
    reason: Sealed
    ruleset: str
    basis: str
    decided_by: str
    on: date


@dataclass(frozen=True, kw_only=True)
class SetToNotYet:
    """Not refused: what is missing, and when it is looked at again."""

    referral: UUID
    person: UUID
    missing: tuple[Criterion, ...]
    recheck_on: date
    ruleset: str
    decided_by: str
    on: date


EligibilityEvent = EligibilityAssessed | ProgrammeGranted | ProgrammeRefused | SetToNotYet
