"""What the case's course calls for in the search."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID


@dataclass(frozen=True, kw_only=True)
class OpenSearch:
    case: UUID
    person: UUID
    unit: str
    support_person: str
    on: date


@dataclass(frozen=True, kw_only=True)
class CorrectSearchStart:
    on: date


@dataclass(frozen=True, kw_only=True)
class HandOverSearch:
    unit: str
    support_person: str
    on: date


@dataclass(frozen=True, kw_only=True)
class PauseSearch:
    """`until` is the expected last day of the pause."""

    until: date
    on: date


@dataclass(frozen=True, kw_only=True)
class ResumeSearch:
    on: date


@dataclass(frozen=True, kw_only=True)
class CloseSearch:
    on: date


@dataclass(frozen=True, kw_only=True)
class ReopenSearch:
    """`visited`: an employer was met about the case. `lost`: the lost job after which none was found."""

    visited: bool
    lost: UUID | None
    on: date


@dataclass(frozen=True, kw_only=True)
class CancelSearch: ...


@dataclass(frozen=True, kw_only=True)
class SearchAgain:
    """The job was lost on `on`. `needed`: as placement knows it, it has ended and the case has no other."""

    employment: UUID
    needed: bool
    on: date


@dataclass(frozen=True, kw_only=True)
class ReopenEmployerContact:
    """A visit to an employer about the case was none. `visited`: there is another."""

    visited: bool


SearchCommand = (
    OpenSearch
    | CorrectSearchStart
    | HandOverSearch
    | PauseSearch
    | ResumeSearch
    | CloseSearch
    | ReopenSearch
    | CancelSearch
    | SearchAgain
    | ReopenEmployerContact
)


@dataclass(frozen=True, kw_only=True)
class Searched:
    """The case as its search tells it. `ended_on` is None while the case goes on."""

    case: UUID
    person: UUID
    unit: str
    ended_on: date | None
    in_error: bool
