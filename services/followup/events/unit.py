"""What a unit decides for itself."""

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, kw_only=True)
class FollowUpLengthSet:
    """Follow-up at the unit is at least, and without a reason at most, so many months, for what begins from `on`."""

    unit: str
    at_least_months: int
    at_most_months: int
    on: date


UnitEvent = FollowUpLengthSet
