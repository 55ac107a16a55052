"""What somebody wants done: to a referral."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from services.intake.events.vocabulary import (
    Channel,
    PlannedJob,
    ReferralReason,
    ReferralSource,
    Requirement,
    ReturnReason,
    Sex,
)
from shared.ids import Sealed


@dataclass(frozen=True, kw_only=True)
class Engagement:
    """What already holds the person: an open referral, or a case that has not ended. `agency`: the partner who proposed it."""

    referral: UUID
    case: UUID | None = None
    agency: str | None = None


@dataclass(frozen=True, kw_only=True)
class ReceiveReferral:
    referral: UUID
    person: UUID
    source: ReferralSource
    agency: str | None
    source_unit: str | None
    unit: str
    channel: Channel
    reasons: tuple[ReferralReason, ...]
    planned_job: PlannedJob | None
    note: Sealed | None
    proposed_by: str | None
    sex: Sex
    birth_year: int
    municipality: str
    engaged_in: Engagement | None
    on: date
    today: date


@dataclass(frozen=True, kw_only=True)
class AcceptProposal:
    by: str
    on: date
    today: date


@dataclass(frozen=True, kw_only=True)
class ReturnReferral:
    """`granted`: the programme is granted already for this referral."""

    reasons: tuple[ReturnReason, ...]
    requirements: tuple[Requirement, ...]
    advice: Sealed | None
    requirements_note: Sealed | None
    granted: bool
    on: date
    today: date


@dataclass(frozen=True, kw_only=True)
class WithdrawReferral:
    on: date
    today: date


@dataclass(frozen=True, kw_only=True)
class AcceptReferral:
    case: UUID
    on: date


@dataclass(frozen=True, kw_only=True)
class DeclineReferral:
    on: date


@dataclass(frozen=True, kw_only=True)
class ReopenReferral:
    """`engaged_in` is set when the person is held by another referral or case by now."""

    engaged_in: Engagement | None
    on: date


ReferralCommand = (
    ReceiveReferral | AcceptProposal | ReturnReferral | WithdrawReferral | AcceptReferral | DeclineReferral | ReopenReferral
)
