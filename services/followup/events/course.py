"""The course of the support after introduction."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID


@dataclass(frozen=True, kw_only=True)
class FollowUpStarted:
    case: UUID
    person: UUID
    on: date


@dataclass(frozen=True, kw_only=True)
class SupportCompleted:
    case: UUID
    person: UUID
    on: date
