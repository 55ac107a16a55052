"""Intake's events: past facts. Every one is about one person; names and notes are sealed, numbers are nowhere."""

from typing import get_args

from services.intake.events.case import (
    CaseEnded,
    CaseEndProposed,
    CaseEvent,
    CaseOpened,
    CaseRegisteredInError,
    CaseReopened,
    CaseStartCorrected,
    CaseStarted,
)
from services.intake.events.eligibility import (
    EligibilityAssessed,
    EligibilityEvent,
    ProgrammeGranted,
    ProgrammeRefused,
    SetToNotYet,
)
from services.intake.events.person import PersonEvent, PersonRegistered
from services.intake.events.referral import (
    ReferralAccepted,
    ReferralDeclined,
    ReferralEvent,
    ReferralReceived,
    ReferralReturned,
    ReferralWithdrawn,
)
from services.intake.events.vocabulary import (
    Alternative,
    Answer,
    Channel,
    Characteristics,
    Criterion,
    DisabilityGroup,
    EndKind,
    Evidence,
    ExitCategory,
    Finding,
    Outcome,
    PlannedJob,
    ReferralSource,
    ReturnReason,
    Sex,
)

EVENTS: tuple[type, ...] = (
    PersonRegistered,
    *get_args(ReferralEvent),
    *get_args(EligibilityEvent),
    *get_args(CaseEvent),
)
"""Every event there is, by stream."""

__all__ = [
    "EVENTS",
    "Alternative",
    "Answer",
    "CaseEndProposed",
    "CaseEnded",
    "CaseEvent",
    "CaseOpened",
    "CaseRegisteredInError",
    "CaseReopened",
    "CaseStartCorrected",
    "CaseStarted",
    "Channel",
    "Characteristics",
    "Criterion",
    "DisabilityGroup",
    "EligibilityAssessed",
    "EligibilityEvent",
    "EndKind",
    "Evidence",
    "ExitCategory",
    "Finding",
    "Outcome",
    "PersonEvent",
    "PersonRegistered",
    "PlannedJob",
    "ProgrammeGranted",
    "ProgrammeRefused",
    "ReferralAccepted",
    "ReferralDeclined",
    "ReferralEvent",
    "ReferralReceived",
    "ReferralReturned",
    "ReferralSource",
    "ReferralWithdrawn",
    "ReturnReason",
    "SetToNotYet",
    "Sex",
]
