"""F7 as a whole: its items, and how they are counted."""

from dataclasses import dataclass
from fractions import Fraction

import numpy as np

from services.metrics.figures.arguments import Arguments
from services.metrics.figures.columns import NONE, Members, Texts, ids
from services.metrics.figures.fidelity.asked import about, at_units, in_period, last_day
from services.metrics.figures.fidelity.facts import Cases, Contacts, FidelityFacts, Jobs
from services.metrics.figures.fidelity.first_contact import FirstContact, first_contact
from services.metrics.figures.fidelity.monthly import contacts_in_every_month
from services.metrics.figures.fidelity.officers import full_time_on, full_time_weeks, ongoing, working
from services.metrics.figures.fidelity.scale import CASELOAD_STEPS, Score, score
from services.metrics.figures.shares import Rows, Share
from services.metrics.figures.worktypes import WorkClass, work_class


@dataclass(frozen=True, kw_only=True, slots=True)
class Fidelity:
    """The figure. Numbers per full-time person are None without any."""

    arguments: Arguments
    ongoing: Rows
    full_time: Fraction
    first_contact: FirstContact
    employer_visits: int
    full_time_weeks: Fraction
    jobs: int
    employers: Share
    occupations: Share
    sectors: Share
    regular: Share
    community: Share
    community_minutes: Share | None
    without_minutes: int
    monthly: Rows
    not_monthly: Rows

    @property
    def years_completed(self) -> Rows:
        """The cases with a job whose first year was completed in the period: monthly + not_monthly."""
        return Members.of(np.concatenate([ids(self.monthly), ids(self.not_monthly)]))

    @property
    def caseload(self) -> Fraction | None:
        return len(self.ongoing) / self.full_time if self.full_time else None

    @property
    def caseload_score(self) -> Score | None:
        return None if self.caseload is None else score(self.caseload, CASELOAD_STEPS)

    @property
    def visits_a_week(self) -> Fraction | None:
        """Face-to-face employer contacts per week and full-time person."""
        return self.employer_visits / self.full_time_weeks if self.full_time_weeks else None


def fidelity(facts: FidelityFacts, arguments: Arguments) -> Fidelity:
    """F7."""
    cases = facts.cases[np.argsort(facts.cases.case_id)]
    theirs = cases[at_units(cases.unit, arguments)]
    shares = working(facts.shares, arguments)
    jobs, kept = _begun(facts.jobs, theirs, arguments), _met(facts.contacts, theirs, arguments)
    monthly, not_monthly = contacts_in_every_month(theirs, facts.held, facts.contacts, arguments)
    return Fidelity(
        arguments=arguments,
        ongoing=ongoing(cases, facts.handovers, arguments),
        full_time=full_time_on(shares, arguments.as_of),
        first_contact=first_contact(theirs, facts.visits, arguments),
        employer_visits=int((in_period(facts.visits.on, arguments) & at_units(facts.visits.unit, arguments)).sum()),
        full_time_weeks=full_time_weeks(shares, arguments.from_, last_day(arguments)),
        jobs=len(jobs),
        employers=Share(numerator=np.unique(jobs.employer).size, denominator=len(jobs)),
        occupations=_different(jobs.occupation),
        sectors=_different(jobs.sector),
        regular=Share(numerator=_regular(jobs), denominator=len(jobs)),
        community=Share(numerator=int(kept.on_site.sum()), denominator=len(kept)),
        community_minutes=_minutes(kept[kept.minutes != NONE]),
        without_minutes=int((kept.minutes == NONE).sum()),
        monthly=monthly,
        not_monthly=not_monthly,
    )


def _begun(jobs: Jobs, cases: Cases, arguments: Arguments) -> Jobs:
    jobs = jobs[in_period(jobs.started_on, arguments)]
    return jobs[about(jobs.case_id, cases)]


def _met(contacts: Contacts, cases: Cases, arguments: Arguments) -> Contacts:
    contacts = contacts[in_period(contacts.on, arguments)]
    return contacts[about(contacts.case_id, cases)]


def _different(texts: Texts) -> Share:
    """Different ones of those that are told."""
    told = texts[~texts.among({None})]
    return Share(numerator=np.unique(told.codes).size, denominator=len(told))


def _regular(jobs: Jobs) -> int:
    """The jobs without support. Raises UnknownForm."""
    regular = jobs.form.translated(work_class(form or "") is WorkClass.REGULAR for form in jobs.form.names)
    return int(regular.sum())


def _minutes(timed: Contacts) -> Share | None:
    """Minutes at the workplace of all minutes; None without any."""
    if not len(timed):
        return None
    return Share(numerator=int(timed.minutes[timed.on_site].sum()), denominator=int(timed.minutes.sum()))
