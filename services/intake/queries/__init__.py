"""Reads of intake's tables, by resource. Every list is narrowed to units before anything else."""

from services.intake.queries.cases import case, list_cases
from services.intake.queries.eligibility import (
    assessed_between,
    assessment,
    findings_of,
    latest_decision,
    list_assessments,
    list_decisions,
    reconsideration,
)
from services.intake.queries.evidence import awaited_for, blocked_referrals, evidence_request, list_evidence, received_for, waits
from services.intake.queries.found import reading_only
from services.intake.queries.handovers import handover, list_handovers
from services.intake.queries.history import course_of
from services.intake.queries.own_referrals import changed_since, list_own, own_referral
from services.intake.queries.persons import characteristics, engagement, other_case, person, units_of
from services.intake.queries.referrals import list_referrals, referral, referral_held

__all__ = [
    "assessed_between",
    "assessment",
    "awaited_for",
    "blocked_referrals",
    "case",
    "changed_since",
    "characteristics",
    "course_of",
    "engagement",
    "evidence_request",
    "findings_of",
    "handover",
    "latest_decision",
    "list_assessments",
    "list_cases",
    "list_decisions",
    "list_evidence",
    "list_handovers",
    "list_own",
    "list_referrals",
    "other_case",
    "own_referral",
    "person",
    "reading_only",
    "received_for",
    "reconsideration",
    "referral",
    "referral_held",
    "units_of",
    "waits",
]
