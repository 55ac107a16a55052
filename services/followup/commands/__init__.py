"""Followup's commands: what others' events call for and officers want done. Time and ids come with them. By part."""

from services.followup.commands.attendance import LogAttendance
from services.followup.commands.contact import ContactCommand, LogContact, RemoveContact
from services.followup.commands.course import CompleteSupport, StartFollowUp
from services.followup.commands.handover import AcknowledgePacket, HandoverCommand, InformOfHandover
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
    NoteTerms,
    NoteWorkTrial,
    NoteWorkTrialEnd,
    PauseSupport,
    RemoveEmployment,
    RemoveSupport,
    RemoveWorkTrial,
    ReopenSupport,
    ResumeSupport,
)
from services.followup.commands.plan import AgreeToPlan, IntensifySupport, PlanCommand, ProposePlan, WithdrawPlan
from services.followup.commands.report import (
    ComposeReport,
    ReportCommand,
    ShareReport,
    SignReport,
)
from services.followup.commands.risk import ClearRisk, FlagAtRisk, NoteEarlySign, RiskCommand
from services.followup.commands.status import EstablishStatus
from services.followup.commands.support import OfficerCommand, SupportCommand
from services.followup.commands.survey import (
    InvitationCommand,
    InviteToSurvey,
    NoteSurveyConsent,
    NoteSurveyConsentEnd,
    ReplaceSurveyCode,
    SurveyConsentCommand,
    WithdrawSurveyInvitations,
)
from services.followup.commands.task import CompleteTask, TaskCommand
from services.followup.commands.unit import SetFollowUpLength

__all__ = [
    "AcknowledgePacket",
    "AgreeToPlan",
    "ClearRisk",
    "CloseSupport",
    "CompleteSupport",
    "CompleteTask",
    "ComposeReport",
    "ContactCommand",
    "CorrectCaseStart",
    "CorrectEmployment",
    "EndIntroduction",
    "EstablishStatus",
    "FlagAtRisk",
    "HandOverSupport",
    "HandoverCommand",
    "InformOfHandover",
    "IntensifySupport",
    "InvitationCommand",
    "InviteToSurvey",
    "LearntCommand",
    "LogAttendance",
    "LogContact",
    "NoteCaseStart",
    "NoteEarlySign",
    "NoteEmployment",
    "NoteEmploymentEnd",
    "NoteSurveyConsent",
    "NoteSurveyConsentEnd",
    "NoteTerms",
    "NoteWorkTrial",
    "NoteWorkTrialEnd",
    "OfficerCommand",
    "PauseSupport",
    "PlanCommand",
    "ProposePlan",
    "RemoveContact",
    "RemoveEmployment",
    "RemoveSupport",
    "RemoveWorkTrial",
    "ReopenSupport",
    "ReplaceSurveyCode",
    "ReportCommand",
    "ResumeSupport",
    "RiskCommand",
    "SetFollowUpLength",
    "ShareReport",
    "SignReport",
    "StartFollowUp",
    "SupportCommand",
    "SurveyConsentCommand",
    "TaskCommand",
    "WithdrawPlan",
    "WithdrawSurveyInvitations",
]
