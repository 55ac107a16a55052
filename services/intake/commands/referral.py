"""What somebody wants done: to a referral."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from services.intake.events.vocabulary import Channel, PlannedJob, ReferralSource, ReturnReason
from shared.ids import Sealed


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
