"""F6 Support given: contacts planned and kept, gaps, no-shows, handovers, and the limits of introduction and follow-up.

Decisions where the definition is silent are told where each part is counted: `followed`, `contacts`, `taper`, `planned`,
`handovers` and `follow_ups`. Cases are restricted to the unit of their start.
"""

from services.metrics.figures.support.facts import SupportFacts
from services.metrics.figures.support.figure import Support, support
from services.metrics.figures.support.handovers import ByHandovers, Handovers

__all__ = ["ByHandovers", "Handovers", "Support", "SupportFacts", "support"]
