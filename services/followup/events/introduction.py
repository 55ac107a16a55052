"""Introductions: one per employment, or per work trial before it. `introduction` is the employment's or the trial's id."""

from dataclasses import dataclass
from datetime import date
from typing import ClassVar
from uuid import UUID

from services.followup.events.vocabulary import CancelCause, EndCause, IntroductionKind, IntroductionOutcome
from shared.ids import Sealed


@dataclass(frozen=True, kw_only=True)
class IntroductionStarted:
    """`latest_end` is the last day allowed under `basis`, as the rule stood when this was recorded.

    `allowed_days` of introduction are allowed in the case, counted from `counted_from`, its first one (see `rules`).
    """

    SCHEMA: ClassVar[int] = 2

    case: UUID
    person: UUID
    introduction: UUID
    kind: IntroductionKind
    counted_from: date
    allowed_days: int
    latest_end: date
    basis: str
    on: date


@dataclass(frozen=True, kw_only=True)
class IntroductionMoved:
    """It started on `on`, not on `instead_of`: the employment's, trial's or case's start was another than first known."""

    SCHEMA: ClassVar[int] = 2

    case: UUID
    person: UUID
    introduction: UUID
    kind: IntroductionKind
    instead_of: date
    counted_from: date
    allowed_days: int
    latest_end: date
    basis: str
    on: date


@dataclass(frozen=True, kw_only=True)
class IntroductionLimitMoved:
    """Its last allowed day is another than recorded: other introductions or pauses than first known were to be counted."""

    case: UUID
    person: UUID
    introduction: UUID
    kind: IntroductionKind
    counted_from: date
    allowed_days: int
    latest_end: date
    basis: str


@dataclass(frozen=True, kw_only=True)
class IntroductionEnded:
    """The last day of introduction. `breach`: it lasted longer than allowed; `reason` is written when an officer decided so.

    `outcome` is that officer's; None when the employment, the trial or the case ended it. Recorded again when the end turns out
    to be another, or a breach or none: the last one holds.
    """

    SCHEMA: ClassVar[int] = 2

    case: UUID
    person: UUID
    introduction: UUID
    kind: IntroductionKind
    cause: EndCause
    outcome: IntroductionOutcome | None
    latest_end: date
    breach: bool
    reason: Sealed | None
    on: date


@dataclass(frozen=True, kw_only=True)
class IntroductionResumed:
    """Its end is taken back: it goes on since its start `on`."""

    SCHEMA: ClassVar[int] = 2

    case: UUID
    person: UUID
    introduction: UUID
    kind: IntroductionKind
    on: date


@dataclass(frozen=True, kw_only=True)
class IntroductionCancelled:
    """There was no introduction for this employment or trial after all."""

    SCHEMA: ClassVar[int] = 2

    case: UUID
    person: UUID
    introduction: UUID
    kind: IntroductionKind
    cause: CancelCause


IntroductionEvent = (
    IntroductionStarted
    | IntroductionMoved
    | IntroductionLimitMoved
    | IntroductionEnded
    | IntroductionResumed
    | IntroductionCancelled
)
