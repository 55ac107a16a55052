"""F7: how many cases a full-time person has, on a day and by the day."""

from datetime import date
from fractions import Fraction
from typing import Final

import numpy as np

from services.metrics.figures.arguments import Arguments
from services.metrics.figures.capacity import SIUS, Staffing
from services.metrics.figures.columns import NONE, Members, places
from services.metrics.figures.days import Flags
from services.metrics.figures.fidelity.asked import at_units
from services.metrics.figures.fidelity.facts import Cases, Handovers
from services.metrics.figures.shares import Rows

WEEK: Final = 7
FULL_TIME: Final = 100


def ongoing(cases: Cases, handovers: Handovers, arguments: Arguments) -> Rows:
    """The cases ongoing on `as_of` that one of the units has on that day. The cases are in order."""
    day = arguments.as_of.toordinal()
    going_on = (cases.started_on <= day) & (cases.ended_on >= day)
    return Members(cases.case_id[going_on & _had(cases, handovers, arguments)])


def _had(cases: Cases, handovers: Handovers, arguments: Arguments) -> Flags:
    """Which cases the units have on `as_of`: the last handover since the start decides, of two on a day the later recorded."""
    had = at_units(cases.unit, arguments)
    place = places(handovers.case_id, cases.case_id)
    begun = (place != NONE) & (handovers.from_on <= arguments.as_of.toordinal())
    begun[begun] = handovers.from_on[begun] >= cases.started_on[place[begun]]
    handovers, place = handovers[begun], place[begun]
    in_order = np.lexsort((handovers.nth, handovers.from_on))
    had[place[in_order]] = at_units(handovers.unit, arguments)[in_order]  # of several about one case the last stands
    return had


def working(shares: Staffing, arguments: Arguments) -> Staffing:
    """The shares of officers' time that are for the cases of the units."""
    return shares[shares.appropriation.among({SIUS}) & at_units(shares.unit, arguments)]


def full_time_on(shares: Staffing, day: date) -> Fraction:
    """Full-time persons on the day."""
    hold = (shares.from_on <= day.toordinal()) & (day.toordinal() <= shares.until)
    return Fraction(int(shares.percent[hold].sum()), FULL_TIME)


def full_time_weeks(shares: Staffing, first: date, last: date) -> Fraction:
    """Weeks that a full-time person would have worked within [first, last]."""
    begins, ends = np.maximum(shares.from_on, first.toordinal()), np.minimum(shares.until, last.toordinal())
    held = np.maximum(ends - begins + 1, 0)
    return Fraction(int((held * shares.percent).sum()), FULL_TIME * WEEK)
