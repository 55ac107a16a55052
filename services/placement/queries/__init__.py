"""Reads of placement's tables, by resource. Every list about people is narrowed to units before anything else."""

from services.placement.queries.employers import employer, list_employers
from services.placement.queries.employments import employment, list_employments
from services.placement.queries.opportunities import list_opportunities, opportunity
from services.placement.queries.searches import (
    Seekers,
    list_searches,
    search,
)
from services.placement.queries.subsidies import (
    claims_of,
    list_proposals,
    list_subsidies,
    proposal,
    subsidy,
)

__all__ = [
    "Seekers",
    "claims_of",
    "employer",
    "employment",
    "list_employers",
    "list_employments",
    "list_opportunities",
    "list_proposals",
    "list_searches",
    "list_subsidies",
    "opportunity",
    "proposal",
    "search",
    "subsidy",
]
