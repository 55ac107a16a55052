"""What somebody wants done: to a meeting."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from services.intake.events.meeting import Meeting, MeetingCorrectionReason, MeetingErrorReason


@dataclass(frozen=True, kw_only=True)
class HoldMeeting:
    meeting: UUID
    unit: str
    held: Meeting
    by: str
    today: date


@dataclass(frozen=True, kw_only=True)
class CorrectMeeting:
    """`held` is the whole of what holds instead."""

    held: Meeting
    reason: MeetingCorrectionReason
    by: str
    today: date


@dataclass(frozen=True, kw_only=True)
class RegisterMeetingInError:
    reason: MeetingErrorReason
    by: str
    on: date
    today: date


MeetingCommand = HoldMeeting | CorrectMeeting | RegisterMeetingInError
