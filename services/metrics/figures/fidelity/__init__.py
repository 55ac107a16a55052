"""F7 Method fidelity, shown as comparison and not as the authority's own target. Every item names its scale.

Scores 5 (best) to 1 are given where the scale's steps are laid down here, for caseload and first contact; the other items are
told by their numbers alone.

Decisions where the definition is silent:
- Caseload: cases ongoing on `as_of`, of the unit that has them then, per full-time person: per 100 % of 1:4 shares on that day.
  Everything else about cases is of the unit where they started.
- First face-to-face employer contact: the first visit to an employer about a case started within the period, from its start on.
  Cases without one for over 270 days have the lowest score; the others without one are pending and in no score. The score is that
  of the median, in which those over 270 days stand with the days they have waited.
- Employer contacts a week: visits within the period, about a case or not, per week and per full-time person, by the day.
- Diversity: different employers, occupations and sectors per job started in the period. Occupation (four digits of SSYK 2012) and
  sector are those at the start; jobs from before they were told are in neither numerator nor denominator.
- Regular market: of jobs started in the period, those without support as they began.
- Time in the community: of the minutes of kept contacts with person and employer in the period, those at the workplace. Contacts
  whose minutes nobody told are counted apart; without any minutes it is None, which is not 0. The share of contacts stands beside
  it. Visits to employers that look for jobs are told without minutes, and are in neither.
- Monthly contact for a year: jobs whose year after the start was completed within the period, still held on its last day, in a
  case open so long; whether each of the 12 months had a kept contact.
"""

from services.metrics.figures.fidelity.facts import FidelityFacts
from services.metrics.figures.fidelity.figure import Fidelity, fidelity
from services.metrics.figures.fidelity.first_contact import FirstContact
from services.metrics.figures.fidelity.scale import (
    CASELOAD_STEPS,
    CONTACT_STEPS,
    SCALE,
    SCALE_SOURCE,
    SCALE_VERSION,
    Score,
    score,
)

__all__ = [
    "CASELOAD_STEPS",
    "CONTACT_STEPS",
    "SCALE",
    "SCALE_SOURCE",
    "SCALE_VERSION",
    "Fidelity",
    "FidelityFacts",
    "FirstContact",
    "Score",
    "fidelity",
    "score",
]
