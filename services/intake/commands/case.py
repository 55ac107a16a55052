"""What somebody wants done: to a case."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from services.intake.commands.referral import Engagement
from services.intake.events.vocabulary import Characteristics, EndKind, ExitCategory, PlannedJob
from shared.ids import Sealed


@dataclass(frozen=True, kw_only=True)
class OpenCase:
    """`granted_on` is the date of the decision that the case rests on; None when there is none."""

    case: UUID
    person: UUID
    referral: UUID
    unit: str
    characteristics: Characteristics
    planned_job: PlannedJob | None
    granted_on: date | None
    on: date


@dataclass(frozen=True, kw_only=True)
class StartCase:
    support_person: str
    on: date
    today: date


@dataclass(frozen=True, kw_only=True)
class CorrectCaseStart:
    reason: Sealed
    by: str
    on: date
    today: date


@dataclass(frozen=True, kw_only=True)
class ProposeCaseEnd:
    on: date


@dataclass(frozen=True, kw_only=True)
class EndCase:
    kind: EndKind
    exit: ExitCategory
    reason: Sealed | None
    by: str
    on: date
    today: date


@dataclass(frozen=True, kw_only=True)
class ReopenCase:
    """`engaged_in` is set when the person is held by another referral or case by now."""

    reason: Sealed
    by: str
    engaged_in: Engagement | None
    on: date


@dataclass(frozen=True, kw_only=True)
class RegisterCaseInError:
    reason: Sealed
    by: str
    on: date


CaseCommand = OpenCase | StartCase | CorrectCaseStart | ProposeCaseEnd | EndCase | ReopenCase | RegisterCaseInError
