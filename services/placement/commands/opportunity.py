"""What somebody wants done about an opportunity."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from uuid import UUID

from services.placement.commands.employer import Standing
from services.placement.events import Adaptation, Demand, LanguageLevel, Licence, OpportunityClosing, Shift
from shared.ids import Sealed


@dataclass(frozen=True, kw_only=True)
class Job:
    """What an employer offers. `workplace_is` tells whether the workplace is one of the employer's, and in use."""

    workplace: UUID | None
    workplace_is: Standing
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
    sheltered: bool = False


@dataclass(frozen=True, kw_only=True)
class OpenOpportunity:
    opportunity: UUID
    employer: UUID
    employer_is: Standing
    job: Job
    demands: tuple[Demand, ...]
    adaptations: tuple[Adaptation, ...]
    by: str
    on: date
    today: date


@dataclass(frozen=True, kw_only=True)
class CorrectOpportunity:
    job: Job
    reason: Sealed
    by: str
    on: date
    today: date


@dataclass(frozen=True, kw_only=True)
class AnalyseJob:
    analysis: UUID
    demands: tuple[Demand, ...]
    adaptations: tuple[Adaptation, ...]
    note: Sealed | None
    by: str
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
class ReservePlace:
    candidacy: UUID
    on: date


@dataclass(frozen=True, kw_only=True)
class ReleasePlace:
    candidacy: UUID
    on: date


@dataclass(frozen=True, kw_only=True)
class CloseOpportunity:
    reason: OpportunityClosing
    on: date
    today: date


@dataclass(frozen=True, kw_only=True)
class ReopenOpportunity:
    """`employer_is` what the employer is on the day."""

    employer_is: Standing
    reason: Sealed
    by: str
    on: date
    today: date


OpportunityCommand = (
    OpenOpportunity
    | CorrectOpportunity
    | AnalyseJob
    | FillPlace
    | FreePlace
    | ReservePlace
    | ReleasePlace
    | CloseOpportunity
    | ReopenOpportunity
)


@dataclass(frozen=True, kw_only=True)
class Offer:
    """The opportunity whose place is taken. `employer` is None when the opportunity is unknown."""

    opportunity: UUID
    employer: UUID | None
    standing: Standing
    places_left: int
