"""Which values a breakdown can have, in the words of the published events."""

from collections.abc import Mapping
from re import fullmatch
from typing import Final, get_args

from services.metrics.figures.breakdowns import AGE_GROUPS, NO_WORK, OLDEST, UNKNOWN, Breakdown
from services.metrics.figures.worktypes import CLASS_OF_FORM
from shared.contracts.types import MUNICIPALITY_PATTERN, DisabilityGroup, ReferralSource, Sex, SupportNeed

VALUES: Final[Mapping[Breakdown, tuple[str, ...]]] = {
    Breakdown.SEX: (*get_args(Sex), UNKNOWN),
    Breakdown.AGE_GROUP: (*(group for _, group in AGE_GROUPS), OLDEST, UNKNOWN),
    Breakdown.DISABILITY_GROUP: (*get_args(DisabilityGroup), UNKNOWN),
    Breakdown.SUPPORT_NEED: (*get_args(SupportNeed), UNKNOWN),
    Breakdown.REFERRAL_SOURCE: (*get_args(ReferralSource), UNKNOWN),
    Breakdown.FORM_OF_WORK: (*CLASS_OF_FORM, NO_WORK),
}
"""The values that there can be, where they are few; municipalities have codes, and units are those there are."""


def can_be(by: Breakdown, value: str) -> bool:
    """Whether it is a value of the breakdown; of a unit nobody can tell by its code."""
    if by is Breakdown.MUNICIPALITY:
        return value == UNKNOWN or fullmatch(MUNICIPALITY_PATTERN, value) is not None
    return by is Breakdown.UNIT or value in VALUES[by]
