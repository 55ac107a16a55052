"""All that can happen in a support."""

from services.followup.events.attendance import AttendanceLogged
from services.followup.events.contact import ContactEvent
from services.followup.events.course import FollowUpStarted, SupportCompleted
from services.followup.events.handover import HandoverEvent
from services.followup.events.introduction import IntroductionEvent
from services.followup.events.learnt import LearntEvent
from services.followup.events.plan import PlanEvent
from services.followup.events.risk import RiskEvent
from services.followup.events.status import StatusEstablished

OfficerEvent = (
    PlanEvent
    | ContactEvent
    | AttendanceLogged
    | RiskEvent
    | HandoverEvent
    | FollowUpStarted
    | SupportCompleted
    | StatusEstablished
)


SupportEvent = LearntEvent | IntroductionEvent | OfficerEvent
