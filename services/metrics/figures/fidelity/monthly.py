"""F7: whether somebody in a new job had a kept contact in each month of its first year."""

from typing import Final

import numpy as np

from services.metrics.figures.arguments import Arguments
from services.metrics.figures.columns import NONE, Ids, Members, places
from services.metrics.figures.days import Flags, Spans, each_months_after
from services.metrics.figures.fidelity.asked import about, in_period
from services.metrics.figures.fidelity.facts import Cases, Contacts, Held
from services.metrics.figures.shares import Rows

MONTHS: Final = 12


def contacts_in_every_month(cases: Cases, jobs: Held, contacts: Contacts, arguments: Arguments) -> tuple[Rows, Rows]:
    """The cases with a year of monthly contacts completed in the period, and those with none but years that were not monthly.

    The cases are in order.
    """
    jobs = _first_year_completed(cases, jobs, arguments)
    monthly = _every_month(jobs, contacts)
    with_one, others = np.unique(jobs.case_id[monthly]), np.unique(jobs.case_id[~monthly])
    return Members(with_one), Members(others[places(others, with_one) == NONE])


def _first_year_completed(cases: Cases, jobs: Held, arguments: Arguments) -> Held:
    """The jobs whose first year was completed in the period, still held then, in a case open so long."""
    completed = each_months_after(jobs.started_on, MONTHS)
    counted = in_period(completed, arguments) & (jobs.ended_on >= completed) & about(jobs.case_id, cases)
    jobs, completed = jobs[counted], completed[counted]
    return jobs[cases.ended_on[places(jobs.case_id, cases.case_id)] >= completed]


def _every_month(jobs: Held, contacts: Contacts) -> Flags:
    """Which of the jobs had a contact in each of their first months."""
    whose: Ids = np.unique(jobs.case_id)
    of = places(contacts.case_id, whose)
    met = Spans.of(of[of != NONE], contacts.on[of != NONE], contacts.on[of != NONE])
    begins = each_months_after(jobs.started_on[:, np.newaxis], np.arange(MONTHS + 1))
    touched = met.touches(places(jobs.case_id, whose)[:, np.newaxis], begins[:, :-1], begins[:, 1:] - 1)
    every: Flags = np.logical_and.reduce(touched, axis=1)
    return every
