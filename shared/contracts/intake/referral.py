"""What intake publishes of a referral: how it came, how it was answered, and whether it was doubted. Of the criteria only one.

Whether support is needed is told, for statistics compare by it; never which of the others was not met, and never why.
"""

from datetime import date
from typing import ClassVar
from uuid import UUID

from pydantic import Field

from shared.contracts.base import Contract
from shared.contracts.types import (
    BirthYear,
    DisabilityGroup,
    Municipality,
    ProgrammeDecision,
    ReferralSource,
    ReturnReason,
    Sex,
    SupportNeed,
    Unit,
)


class ReferralReceived(Contract):
    """A referral has come. What statistics may break down by comes with it, for referrals since it is known then."""

    type: ClassVar[str] = "sius.intake.referral-received.v1"
    key_field: ClassVar[str] = "referral"

    referral: UUID
    person: UUID
    unit: Unit
    source: ReferralSource
    source_unit: Unit | None = Field(description="The referring agency's own unit")
    proposed: bool = Field(description="The agency sent it itself; somebody at the unit accepts or returns it")
    on: date
    sex: Sex | None
    birth_year: BirthYear | None
    municipality: Municipality | None = Field(description="Four-digit municipality code (SCB)")


class ReferralReturned(Contract):
    """The referral was given back to the agency, for all of these reasons."""

    type: ClassVar[str] = "sius.intake.referral-returned.v1"
    key_field: ClassVar[str] = "referral"

    referral: UUID
    person: UUID
    reasons: tuple[ReturnReason, ...]
    on: date


class ReferralWithdrawn(Contract):
    """The agency took the referral back."""

    type: ClassVar[str] = "sius.intake.referral-withdrawn.v1"
    key_field: ClassVar[str] = "referral"

    referral: UUID
    person: UUID
    on: date


class ReferralAccepted(Contract):
    """The programme was granted and a case opened: the referral has done its work."""

    type: ClassVar[str] = "sius.intake.referral-accepted.v1"
    key_field: ClassVar[str] = "referral"

    referral: UUID
    person: UUID
    case: UUID
    on: date


class ReferralDeclined(Contract):
    """The programme was refused: the referral is answered."""

    type: ClassVar[str] = "sius.intake.referral-declined.v1"
    key_field: ClassVar[str] = "referral"

    referral: UUID
    person: UUID
    on: date


class ReferralReopened(Contract):
    """The refusal was changed to a grant: the referral is open again."""

    type: ClassVar[str] = "sius.intake.referral-reopened.v1"
    key_field: ClassVar[str] = "referral"

    referral: UUID
    person: UUID
    on: date


class ReferralAssessed(Contract):
    """Criteria of the programme were judged, some of them or all; it comes again with each assessment.

    The doubt is of each criterion's first judgement: to judge one anew changes nothing, and one nobody has judged is unknown.
    """

    type: ClassVar[str] = "sius.intake.referral-assessed.v1"
    key_field: ClassVar[str] = "referral"

    referral: UUID
    person: UUID
    doubtful: bool | None = Field(
        description="Some criterion was not met or unknown at its first judgement; none: assessed before it was kept"
    )
    disability_group: DisabilityGroup | None
    on: date


class ReferralAssessedV2(ReferralAssessed):
    """Version 1 with whether support is needed, as that one criterion stands after the assessment: its latest judgement.

    Of the other criteria nothing, and of none the reasons. Who reads version 1 reads this one as it.
    """

    type: ClassVar[str] = "sius.intake.referral-assessed.v2"

    support_need: SupportNeed | None = Field(description="None: judged unknown, or not judged")


class ReferralDecided(Contract):
    """The decision on the referral that holds from now on; a later one replaces it, also one changed on reconsideration."""

    type: ClassVar[str] = "sius.intake.referral-decided.v1"
    key_field: ClassVar[str] = "referral"

    referral: UUID
    person: UUID
    decision: ProgrammeDecision
    overridden: bool = Field(description="Granted although some criterion was not met or unknown")
    reconsidered: bool = Field(description="Changed on reconsideration")
    on: date
