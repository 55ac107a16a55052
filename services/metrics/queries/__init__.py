"""Reads of metrics, as it was known at an instant: what each figure counts, as columns, and facts and persons for lists."""

from services.metrics.queries.access import for_access
from services.metrics.queries.coverage import for_coverage
from services.metrics.queries.delays import delayed
from services.metrics.queries.facts import Period, facts, referrals
from services.metrics.queries.fidelity import for_fidelity
from services.metrics.queries.inflow import for_inflow
from services.metrics.queries.lives import Found, for_courses, for_outflow, for_retention
from services.metrics.queries.outcomes import for_results
from services.metrics.queries.persons import persons_of, shown_cases
from services.metrics.queries.support import for_support
from services.metrics.queries.values import values_of_cases, values_of_referrals
from services.metrics.queries.words_of_work import first_words_of_work

__all__ = [
    "Found",
    "Period",
    "delayed",
    "facts",
    "first_words_of_work",
    "for_access",
    "for_courses",
    "for_coverage",
    "for_fidelity",
    "for_inflow",
    "for_outflow",
    "for_results",
    "for_retention",
    "for_support",
    "persons_of",
    "referrals",
    "shown_cases",
    "values_of_cases",
    "values_of_referrals",
]
