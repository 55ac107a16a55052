"""Meetings with other authorities and consultations: held, corrected, registered in error."""

from dataclasses import dataclass
from datetime import date
from typing import Literal
from uuid import UUID

MeetingKind = Literal["sip", "three-party", "authority", "network", "consultation"]
AgencyKind = Literal[
    "municipality", "forsakringskassan", "region", "kriminalvarden", "employer", "school", "voluntary-organisation", "other"
]
MeetingCorrectionReason = Literal["wrong-kind", "wrong-date", "wrong-participants", "wrong-case"]
MeetingErrorReason = Literal["not-held", "registered-twice", "wrong-unit"]


@dataclass(frozen=True, kw_only=True)
class Meeting:
    """What was registered about a meeting: `participants` are the kinds of agency that took part besides the unit."""

    kind: MeetingKind
    participants: tuple[AgencyKind, ...]
    case: UUID | None
    on: date


@dataclass(frozen=True, kw_only=True)
class MeetingHeld:
    """A meeting, about a case or about none; a consultation is always about none."""

    meeting: UUID
    unit: str
    kind: MeetingKind
    participants: tuple[AgencyKind, ...]
    case: UUID | None
    registered_by: str
    on: date


@dataclass(frozen=True, kw_only=True)
class MeetingCorrected:
    """The meeting was as told here, not as in `instead_of`."""

    meeting: UUID
    unit: str
    instead_of: Meeting
    kind: MeetingKind
    participants: tuple[AgencyKind, ...]
    case: UUID | None
    reason: MeetingCorrectionReason
    corrected_by: str
    on: date


@dataclass(frozen=True, kw_only=True)
class MeetingRegisteredInError:
    """The meeting never was: no count has it."""

    meeting: UUID
    unit: str
    reason: MeetingErrorReason
    registered_by: str
    on: date


MeetingEvent = MeetingHeld | MeetingCorrected | MeetingRegisteredInError
