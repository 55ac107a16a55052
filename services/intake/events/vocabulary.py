"""The words of intake's events: codes, and the small values that several streams share."""

from dataclasses import dataclass
from datetime import date
from typing import Literal

Sex = Literal["woman", "man"]
DisabilityGroup = Literal["11", "21", "22", "33", "43", "51", "61", "71", "82", "91", "92"]
ReferralSource = Literal["af", "municipality", "forsakringskassan", "region", "kriminalvarden", "self", "other"]
Channel = Literal["digital", "meeting", "phone", "letter"]
Criterion = Literal[
    "registered",
    "disability",
    "capacity-investigated",
    "attendance",
    "job-ready",
    "needs-support",
    "regular-labour-market",
    "no-conflicting-support",
]
Answer = Literal["met", "not-met", "unknown"]
Outcome = Literal["eligible", "not-yet", "not-eligible"]
Alternative = Literal[
    "municipal-activity",
    "investigation",
    "work-training",
    "steg-till-arbete",
    "introduktion-till-arbete",
    "sammanhallet-matchningsstod",
    "study-guidance",
]
Evidence = Literal[
    "registration",
    "medical-certificate",
    "other-certificate",
    "work-training-record",
    "attendance-record",
    "assessment",
    "goal",
    "decision",
    "own-account",
]
EvidenceSource = Literal[
    "af", "region", "municipality", "forsakringskassan", "kriminalvarden", "employer", "school", "person", "other"
]
EvidenceForm = Literal["document", "digital", "record", "oral"]
Shortfall = Literal["not-registered", "not-at-disposal", "needs-to-find-out", "needs-to-raise-activity", "needs-introduction"]
RecommendedWhen = Literal[
    "always",
    "long-term-unemployed",
    "not-registered",
    "not-at-disposal",
    "needs-to-find-out",
    "needs-to-raise-activity",
    "needs-introduction",
]
NextStep = Literal[
    "confirm-registration",
    "get-certificate",
    "investigate-capacity",
    "record-attendance",
    "assess-readiness",
    "assess-need",
    "agree-on-goal",
    "look-at-decisions",
    "wait",
    "none",
]
LongTerm = Literal["shorter", "long-term", "prioritised"]
ReferralReason = Literal[
    "find-work",
    "introduction-at-work",
    "keep-work",
    "job-planned",
    "work-training-done",
    "other-effort-ended",
    "own-wish",
    "other",
]
Requirement = Literal[
    "registration",
    "medical-certificate",
    "capacity-investigation",
    "work-training",
    "stable-attendance",
    "clear-goal",
    "other-effort-completed",
    "consent",
    "right-unit",
    "complete-form",
]
Party = Literal["person", "representative"]
ReconsiderationOutcome = Literal["upheld", "changed", "dismissed"]
Decision = Literal["granted", "refused", "not-yet"]
ReturnReason = Literal["incomplete", "not-ready", "other-effort-first", "not-registered", "wrong-unit", "person-declines"]
EndKind = Literal["completed", "interrupted"]
ExitCategory = Literal[
    "employment",
    "studies",
    "sickness-compensation",
    "activity-compensation",
    "samhall",
    "other-authority",
    "moved",
    "health",
    "own-wish",
    "no-show",
    "deceased",
    "other",
]

SupportForm = Literal["LFU", "LFA", "LFT", "OSA", "NYSTART", "INTRO", "SAMHALL", "NONE"]
PauseReason = Literal["illness", "parental-leave", "treatment", "other-effort", "own-wish", "other"]
InformedParty = Literal["person", "employer", "partner"]


@dataclass(frozen=True, kw_only=True)
class Informed:
    """Who was told, and when."""

    party: InformedParty
    on: date


@dataclass(frozen=True, kw_only=True)
class Finding:
    """One criterion's answer, as somebody judged it on a day; nobody has when `judged_by` is None.

    `evidence`, `source`, `form` and `evidence_date` tell what it rests on: the kind of document or record, not what that says.
    `shortfall` is how it is not met, where that leads to different efforts. `next_step` and `recheck_on` are what is done
    about it, and when it is looked at again.
    """

    criterion: Criterion
    answer: Answer
    evidence: Evidence | None = None
    evidence_date: date | None = None
    source: EvidenceSource | None = None
    form: EvidenceForm | None = None
    shortfall: Shortfall | None = None
    next_step: NextStep | None = None
    recheck_on: date | None = None
    judged_by: str | None = None
    judged_on: date | None = None


@dataclass(frozen=True, kw_only=True)
class PlannedJob:
    """A job that is planned or has just begun: it goes first on the waiting list."""

    starts_on: date | None = None
    already_begun: bool = False


@dataclass(frozen=True, kw_only=True)
class Characteristics:
    """What statistics may break a case down by, as it was when the case was opened."""

    sex: Sex
    birth_year: int
    disability_group: DisabilityGroup | None
    municipality: str
    referral_source: ReferralSource
