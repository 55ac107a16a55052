"""Reads of followup's tables. Every list is narrowed to units, or to one case, before anything else."""

from services.followup.queries.contacts import contact, list_contacts
from services.followup.queries.introductions import introduction, list_introductions
from services.followup.queries.plans import list_plans, plan
from services.followup.queries.statuses import list_statuses, status
from services.followup.queries.supports import list_supports, support

__all__ = [
    "contact",
    "introduction",
    "list_contacts",
    "list_introductions",
    "list_plans",
    "list_statuses",
    "list_supports",
    "plan",
    "status",
    "support",
]
