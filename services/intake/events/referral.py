"""What happens to a referral."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from services.intake.events.vocabulary import Channel, PlannedJob, ReferralSource, ReturnReason
from shared.ids import Sealed


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
