"""Followup's events: past facts. Every one is about one case and its person; notes and reasons are sealed.

Three kinds: what was learnt from other services, what follows from it for the introductions, and what officers did. By stream.
"""

from typing import get_args

from services.followup.events.contact import ContactLogged
from services.followup.events.course import FollowUpStarted, SupportCompleted
from services.followup.events.introduction import (
    IntroductionCancelled,
    IntroductionEnded,
    IntroductionEvent,
    IntroductionMoved,
    IntroductionResumed,
    IntroductionStarted,
)
from services.followup.events.learnt import (
    CaseStartNoted,
    EmploymentFoundInError,
    EmploymentNoted,
    LearntEvent,
    SupportClosed,
    SupportFoundInError,
    SupportHandedOver,
    SupportOpened,
    SupportReopened,
)
from services.followup.events.plan import PlanAgreed
from services.followup.events.status import StatusEstablished
from services.followup.events.support import OfficerEvent, SupportEvent
from services.followup.events.vocabulary import CancelCause, Channel, ContactWith, EndCause, OpenedBy, Party, Situation, Source

EVENTS: tuple[type, ...] = get_args(SupportEvent)

__all__ = [
    "EVENTS",
    "CancelCause",
    "CaseStartNoted",
    "Channel",
    "ContactLogged",
    "ContactWith",
    "EmploymentFoundInError",
    "EmploymentNoted",
    "EndCause",
    "FollowUpStarted",
    "IntroductionCancelled",
    "IntroductionEnded",
    "IntroductionEvent",
    "IntroductionMoved",
    "IntroductionResumed",
    "IntroductionStarted",
    "LearntEvent",
    "OfficerEvent",
    "OpenedBy",
    "Party",
    "PlanAgreed",
    "Situation",
    "Source",
    "StatusEstablished",
    "SupportClosed",
    "SupportCompleted",
    "SupportEvent",
    "SupportFoundInError",
    "SupportHandedOver",
    "SupportOpened",
    "SupportReopened",
]
