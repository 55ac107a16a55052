"""What happens to an opportunity. About no person."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Literal
from uuid import UUID

OpportunityClosing = Literal["filled", "withdrawn", "expired", "other"]


@dataclass(frozen=True, kw_only=True)
class OpportunityOpened:
    """Places at an employer. `occupation` is the four-digit SSYK code."""

    opportunity: UUID
    employer: UUID
    occupation: str
    weekly_hours: Decimal
    places: int
    municipality: str
    on: date


@dataclass(frozen=True, kw_only=True)
class PlaceFilled:
    """The stream's version guards the number of places: two employments cannot take the last one."""

    opportunity: UUID
    employment: UUID
    on: date


@dataclass(frozen=True, kw_only=True)
class PlaceFreed:
    """The employment was registered in error: its place is free again."""

    opportunity: UUID
    employment: UUID
    on: date


@dataclass(frozen=True, kw_only=True)
class OpportunityClosed:
    opportunity: UUID
    reason: OpportunityClosing
    on: date


OpportunityEvent = OpportunityOpened | PlaceFilled | PlaceFreed | OpportunityClosed
