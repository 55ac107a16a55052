"""F4 Results of a period: what was decided, who got work, and how cases ended; each an outcome, dated in the period.

An outcome is a decision on wage support, an employment of another form, or an end of a case in studies or in sickness or activity
compensation. One person can have several: outcomes and persons are counted apart.

- The four forms that the authority decides on for an employment (`DECIDED`) are counted by decision, new or extending: by the
  day it was decided. A decision whose support never began is no outcome, and is named in `never_began`.
- Every other form (without support, nystartsjobb, introduktionsjobb, Samhall) is counted by the employment: by its first day.
  A decision extending one of these is an outcome as well: it is support given again.
- Of the employments, *new* is who was in no spell the day before, of any form; `from_work` came straight from another spell, of
  `unknown_before` nobody knows.
- Every form counts, whatever work classes were asked for, and with the form at the employment's start.

Decisions where the definition is silent:
- Newly in work: new decisions, and new employments of the other forms. Leaving social assistance: every outcome but extensions
  and employments that came from work. (In the published figures none did.)
- Who ended at Samhall counts by the employment there; the exit "samhall" is among the exits, and is no outcome of its own.
- A row counts at the unit where its case started. The period ends at `as_of`, if that is earlier.
"""

from services.metrics.figures.results.facts import Begun, Cases, Decisions
from services.metrics.figures.results.figure import BEFORE, EXITS, STARTED, Results, results
from services.metrics.figures.results.outcomes import Kind, Outcome, Outcomes, Tally

__all__ = [
    "BEFORE",
    "EXITS",
    "STARTED",
    "Begun",
    "Cases",
    "Decisions",
    "Kind",
    "Outcome",
    "Outcomes",
    "Results",
    "Tally",
    "results",
]
