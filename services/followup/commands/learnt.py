"""From reactions: never refused, and nothing happens when it is done already."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from uuid import UUID


@dataclass(frozen=True, kw_only=True)
class NoteCaseStart:
    case: UUID
    person: UUID
    unit: str
    support_person: str
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
    weekly_hours: Decimal
    on: date


@dataclass(frozen=True, kw_only=True)
class NoteTerms:
    employment: UUID
    weekly_hours: Decimal
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
class NoteWorkTrial:
    """Agreed anew, it may be heard of before the case; prolonged or moved, the last word holds."""

    case: UUID
    person: UUID
    trial: UUID
    until: date
    on: date


@dataclass(frozen=True, kw_only=True)
class NoteWorkTrialEnd:
    case: UUID
    person: UUID
    trial: UUID
    on: date


@dataclass(frozen=True, kw_only=True)
class RemoveWorkTrial:
    case: UUID
    person: UUID
    trial: UUID


@dataclass(frozen=True, kw_only=True)
class PauseSupport:
    until: date
    on: date


@dataclass(frozen=True, kw_only=True)
class ResumeSupport:
    on: date


@dataclass(frozen=True, kw_only=True)
class HandOverSupport:
    """`handover` is the id of the published event: the same handover told twice is one."""

    handover: UUID
    unit: str
    support_person: str
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
    | PauseSupport
    | ResumeSupport
    | HandOverSupport
    | NoteEmployment
    | NoteTerms
    | NoteEmploymentEnd
    | CorrectEmployment
    | RemoveEmployment
    | NoteWorkTrial
    | NoteWorkTrialEnd
    | RemoveWorkTrial
    | CloseSupport
    | ReopenSupport
    | RemoveSupport
)
