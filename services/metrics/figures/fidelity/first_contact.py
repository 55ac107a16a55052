"""F7: days from the start of a case to the first visit to an employer about it."""

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np

from services.metrics.figures.arguments import Arguments
from services.metrics.figures.columns import NONE, Members, places
from services.metrics.figures.days import FOREVER, Ints, counted
from services.metrics.figures.fidelity.asked import in_period
from services.metrics.figures.fidelity.facts import Cases, Visits
from services.metrics.figures.fidelity.scale import CONTACT_STEPS, Score, score, scores
from services.metrics.figures.shares import Rows
from services.metrics.figures.spread import Spread, spread_of


@dataclass(frozen=True, kw_only=True, slots=True)
class FirstContact:
    """Days from start to the first visit: started = the five scores + pending."""

    started: Rows
    days: Spread
    by_score: Mapping[Score, Rows]
    pending: Rows
    score: Score | None


def first_contact(cases: Cases, visits: Visits, arguments: Arguments) -> FirstContact:
    """Of those of the cases, which are in order, that started in the period."""
    started = cases[in_period(cases.started_on, arguments)]
    first = _first_visit(started, visits, arguments)
    met = first != FOREVER
    waited = np.where(met, first, arguments.as_of.toordinal()) - started.started_on
    scored = met | (waited > CONTACT_STEPS[-1])
    marks = scores(waited, CONTACT_STEPS)
    middle = _spread(waited[scored]).median
    return FirstContact(
        started=Members(started.case_id),
        days=_spread(waited[met]),
        by_score={mark: Members(started.case_id[scored & (marks == mark)]) for mark in Score},
        pending=Members(started.case_id[~scored]),
        score=None if middle is None else score(middle, CONTACT_STEPS),
    )


def _first_visit(started: Cases, visits: Visits, arguments: Arguments) -> Ints:
    """For each case the first visit about it from its start to `as_of`; FOREVER without one."""
    place = places(visits.case_id, started.case_id)
    within = (place != NONE) & (visits.on <= arguments.as_of.toordinal())
    within[within] = visits.on[within] >= started.started_on[place[within]]
    first = np.full(len(started), FOREVER)
    np.minimum.at(first, place[within], visits.on[within])
    return first


def _spread(days: Ints) -> Spread:
    return spread_of(dict(counted(days)))
