"""Facts registered so long afterwards that a second officer has to agree. Until then they have no effect."""

from dataclasses import dataclass
from datetime import date
from typing import Literal
from uuid import UUID

from services.intake.events.case import CaseEndCorrected, CaseEnded, CasePaused, CaseResumed, CaseStartCorrected, CaseStarted
from shared.ids import Sealed

ChangeKind = Literal["start", "start-correction", "pause", "resumption", "end", "end-correction"]
LateEvent = CaseStarted | CaseStartCorrected | CasePaused | CaseResumed | CaseEnded | CaseEndCorrected
"""What takes effect when it is approved. `what` beside it tells a reader of the log which of them it is."""


@dataclass(frozen=True, kw_only=True)
class LateStart:
    event: CaseStarted
    what: Literal["start"] = "start"


@dataclass(frozen=True, kw_only=True)
class LateStartCorrection:
    event: CaseStartCorrected
    what: Literal["start-correction"] = "start-correction"


@dataclass(frozen=True, kw_only=True)
class LatePause:
    event: CasePaused
    what: Literal["pause"] = "pause"


@dataclass(frozen=True, kw_only=True)
class LateResumption:
    event: CaseResumed
    what: Literal["resumption"] = "resumption"


@dataclass(frozen=True, kw_only=True)
class LateEnd:
    event: CaseEnded
    what: Literal["end"] = "end"


@dataclass(frozen=True, kw_only=True)
class LateEndCorrection:
    event: CaseEndCorrected
    what: Literal["end-correction"] = "end-correction"


LateChange = LateStart | LateStartCorrection | LatePause | LateResumption | LateEnd | LateEndCorrection


@dataclass(frozen=True, kw_only=True)
class CaseChangeProposed:
    """One officer says what was so, and why it comes late; `on` is the day of the proposal, the fact has its own."""

    proposal: UUID
    case: UUID
    person: UUID
    change: LateChange
    reason: Sealed
    proposed_by: str
    on: date


@dataclass(frozen=True, kw_only=True)
class CaseChangeApproved:
    """A second officer agrees: the proposed event follows."""

    proposal: UUID
    case: UUID
    person: UUID
    approved_by: str
    on: date


@dataclass(frozen=True, kw_only=True)
class CaseChangeRefused:
    """The proposal has no effect."""

    proposal: UUID
    case: UUID
    person: UUID
    reason: Sealed
    refused_by: str
    on: date
