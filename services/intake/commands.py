"""Intake's commands: what somebody wants done. Time, ids and who asks come with them; texts come sealed."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from services.intake.events import (
    Channel,
    Characteristics,
    DisabilityGroup,
    EndKind,
    ExitCategory,
    Finding,
    PlannedJob,
    ReferralSource,
    ReturnReason,
    Sex,
)
from shared.ids import Sealed


@dataclass(frozen=True, kw_only=True)
class RegisterPerson:
    person: UUID
    name: Sealed
    birth_date: date
    sex: Sex
    municipality: str
    on: date


PersonCommand = RegisterPerson


@dataclass(frozen=True, kw_only=True)
class Engagement:
    """What already holds the person: an open referral, or a case that has not ended."""

    referral: UUID
    case: UUID | None = None


@dataclass(frozen=True, kw_only=True)
class ReceiveReferral:
    referral: UUID
    person: UUID
    source: ReferralSource
    source_unit: str | None
    unit: str
    channel: Channel
    planned_job: PlannedJob | None
    note: Sealed | None
    engaged_in: Engagement | None
    on: date
    today: date


@dataclass(frozen=True, kw_only=True)
class ReturnReferral:
    reasons: tuple[ReturnReason, ...]
    advice: Sealed | None
    on: date


@dataclass(frozen=True, kw_only=True)
class WithdrawReferral:
    on: date


@dataclass(frozen=True, kw_only=True)
class AcceptReferral:
    case: UUID
    on: date


@dataclass(frozen=True, kw_only=True)
class DeclineReferral:
    on: date


ReferralCommand = ReceiveReferral | ReturnReferral | WithdrawReferral | AcceptReferral | DeclineReferral


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


@dataclass(frozen=True, kw_only=True)
class OpenCase:
    """`granted_on` is the date of the decision that the case rests on; None when there is none."""

    case: UUID
    person: UUID
    referral: UUID
    unit: str
    characteristics: Characteristics
    planned_job: PlannedJob | None
    granted_on: date | None
    on: date


@dataclass(frozen=True, kw_only=True)
class StartCase:
    support_person: str
    on: date
    today: date


@dataclass(frozen=True, kw_only=True)
class CorrectCaseStart:
    reason: Sealed
    by: str
    on: date
    today: date


@dataclass(frozen=True, kw_only=True)
class ProposeCaseEnd:
    on: date


@dataclass(frozen=True, kw_only=True)
class EndCase:
    kind: EndKind
    exit: ExitCategory
    reason: Sealed | None
    by: str
    on: date
    today: date


@dataclass(frozen=True, kw_only=True)
class ReopenCase:
    """`engaged_in` is set when the person is held by another referral or case by now."""

    reason: Sealed
    by: str
    engaged_in: Engagement | None
    on: date


@dataclass(frozen=True, kw_only=True)
class RegisterCaseInError:
    reason: Sealed
    by: str
    on: date


CaseCommand = OpenCase | StartCase | CorrectCaseStart | ProposeCaseEnd | EndCase | ReopenCase | RegisterCaseInError
