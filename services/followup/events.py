"""Followup's events: past facts. Every one is about one case and its person; notes and reasons are sealed.

Three kinds: what was learnt from other services, what follows from it for the introductions, and what officers did.
"""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Literal
from uuid import UUID

from shared.ids import Sealed

OpenedBy = Literal["case", "employment"]
Party = Literal["person", "employer", "support-person"]
Channel = Literal["visit", "phone", "mail", "video", "text"]
ContactWith = Literal["person", "employer", "both"]
Situation = Literal["in-work", "studies", "looking", "ill", "unknown"]
Source = Literal["person", "employer", "support-person", "register", "other"]
EndCause = Literal["decided", "employment-ended", "case-ended"]
CancelCause = Literal["employment-in-error", "outside-the-case"]


# --- learnt from intake and placement -------------------------------------------------------------------------------------


@dataclass(frozen=True, kw_only=True)
class SupportOpened:
    """The first that was heard of the case: its start, or an employment in it. `on` is the day of that."""

    case: UUID
    person: UUID
    unit: str
    opened_by: OpenedBy
    on: date


@dataclass(frozen=True, kw_only=True)
class CaseStartNoted:
    """The case started on `on`, at `unit`: heard after the support was opened, or corrected."""

    case: UUID
    person: UUID
    unit: str
    on: date


@dataclass(frozen=True, kw_only=True)
class EmploymentNoted:
    """An employment as it is known now: first day in work `on`, last day `ended_on` (None: it goes on)."""

    case: UUID
    person: UUID
    employment: UUID
    ended_on: date | None
    on: date


@dataclass(frozen=True, kw_only=True)
class EmploymentFoundInError:
    """The employment never was."""

    case: UUID
    person: UUID
    employment: UUID


@dataclass(frozen=True, kw_only=True)
class SupportHandedOver:
    """The case belongs to another unit from now on."""

    case: UUID
    person: UUID
    unit: str
    on: date


@dataclass(frozen=True, kw_only=True)
class SupportClosed:
    """The case has ended: what was open in the support is closed on that day."""

    case: UUID
    person: UUID
    on: date


@dataclass(frozen=True, kw_only=True)
class SupportReopened:
    """The case's end is taken back, and with it what that end closed."""

    case: UUID
    person: UUID
    on: date


@dataclass(frozen=True, kw_only=True)
class SupportFoundInError:
    """The case never was, so there is no support."""

    case: UUID
    person: UUID


# --- introductions: one per employment ------------------------------------------------------------------------------------


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


# --- what officers do -----------------------------------------------------------------------------------------------------


@dataclass(frozen=True, kw_only=True)
class PlanAgreed:
    """Agreed on `on` by `agreed_by`; planned contacts a week from `applies_from` until the next plan."""

    plan: UUID
    case: UUID
    person: UUID
    agreed_by: tuple[Party, ...]
    person_contacts_per_week: Decimal
    employer_contacts_per_week: Decimal
    applies_from: date
    note: Sealed | None
    on: date


@dataclass(frozen=True, kw_only=True)
class ContactLogged:
    """`kept` is False for a no-show; `on_site` is at the workplace. `late`: logged after the support was over."""

    contact: UUID
    case: UUID
    person: UUID
    channel: Channel
    contact_with: ContactWith
    kept: bool
    on_site: bool
    late: bool
    note: Sealed | None
    on: date


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


@dataclass(frozen=True, kw_only=True)
class StatusEstablished:
    """What was so on a day, and who said it. A correction names in `corrects` the status that it replaces."""

    status: UUID
    case: UUID
    person: UUID
    situation: Situation
    source: Source
    corrects: UUID | None
    on: date


IntroductionEvent = IntroductionStarted | IntroductionMoved | IntroductionEnded | IntroductionResumed | IntroductionCancelled
LearntEvent = (
    SupportOpened
    | CaseStartNoted
    | EmploymentNoted
    | EmploymentFoundInError
    | SupportHandedOver
    | SupportClosed
    | SupportReopened
    | SupportFoundInError
)
OfficerEvent = PlanAgreed | ContactLogged | FollowUpStarted | SupportCompleted | StatusEstablished
SupportEvent = LearntEvent | IntroductionEvent | OfficerEvent

EVENTS: tuple[type, ...] = (
    SupportOpened,
    CaseStartNoted,
    EmploymentNoted,
    EmploymentFoundInError,
    SupportHandedOver,
    SupportClosed,
    SupportReopened,
    SupportFoundInError,
    IntroductionStarted,
    IntroductionMoved,
    IntroductionEnded,
    IntroductionResumed,
    IntroductionCancelled,
    PlanAgreed,
    ContactLogged,
    FollowUpStarted,
    SupportCompleted,
    StatusEstablished,
)
