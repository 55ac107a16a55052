"""The facts that figures are made of. A fact says when it was so, by its dates; `Known` says when it was known. Pure."""

from services.metrics.facts.capacity import Benchmark, Share
from services.metrics.facts.case import Case, Pause, Tenure
from services.metrics.facts.consent import Consent, SusRegistration
from services.metrics.facts.evidence import Evidence
from services.metrics.facts.known import Known
from services.metrics.facts.protection import Protection
from services.metrics.facts.referral import Judgement, Received, Referral
from services.metrics.facts.support import AtRisk, Attendance, Contact, FollowUp, Introduction, Plan, Status, Step
from services.metrics.facts.survey import SurveyAnswer, SurveyInvitations
from services.metrics.facts.work import EmployerContact, Employment, Subsidy, Terms, Trial

__all__ = [
    "AtRisk",
    "Attendance",
    "Benchmark",
    "Case",
    "Consent",
    "Contact",
    "EmployerContact",
    "Employment",
    "Evidence",
    "FollowUp",
    "Introduction",
    "Judgement",
    "Known",
    "Pause",
    "Plan",
    "Protection",
    "Received",
    "Referral",
    "Share",
    "Status",
    "Step",
    "Subsidy",
    "SurveyAnswer",
    "SurveyInvitations",
    "SusRegistration",
    "Tenure",
    "Terms",
    "Trial",
]
