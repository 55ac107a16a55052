"""Days at a workplace within a candidacy: work trial or work practice. Never employment."""

from dataclasses import dataclass
from datetime import date
from typing import Literal
from uuid import UUID

TrialKind = Literal["work-trial", "work-practice"]
"""Arbetsprövning, praktik. Never employment."""


@dataclass(frozen=True, kw_only=True)
class TrialAgreed:
    """Agreed on `on`: at the workplace from `from_on` to `until`, both included. It is not employment."""

    candidacy: UUID
    trial: UUID
    case: UUID
    person: UUID
    employer: UUID
    agreement: UUID
    kind: TrialKind
    from_on: date
    until: date
    on: date


@dataclass(frozen=True, kw_only=True)
class TrialEnded:
    """`on` is the last day, earlier than or as agreed."""

    candidacy: UUID
    trial: UUID
    case: UUID
    person: UUID
    employer: UUID
    on: date


@dataclass(frozen=True, kw_only=True)
class TrialCancelled:
    """The trial did not begin, and will not."""

    candidacy: UUID
    trial: UUID
    case: UUID
    person: UUID
    employer: UUID
    on: date
