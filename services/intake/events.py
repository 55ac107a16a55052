"""Intake's events: past facts. Every one is about one person; names and notes are sealed, numbers are nowhere."""

from dataclasses import dataclass
from datetime import date
from typing import Literal
from uuid import UUID

from shared.ids import Sealed

Sex = Literal["woman", "man"]
DisabilityGroup = Literal["11", "21", "22", "33", "43", "51", "61", "71", "82", "91", "92"]
ReferralSource = Literal["af", "municipality", "forsakringskassan", "region", "kriminalvarden", "self", "other"]
Channel = Literal["digital", "meeting", "phone", "letter"]
Criterion = Literal[
    "registered",
    "disability",
    "capacity-investigated",
    "attendance",
    "job-ready",
    "needs-support",
    "regular-labour-market",
    "no-conflicting-support",
]
Answer = Literal["met", "not-met", "unknown"]
Outcome = Literal["eligible", "not-yet", "not-eligible"]
Alternative = Literal[
    "municipal-activity",
    "investigation",
    "work-training",
    "steg-till-arbete",
    "introduktion-till-arbete",
    "sammanhallet-matchningsstod",
    "study-guidance",
]
Evidence = Literal[
    "registration",
    "medical-certificate",
    "other-certificate",
    "work-training-record",
    "attendance-record",
    "assessment",
    "goal",
    "decision",
    "own-account",
]
ReturnReason = Literal["incomplete", "not-ready", "other-effort-first", "not-registered", "wrong-unit", "person-declines"]
EndKind = Literal["completed", "interrupted"]
ExitCategory = Literal[
    "employment",
    "studies",
    "sickness-compensation",
    "activity-compensation",
    "samhall",
    "other-authority",
    "moved",
    "health",
    "own-wish",
    "no-show",
    "deceased",
    "other",
]


@dataclass(frozen=True, kw_only=True)
class Finding:
    """One criterion's answer. `evidence` tells what it rests on: the kind of document or record, not what that says."""

    criterion: Criterion
    answer: Answer
    evidence: Evidence | None = None
    evidence_date: date | None = None


@dataclass(frozen=True, kw_only=True)
class PlannedJob:
    """A job that is planned or has just begun: it goes first on the waiting list."""

    starts_on: date | None = None
    already_begun: bool = False


@dataclass(frozen=True, kw_only=True)
class Characteristics:
    """What statistics may break a case down by, as it was when the case was opened."""

    sex: Sex
    birth_year: int
    disability_group: DisabilityGroup | None
    municipality: str
    referral_source: ReferralSource


# --- person ---------------------------------------------------------------------------------------------------------------


@dataclass(frozen=True, kw_only=True)
class PersonRegistered:
    person: UUID
    name: Sealed
    birth_date: date
    sex: Sex
    municipality: str
    on: date


PersonEvent = PersonRegistered


# --- referral -------------------------------------------------------------------------------------------------------------


@dataclass(frozen=True, kw_only=True)
class ReferralReceived:
    referral: UUID
    person: UUID
    source: ReferralSource
    source_unit: str | None
    unit: str
    channel: Channel
    planned_job: PlannedJob | None
    note: Sealed | None
    on: date


@dataclass(frozen=True, kw_only=True)
class ReferralReturned:
    referral: UUID
    person: UUID
    reasons: tuple[ReturnReason, ...]
    advice: Sealed | None
    on: date


@dataclass(frozen=True, kw_only=True)
class ReferralWithdrawn:
    referral: UUID
    person: UUID
    on: date


@dataclass(frozen=True, kw_only=True)
class ReferralAccepted:
    """The programme was granted and a case opened: the referral has done its work."""

    referral: UUID
    person: UUID
    case: UUID
    on: date


@dataclass(frozen=True, kw_only=True)
class ReferralDeclined:
    """The programme was refused: the referral is answered."""

    referral: UUID
    person: UUID
    on: date


ReferralEvent = ReferralReceived | ReferralReturned | ReferralWithdrawn | ReferralAccepted | ReferralDeclined


# --- eligibility ----------------------------------------------------------------------------------------------------------


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


# --- case -----------------------------------------------------------------------------------------------------------------


@dataclass(frozen=True, kw_only=True)
class CaseOpened:
    case: UUID
    person: UUID
    referral: UUID
    unit: str
    characteristics: Characteristics
    planned_job: PlannedJob | None
    granted_on: date
    on: date


@dataclass(frozen=True, kw_only=True)
class CaseStarted:
    """Day 0 of the 180 days."""

    case: UUID
    person: UUID
    unit: str
    support_person: str
    characteristics: Characteristics
    on: date


@dataclass(frozen=True, kw_only=True)
class CaseStartCorrected:
    """Day 0 was `on`, not `instead_of`."""

    case: UUID
    person: UUID
    instead_of: date
    reason: Sealed
    corrected_by: str
    on: date


@dataclass(frozen=True, kw_only=True)
class CaseEndProposed:
    """The support is completed: somebody should look whether the case ends."""

    case: UUID
    person: UUID
    on: date


@dataclass(frozen=True, kw_only=True)
class CaseEnded:
    case: UUID
    person: UUID
    kind: EndKind
    exit: ExitCategory
    reason: Sealed | None
    ended_by: str
    on: date


@dataclass(frozen=True, kw_only=True)
class CaseReopened:
    case: UUID
    person: UUID
    reason: Sealed
    reopened_by: str
    on: date


@dataclass(frozen=True, kw_only=True)
class CaseRegisteredInError:
    """The case never was. This is not an end: no figure counts it."""

    case: UUID
    person: UUID
    reason: Sealed
    registered_by: str
    on: date


CaseEvent = CaseOpened | CaseStarted | CaseStartCorrected | CaseEndProposed | CaseEnded | CaseReopened | CaseRegisteredInError

EVENTS: tuple[type, ...] = (
    PersonRegistered,
    ReferralReceived,
    ReferralReturned,
    ReferralWithdrawn,
    ReferralAccepted,
    ReferralDeclined,
    EligibilityAssessed,
    ProgrammeGranted,
    ProgrammeRefused,
    SetToNotYet,
    CaseOpened,
    CaseStarted,
    CaseStartCorrected,
    CaseEndProposed,
    CaseEnded,
    CaseReopened,
    CaseRegisteredInError,
)
