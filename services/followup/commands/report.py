"""Reports on a case."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from services.followup.events.report import ReportKind, ReportRecipient
from shared.ids import Sealed


@dataclass(frozen=True, kw_only=True)
class ComposeReport:
    """A first version, or for a report that exists the next one. `began_on`: the support's first day."""

    report: UUID
    case: UUID
    person: UUID
    kind: ReportKind
    first_day: date
    last_day: date
    content: Sealed
    began_on: date
    by: str
    today: date


@dataclass(frozen=True, kw_only=True)
class SignReport:
    """`support_person` is whoever has the case now."""

    number: int
    by: str
    support_person: str | None
    today: date


@dataclass(frozen=True, kw_only=True)
class ShareReport:
    sharing: UUID
    number: int
    recipient: ReportRecipient
    employment: UUID | None
    consent: UUID | None
    by: str
    today: date


ReportCommand = ComposeReport | SignReport | ShareReport
