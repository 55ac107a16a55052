"""Followup's commands: what others' events call for and officers want done. Time and ids come with them. By part."""

from services.followup.commands.contact import LogContact
from services.followup.commands.course import CompleteSupport, StartFollowUp
from services.followup.commands.introduction import EndIntroduction
from services.followup.commands.learnt import (
    CloseSupport,
    CorrectCaseStart,
    CorrectEmployment,
    HandOverSupport,
    LearntCommand,
    NoteCaseStart,
    NoteEmployment,
    NoteEmploymentEnd,
    RemoveEmployment,
    RemoveSupport,
    ReopenSupport,
)
from services.followup.commands.plan import AgreePlan
from services.followup.commands.status import EstablishStatus
from services.followup.commands.support import OfficerCommand, SupportCommand

__all__ = [
    "AgreePlan",
    "CloseSupport",
    "CompleteSupport",
    "CorrectCaseStart",
    "CorrectEmployment",
    "EndIntroduction",
    "EstablishStatus",
    "HandOverSupport",
    "LearntCommand",
    "LogContact",
    "NoteCaseStart",
    "NoteEmployment",
    "NoteEmploymentEnd",
    "OfficerCommand",
    "RemoveEmployment",
    "RemoveSupport",
    "ReopenSupport",
    "StartFollowUp",
    "SupportCommand",
]
