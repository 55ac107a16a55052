"""What happens to the search for a job, as the case's course has it."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID


@dataclass(frozen=True, kw_only=True)
class SearchOpened:
    """The case has started: a job is looked for."""

    case: UUID
    person: UUID
    unit: str
    on: date


@dataclass(frozen=True, kw_only=True)
class SearchStartCorrected:
    """The case started on `on`, not `instead_of`."""

    case: UUID
    person: UUID
    instead_of: date
    on: date


@dataclass(frozen=True, kw_only=True)
class SearchHandedOver:
    """The case belongs to another unit from now on, and so do its employments."""

    case: UUID
    person: UUID
    unit: str
    on: date


@dataclass(frozen=True, kw_only=True)
class SearchClosed:
    """The case ended on `on`."""

    case: UUID
    person: UUID
    on: date


@dataclass(frozen=True, kw_only=True)
class SearchReopened:
    case: UUID
    person: UUID
    on: date


@dataclass(frozen=True, kw_only=True)
class SearchCancelled:
    """The case never was."""

    case: UUID
    person: UUID


SearchEvent = SearchOpened | SearchStartCorrected | SearchHandedOver | SearchClosed | SearchReopened | SearchCancelled
