"""What happens to an opportunity. About no person; texts are sealed under the employer's key."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import ClassVar, Literal
from uuid import UUID

from services.placement.events.vocabulary import Adaptation, Demand, LanguageLevel, Licence, Shift
from shared.ids import Sealed

OpportunityClosing = Literal["filled", "withdrawn", "expired", "other"]


@dataclass(frozen=True, kw_only=True)
class OpportunityOpened:
    """Places at an employer. `occupation` is the four-digit SSYK code.

    The employer wants `weekly_hours` and can do with `least_weekly_hours`. `languages` and `licences` are what the job needs.
    A dimension that `demands` does not name is not known yet. The work is from `starts_on` to `until_on`; None: not settled.
    `sheltered`: it is given as sheltered work at a public employer (OSA) only.
    """

    SCHEMA: ClassVar[int] = 2

    opportunity: UUID
    employer: UUID
    workplace: UUID | None
    occupation: str
    tasks: Sealed | None
    weekly_hours: Decimal
    least_weekly_hours: Decimal
    shifts: tuple[Shift, ...]
    licences: tuple[Licence, ...]
    languages: tuple[LanguageLevel, ...]
    demands: tuple[Demand, ...]
    adaptations: tuple[Adaptation, ...]
    places: int
    municipality: str
    starts_on: date | None
    until_on: date | None
    sheltered: bool
    opened_by: str | None
    on: date


@dataclass(frozen=True, kw_only=True)
class OpportunityCorrected:
    """What is offered is another than registered, or has changed: all of it as it is now, but for demands and adaptations."""

    opportunity: UUID
    workplace: UUID | None
    occupation: str
    tasks: Sealed | None
    weekly_hours: Decimal
    least_weekly_hours: Decimal
    shifts: tuple[Shift, ...]
    licences: tuple[Licence, ...]
    languages: tuple[LanguageLevel, ...]
    places: int
    municipality: str
    starts_on: date | None
    until_on: date | None
    sheltered: bool
    reason: Sealed
    corrected_by: str
    on: date


@dataclass(frozen=True, kw_only=True)
class JobAnalysed:
    """What the job demands and what can be adapted, as somebody found on the day `on`. The latest day's analysis holds."""

    analysis: UUID
    opportunity: UUID
    demands: tuple[Demand, ...]
    adaptations: tuple[Adaptation, ...]
    note: Sealed | None
    by: str
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
class PlaceReserved:
    """A candidacy's offer keeps a place until it is filled or released."""

    opportunity: UUID
    candidacy: UUID
    on: date


@dataclass(frozen=True, kw_only=True)
class PlaceReleased:
    """The place that was kept for a candidacy is free again."""

    opportunity: UUID
    candidacy: UUID
    on: date


@dataclass(frozen=True, kw_only=True)
class OpportunityClosed:
    opportunity: UUID
    reason: OpportunityClosing
    on: date


@dataclass(frozen=True, kw_only=True)
class OpportunityReopened:
    opportunity: UUID
    reason: Sealed
    reopened_by: str
    on: date


OpportunityEvent = (
    OpportunityOpened
    | OpportunityCorrected
    | JobAnalysed
    | PlaceFilled
    | PlaceFreed
    | PlaceReserved
    | PlaceReleased
    | OpportunityClosed
    | OpportunityReopened
)
