"""About what a unit decides for itself."""

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, kw_only=True)
class SetFollowUpLength:
    unit: str
    at_least_months: int
    at_most_months: int
    on: date
