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


@dataclass(frozen=True, kw_only=True)
class Finding:
    """One criterion's answer. `evidence` tells what it rests on: the kind of document or record, not what that says."""

    criterion: Criterion
    answer: Answer
    evidence: Evidence | None = None
    evidence_date: date | None = None


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
