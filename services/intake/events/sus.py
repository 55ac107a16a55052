"""What is registered in SUS of a participation, in and out: only with identity, under consent."""

from dataclasses import dataclass
from datetime import date
from typing import Literal
from uuid import UUID

SusReason = Literal["completed", "interrupted", "moved", "sickness", "parental-leave", "other-effort", "deceased", "other"]
SusOccupation = Literal["work", "subsidised-work", "studies"]
SusSource = Literal[
    "sickness-benefit",
    "rehabilitation-benefit",
    "sickness-compensation",
    "activity-compensation",
    "activity-grant",
    "development-allowance",
    "unemployment-insurance",
    "income-support",
    "introduction-benefit",
    "study-support",
    "parental-benefit",
    "wage",
    "other",
]
SusCorrectionReason = Literal["registered-wrongly", "learned-later"]
SusRetraction = Literal["other-person", "no-consent", "twice", "other"]
"""Why a participation turns out never to have been registered in SUS, or should not have been."""


@dataclass(frozen=True, kw_only=True)
class SusOccupied:
    """Work or studies, in percent of full time: 100 % work is 40 hours a week."""

    occupation: SusOccupation
    percent: int


@dataclass(frozen=True, kw_only=True)
class SusSupport:
    """One source of support, in percent of full support, from a day to a last day; None is until further notice."""

    source: SusSource
    percent: int
    from_on: date
    until: date | None


@dataclass(frozen=True, kw_only=True)
class SusSituation:
    """Occupations and sources of support as they were on a day; support with its periods, so that gaps can be seen."""

    on: date
    occupations: tuple[SusOccupied, ...]
    support: tuple[SusSupport, ...]


@dataclass(frozen=True, kw_only=True)
class SusOutcome:
    """Why the participation ended, on which day, and the situation before it (within one week) and after it."""

    reason: SusReason
    before: SusSituation
    after: SusSituation
    ended_on: date


@dataclass(frozen=True, kw_only=True)
class SusRegistered:
    """The participation was registered in SUS with identity, on `on`: in, as the outcome is out."""

    case: UUID
    person: UUID
    registered_by: str
    on: date


@dataclass(frozen=True, kw_only=True)
class SusRegisteredInError:
    """It was never registered in SUS. It may be after that."""

    case: UUID
    person: UUID
    reason: SusRetraction
    registered_by: str
    on: date


@dataclass(frozen=True, kw_only=True)
class SusOutcomeRegistered:
    case: UUID
    person: UUID
    outcome: SusOutcome
    registered_by: str
    on: date


@dataclass(frozen=True, kw_only=True)
class SusOutcomeCorrected:
    """It was as in `outcome`, not as in `instead_of`."""

    case: UUID
    person: UUID
    instead_of: SusOutcome
    outcome: SusOutcome
    reason: SusCorrectionReason
    corrected_by: str
    on: date


SusEvent = SusRegistered | SusRegisteredInError | SusOutcomeRegistered | SusOutcomeCorrected
