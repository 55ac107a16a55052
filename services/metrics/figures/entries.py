"""The one entry of a case into F3: when its person got the job that is to be kept.

The start of the first spell of the chosen classes that starts while the case is open (both its first and its last day),
or the case's own start if such a spell was under way then. "Under way" is certainly in work on the case's first day in a spell
that started before it; a spell that is only unknown that day, or a joined gap, is not. Spells are the person's, whichever
case they are registered on.
"""

from dataclasses import dataclass

import numpy as np

from services.metrics.figures.days import FOREVER, Flags, Ints
from services.metrics.figures.population import Population
from services.metrics.figures.states import Days


@dataclass(frozen=True, kw_only=True, slots=True, eq=False)
class Entries:
    """The entries of some cases. `case` and `day`: which case, and on which day number.

    `of` and `employer`: an entry's place here, with each employer of the spells entered with (several if they began together).
    """

    case: Ints
    day: Ints
    of: Ints
    employer: Ints

    def only(self, kept: Flags) -> "Entries":
        """The entries marked."""
        place = np.cumsum(kept) - 1
        theirs = kept[self.of]
        return Entries(case=self.case[kept], day=self.day[kept], of=place[self.of[theirs]], employer=self.employer[theirs])


def entries(population: Population, days: Days, cases: Ints) -> Entries:
    """The entries of these cases by the spells whose days are given; a case that never got one has none."""
    spells, started, ended = population.spells, population.enrolments.started, population.enrolments.ended
    place, spell = pairs(population.enrolments.person[cases], spells.person)
    place, spell = place[days.chosen[spell]], spell[days.chosen[spell]]
    case = cases[place]
    begins = (started[case] <= spells.started[spell]) & (spells.started[spell] <= ended[case])
    alone = days.certain.by(np.arange(len(spells.person)))
    under_way = (spells.started[spell] < started[case]) & alone.holds(spell, started[case])
    day = np.where(under_way, started[case], np.where(begins, spells.started[spell], FOREVER))
    first = np.full(len(cases), FOREVER, dtype=np.int64)
    np.minimum.at(first, place, day)
    entered = np.flatnonzero(first < FOREVER)
    with_it = (day == first[place]) & (day < FOREVER)
    return Entries(
        case=cases[entered],
        day=first[entered],
        of=np.searchsorted(entered, place[with_it]),
        employer=population.employer[spell[with_it]],
    )


def pairs(left: Ints, right: Ints) -> tuple[Ints, Ints]:
    """Every place in `left` with every place in `right` that has the same value."""
    order = np.argsort(right, kind="stable")
    ordered = right[order]
    begins, ends = np.searchsorted(ordered, left), np.searchsorted(ordered, left, side="right")
    many = ends - begins
    within = np.arange(many.sum()) - np.repeat(np.cumsum(many) - many, many)
    return np.repeat(np.arange(len(left)), many), order[np.repeat(begins, many) + within]
