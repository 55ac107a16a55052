"""Introductions: one per employment, or per work trial before it."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from services.followup.events.vocabulary import CancelCause, EndCause
from shared.ids import Sealed


@dataclass(frozen=True, kw_only=True)
class IntroductionStarted:
    """`latest_end` is the last day allowed under `basis`, as the rule stood when this was recorded."""

    case: UUID
    person: UUID
    employment: UUID
    latest_end: date
    basis: str
    on: date


@dataclass(frozen=True, kw_only=True)
class IntroductionMoved:
    """It started on `on`, not on `instead_of`: the employment's or the case's start was another than first known."""

    case: UUID
    person: UUID
    employment: UUID
    instead_of: date
    latest_end: date
    basis: str
    on: date


@dataclass(frozen=True, kw_only=True)
class IntroductionEnded:
    """The last day of introduction. `breach`: it lasted longer than allowed; `reason` is written when an officer decided so.

    Recorded again when the end turns out to be another: the last one holds.
    """

    case: UUID
    person: UUID
    employment: UUID
    cause: EndCause
    latest_end: date
    breach: bool
    reason: Sealed | None
    on: date


@dataclass(frozen=True, kw_only=True)
class IntroductionResumed:
    """Its end is taken back: it goes on since its start `on`."""

    case: UUID
    person: UUID
    employment: UUID
    on: date


@dataclass(frozen=True, kw_only=True)
class IntroductionCancelled:
    """There was no introduction for this employment after all."""

    case: UUID
    person: UUID
    employment: UUID
    cause: CancelCause


IntroductionEvent = IntroductionStarted | IntroductionMoved | IntroductionEnded | IntroductionResumed | IntroductionCancelled
