"""All that can be wanted of a support."""

from services.followup.commands.attendance import LogAttendance
from services.followup.commands.contact import ContactCommand
from services.followup.commands.course import CompleteSupport, StartFollowUp
from services.followup.commands.handover import HandoverCommand
from services.followup.commands.introduction import EndIntroduction
from services.followup.commands.learnt import LearntCommand
from services.followup.commands.plan import PlanCommand
from services.followup.commands.risk import RiskCommand
from services.followup.commands.status import EstablishStatus

OfficerCommand = (
    EndIntroduction
    | PlanCommand
    | HandoverCommand
    | ContactCommand
    | LogAttendance
    | RiskCommand
    | StartFollowUp
    | CompleteSupport
    | EstablishStatus
)


SupportCommand = LearntCommand | OfficerCommand
