"""Reads of metrics: lives for F2 and F3, and facts for the other figures, as they were known at an instant."""

from services.metrics.queries.facts import Period, facts, referrals, registered_in_sus
from services.metrics.queries.lives import Found, for_outflow, for_retention, shown_cases

__all__ = ["Found", "Period", "facts", "for_outflow", "for_retention", "referrals", "registered_in_sus", "shown_cases"]
