"""What somebody wants done about an opportunity."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from uuid import UUID

from services.placement.commands.employer import Standing
from services.placement.events import OpportunityClosing


@dataclass(frozen=True, kw_only=True)
class OpenOpportunity:
    opportunity: UUID
    employer: UUID
    employer_is: Standing
    occupation: str
    weekly_hours: Decimal
    places: int
    municipality: str
    on: date
    today: date


@dataclass(frozen=True, kw_only=True)
class FillPlace:
    employment: UUID
    on: date


@dataclass(frozen=True, kw_only=True)
class FreePlace:
    employment: UUID
    on: date


@dataclass(frozen=True, kw_only=True)
class CloseOpportunity:
    reason: OpportunityClosing
    on: date
    today: date


OpportunityCommand = OpenOpportunity | FillPlace | FreePlace | CloseOpportunity


@dataclass(frozen=True, kw_only=True)
class Offer:
    """The opportunity whose place is taken. `employer` is None when the opportunity is unknown."""

    opportunity: UUID
    employer: UUID | None
    standing: Standing
    places_left: int
