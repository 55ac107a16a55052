"""What happens to a referral."""

from dataclasses import dataclass
from datetime import date
from typing import ClassVar
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
class ReferralReceived:
    """`agency` is the referring agency's organisation number.

    `proposed_by` is set when that agency sent it itself: then it is a proposal until somebody at the unit accepts it.
    Sex, year of birth and municipality are the person's at the referral, for statistics; None in versions that did not tell them.
    """

    SCHEMA: ClassVar[int] = 3

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
    sex: Sex | None
    birth_year: int | None
    municipality: str | None
    on: date


@dataclass(frozen=True, kw_only=True)
class ProposalAccepted:
    """The partner's proposal is a referral now, and is assessed."""

    referral: UUID
    person: UUID
    accepted_by: str
    on: date


@dataclass(frozen=True, kw_only=True)
class ReferralReturned:
    """`requirements` are what would make it acceptable, in codes that a partner reads; `requirements_note` the same in words."""

    SCHEMA: ClassVar[int] = 2

    referral: UUID
    person: UUID
    reasons: tuple[ReturnReason, ...]
    requirements: tuple[Requirement, ...]
    advice: Sealed | None
    requirements_note: Sealed | None
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


@dataclass(frozen=True, kw_only=True)
class ReferralReopened:
    """A refusal was changed to a grant on reconsideration: the referral is open again, so that a case can be opened."""

    referral: UUID
    person: UUID
    on: date


ReferralEvent = (
    ReferralReceived
    | ProposalAccepted
    | ReferralReturned
    | ReferralWithdrawn
    | ReferralAccepted
    | ReferralDeclined
    | ReferralReopened
)
