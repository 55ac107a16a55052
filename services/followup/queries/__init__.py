"""Reads of followup's tables. Every list is narrowed to units, or to one case, before anything else."""

from services.followup.queries.agenda import Days, due_of_case, due_of_units
from services.followup.queries.attendance import attendance_of, list_attendance
from services.followup.queries.contacts import contact, list_contacts
from services.followup.queries.employments import list_employments
from services.followup.queries.handovers import handover, list_handovers
from services.followup.queries.introductions import introduction, list_introductions
from services.followup.queries.plans import intensification, list_intensifications, list_plans, plan
from services.followup.queries.reports import list_report_sharings, list_reports, report, report_sharing
from services.followup.queries.risks import early_sign, flag, list_early_signs, list_flags
from services.followup.queries.states import state
from services.followup.queries.statuses import list_due, list_statuses, status
from services.followup.queries.supports import list_supports, support
from services.followup.queries.surveys import (
    consented,
    invitation,
    invited_cases,
    list_invitations,
    list_texts,
    protected,
    survey_count,
)
from services.followup.queries.units import length_from, lengths_of, list_lengths

__all__ = [
    "Days",
    "attendance_of",
    "consented",
    "contact",
    "due_of_case",
    "due_of_units",
    "early_sign",
    "flag",
    "handover",
    "intensification",
    "introduction",
    "invitation",
    "invited_cases",
    "length_from",
    "lengths_of",
    "list_attendance",
    "list_contacts",
    "list_due",
    "list_early_signs",
    "list_employments",
    "list_flags",
    "list_handovers",
    "list_intensifications",
    "list_introductions",
    "list_invitations",
    "list_lengths",
    "list_plans",
    "list_report_sharings",
    "list_reports",
    "list_statuses",
    "list_supports",
    "list_texts",
    "plan",
    "protected",
    "report",
    "report_sharing",
    "state",
    "status",
    "support",
    "survey_count",
]
