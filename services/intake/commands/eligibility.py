"""What somebody wants done: to the question whether somebody gets the programme.

`referral_open` says whether the referral is being handled: neither still a proposal, nor returned, withdrawn or answered.
"""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from services.intake.events.vocabulary import DisabilityGroup, Finding, Party
from shared.ids import Sealed


@dataclass(frozen=True, kw_only=True)
class AssessEligibility:
    """`findings` may hold some criteria only; the others stay as judged before, or unknown."""

    referral: UUID
    person: UUID
    findings: tuple[Finding, ...]
    disability_group: DisabilityGroup | None
    recheck_on: date | None
    birth_date: date
    registered_since: date | None
    referral_open: bool
    by: str
    on: date
    today: date


@dataclass(frozen=True, kw_only=True)
class GrantProgramme:
    override_reason: Sealed | None
    referral_open: bool
    decided_by: str
    on: date
    today: date


@dataclass(frozen=True, kw_only=True)
class RefuseProgramme:
    reason: Sealed
    referral_open: bool
    decided_by: str
    on: date
    today: date


@dataclass(frozen=True, kw_only=True)
class SetToNotYet:
    recheck_on: date
    reason: Sealed | None
    referral_open: bool
    decided_by: str
    on: date
    today: date


@dataclass(frozen=True, kw_only=True)
class RequestReconsideration:
    """`notified_on`: when the person got the decision; None when that is not known."""

    requested_by: Party
    notified_on: date | None
    grounds: Sealed | None
    by: str
    on: date
    today: date


@dataclass(frozen=True, kw_only=True)
class UpholdDecision:
    reason: Sealed
    decided_by: str
    on: date
    today: date


@dataclass(frozen=True, kw_only=True)
class ChangeDecision:
    """Refused becomes granted, or the other way round: which is never allowed."""

    reason: Sealed
    decided_by: str
    on: date
    today: date


@dataclass(frozen=True, kw_only=True)
class DismissRequest:
    reason: Sealed
    decided_by: str
    on: date
    today: date


Reconsider = UpholdDecision | ChangeDecision | DismissRequest

EligibilityCommand = AssessEligibility | GrantProgramme | RefuseProgramme | SetToNotYet | RequestReconsideration | Reconsider
