"""What the case's course calls for in the search."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID


@dataclass(frozen=True, kw_only=True)
class OpenSearch:
    case: UUID
    person: UUID
    unit: str
    on: date


@dataclass(frozen=True, kw_only=True)
class CorrectSearchStart:
    on: date


@dataclass(frozen=True, kw_only=True)
class HandOverSearch:
    unit: str
    on: date


@dataclass(frozen=True, kw_only=True)
class CloseSearch:
    on: date


@dataclass(frozen=True, kw_only=True)
class ReopenSearch:
    on: date


@dataclass(frozen=True, kw_only=True)
class CancelSearch: ...


SearchCommand = OpenSearch | CorrectSearchStart | HandOverSearch | CloseSearch | ReopenSearch | CancelSearch


@dataclass(frozen=True, kw_only=True)
class Searched:
    """The case as its search tells it. `ended_on` is None while the case goes on."""

    case: UUID
    person: UUID
    unit: str
    ended_on: date | None
    in_error: bool
