"""All that can happen in a support."""

from services.followup.events.contact import ContactLogged
from services.followup.events.course import FollowUpStarted, SupportCompleted
from services.followup.events.introduction import IntroductionEvent
from services.followup.events.learnt import LearntEvent
from services.followup.events.plan import PlanAgreed
from services.followup.events.status import StatusEstablished

OfficerEvent = PlanAgreed | ContactLogged | FollowUpStarted | SupportCompleted | StatusEstablished


SupportEvent = LearntEvent | IntroductionEvent | OfficerEvent
