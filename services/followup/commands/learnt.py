"""From reactions: never refused, and nothing happens when it is done already."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID


@dataclass(frozen=True, kw_only=True)
class NoteCaseStart:
    case: UUID
    person: UUID
    unit: str
    on: date


@dataclass(frozen=True, kw_only=True)
class CorrectCaseStart:
    on: date


@dataclass(frozen=True, kw_only=True)
class NoteEmployment:
    case: UUID
    person: UUID
    unit: str
    employment: UUID
    on: date


@dataclass(frozen=True, kw_only=True)
class NoteEmploymentEnd:
    employment: UUID
    on: date


@dataclass(frozen=True, kw_only=True)
class CorrectEmployment:
    employment: UUID
    started_on: date
    ended_on: date | None


@dataclass(frozen=True, kw_only=True)
class RemoveEmployment:
    employment: UUID


@dataclass(frozen=True, kw_only=True)
class HandOverSupport:
    unit: str
    on: date


@dataclass(frozen=True, kw_only=True)
class CloseSupport:
    on: date


@dataclass(frozen=True, kw_only=True)
class ReopenSupport:
    on: date


@dataclass(frozen=True, kw_only=True)
class RemoveSupport:
    case: UUID
    person: UUID


LearntCommand = (
    NoteCaseStart
    | CorrectCaseStart
    | HandOverSupport
    | NoteEmployment
    | NoteEmploymentEnd
    | CorrectEmployment
    | RemoveEmployment
    | CloseSupport
    | ReopenSupport
    | RemoveSupport
)
