"""All that can be wanted of a support."""

from services.followup.commands.contact import LogContact
from services.followup.commands.course import CompleteSupport, StartFollowUp
from services.followup.commands.introduction import EndIntroduction
from services.followup.commands.learnt import LearntCommand
from services.followup.commands.plan import AgreePlan
from services.followup.commands.status import EstablishStatus

OfficerCommand = EndIntroduction | AgreePlan | LogContact | StartFollowUp | CompleteSupport | EstablishStatus


SupportCommand = LearntCommand | OfficerCommand
