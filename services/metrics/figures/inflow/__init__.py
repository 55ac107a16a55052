"""F1 Inflow and load: on a date the ongoing and the waiting cases against the capacity; in a period what came and what started.

Decisions where the definition is silent:
- The date is `as_of`. A case is ongoing from its start to its last day, both included; a paused case is ongoing, and is also
  named in `paused` (to the day before it went on; one that has not gone on is paused, also past its expected last day).
- On a date the case belongs to the unit and the support person that have it then, also after a handover; in a period what
  came and started counts where it came and started. A handover on the date itself has taken place.
- A case waits from the day it was opened to the day before its start, or to its last day if it ended without one. It has waited
  `as_of` less the day it was opened. Cases from before openings were published are not known to have waited.
- The 90th percentile is the least number of days within which at least 90 % have waited so far (nearest rank).
- Load is over capacity: a unit or an officer without a 1:4 share on the date has cases but no load. Without a benchmark of
  its own a unit has the default, 30.
- The period ends at `as_of`, if that is earlier: later days are not looked at.
"""

from services.metrics.figures.inflow.figure import Came, inflow
from services.metrics.figures.inflow.parts import Flow, Inflow, OfficerLoad, Part, Waiting

__all__ = [
    "Came",
    "Flow",
    "Inflow",
    "OfficerLoad",
    "Part",
    "Waiting",
    "inflow",
]
