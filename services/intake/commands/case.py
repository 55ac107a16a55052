"""What somebody wants done: to a case."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from services.intake.commands.referral import Engagement
from services.intake.events.handover import HandoverPacket, HandoverReason
from services.intake.events.vocabulary import (
    Characteristics,
    EndKind,
    ExitCategory,
    Informed,
    PauseReason,
    PlannedJob,
    SupportForm,
)
from shared.ids import Sealed


@dataclass(frozen=True, kw_only=True)
class OpenCase:
    """`granted_on`: the date of the decision that it rests on, if there is one. `engaged_in`: another open case of the person."""

    case: UUID
    person: UUID
    referral: UUID
    unit: str
    characteristics: Characteristics
    planned_job: PlannedJob | None
    granted_on: date | None
    engaged_in: Engagement | None
    on: date
    today: date


@dataclass(frozen=True, kw_only=True)
class Late:
    """Why it comes late and who says so: needed when a second officer has to agree. `proposal` is the proposal's id then."""

    proposal: UUID
    reason: Sealed
    by: str


@dataclass(frozen=True, kw_only=True)
class StartCase:
    support_person: str
    on: date
    today: date
    late: Late | None = None


@dataclass(frozen=True, kw_only=True)
class CorrectCaseStart:
    reason: Sealed
    by: str
    on: date
    today: date
    late: Late | None = None


@dataclass(frozen=True, kw_only=True)
class PauseCase:
    """From `on`; it is expected to go on after `until`."""

    reason: PauseReason
    until: date
    by: str
    on: date
    today: date
    late: Late | None = None


@dataclass(frozen=True, kw_only=True)
class ResumeCase:
    by: str
    on: date
    today: date
    late: Late | None = None


@dataclass(frozen=True, kw_only=True)
class HandOverCase:
    """To a support person at `unit`, which may be the same or another."""

    handover: UUID
    unit: str
    support_person: str
    reason: HandoverReason
    note: Sealed | None
    packet: HandoverPacket
    by: str
    on: date
    today: date


@dataclass(frozen=True, kw_only=True)
class MakeFirstContact:
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
    form: SupportForm | None = None
    informed: tuple[Informed, ...] = ()
    late: Late | None = None


@dataclass(frozen=True, kw_only=True)
class CorrectCaseEnd:
    """The whole end as it should be."""

    kind: EndKind
    exit: ExitCategory
    form: SupportForm | None
    reason: Sealed
    by: str
    on: date
    today: date
    late: Late | None = None


@dataclass(frozen=True, kw_only=True)
class ReopenCase:
    """`engaged_in` is set when the person is held by another referral or case by now."""

    reason: Sealed
    by: str
    engaged_in: Engagement | None
    on: date
    today: date


@dataclass(frozen=True, kw_only=True)
class RegisterCaseInError:
    reason: Sealed
    by: str
    on: date
    today: date


@dataclass(frozen=True, kw_only=True)
class ApproveChange:
    proposal: UUID
    by: str
    today: date


@dataclass(frozen=True, kw_only=True)
class RefuseChange:
    proposal: UUID
    reason: Sealed
    by: str
    today: date


Datable = StartCase | CorrectCaseStart | PauseCase | ResumeCase | EndCase | CorrectCaseEnd
"""Commands that register a fact with a day of its own, which may lie so far back that a second officer has to agree."""

CaseCommand = (
    OpenCase
    | Datable
    | HandOverCase
    | MakeFirstContact
    | ProposeCaseEnd
    | ReopenCase
    | RegisterCaseInError
    | ApproveChange
    | RefuseChange
)
