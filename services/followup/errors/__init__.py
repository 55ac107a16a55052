"""Why followup refuses a command. The code is stable and English; the sentences are for people. By part."""

from services.followup.errors.contact import NotAtTheWorkplace
from services.followup.errors.course import (
    BeforeFollowUp,
    BeforeIntroductionEnd,
    FollowUpAlreadyStarted,
    FollowUpNotStarted,
    IntroductionNotEnded,
    NoIntroduction,
)
from services.followup.errors.general import (
    ORDINANCE,
    BeforeSupport,
    DateInTheFuture,
    SupportIsClosed,
    SupportIsCompleted,
    SupportNotOpened,
    SupportWasInError,
)
from services.followup.errors.introduction import (
    BeforeIntroduction,
    IntroductionAlreadyEnded,
    IntroductionTooLong,
    IntroductionUnknown,
    NotABreach,
)
from services.followup.errors.plan import NothingToPlan, PlanNotAgreedByAll, PlanWithoutContacts
from services.followup.errors.status import StatusAlreadyCorrected, StatusUnknown

__all__ = [
    "ORDINANCE",
    "BeforeFollowUp",
    "BeforeIntroduction",
    "BeforeIntroductionEnd",
    "BeforeSupport",
    "DateInTheFuture",
    "FollowUpAlreadyStarted",
    "FollowUpNotStarted",
    "IntroductionAlreadyEnded",
    "IntroductionNotEnded",
    "IntroductionTooLong",
    "IntroductionUnknown",
    "NoIntroduction",
    "NotABreach",
    "NotAtTheWorkplace",
    "NothingToPlan",
    "PlanNotAgreedByAll",
    "PlanWithoutContacts",
    "StatusAlreadyCorrected",
    "StatusUnknown",
    "SupportIsClosed",
    "SupportIsCompleted",
    "SupportNotOpened",
    "SupportWasInError",
]
