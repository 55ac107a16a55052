"""F6: what the figure says, and how it is put together."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from services.metrics.figures.arguments import Arguments
from services.metrics.figures.columns import NONE
from services.metrics.figures.lives import Life
from services.metrics.figures.population import Population
from services.metrics.figures.shares import Rows
from services.metrics.figures.spread import Spread, spread
from services.metrics.figures.support.contacts import BANDS, KEPT, Contacts, Gap, bands, counted_contacts, longest_gaps
from services.metrics.figures.support.facts import SupportFacts
from services.metrics.figures.support.follow_ups import ended_follow_ups
from services.metrics.figures.support.followed import cohort, in_period, over_six_months, while_followed
from services.metrics.figures.support.handovers import ByHandovers, by_handovers, days_without_contact
from services.metrics.figures.support.taper import TaperWeek, taper


@dataclass(frozen=True, kw_only=True, slots=True)
class Support:
    """The figure. introduced = the four bands of the longest gap; started = the three numbers of handovers."""

    arguments: Arguments
    introduced: Rows
    taper: tuple[TaperWeek, ...]
    contacts: Contacts
    longest_gap: Spread
    gaps: Mapping[Gap, Rows]
    over_six_months: Rows
    started: Rows
    by_handovers: tuple[ByHandovers, ...]
    handovers: int
    days_without_contact: Spread
    without_contact_yet: Rows
    follow_ups_ended: Rows
    follow_ups_short: Mapping[str, Rows]


def support(facts: SupportFacts, lives: Iterable[Life] | Population, arguments: Arguments) -> Support:
    """F6, with F2 and F3 by number of handovers: `lives` are those that F3 counts, F2's among them."""
    facts, as_of = facts.ordered(arguments.unit), arguments.as_of.toordinal()
    cases, followed = facts.cases, cohort(facts, arguments)
    contacts, at = while_followed(followed, facts.contacts)
    kept = contacts.outcome.among(KEPT)
    gaps = longest_gaps(followed, contacts[kept], at[kept])
    band = bands(gaps)
    started = in_period(cases.started_on, arguments)
    handovers = facts.handovers[facts.handovers.from_on <= as_of]
    handed = handovers[started[handovers.case]]
    waits = days_without_contact(handed, facts.contacts, as_of)
    ended, short = ended_follow_ups(facts, arguments)
    return Support(
        arguments=arguments,
        introduced=cases.rows(followed.case),
        taper=taper(followed, facts.plans, facts.steps, contacts),
        contacts=counted_contacts(contacts),
        longest_gap=spread(gaps.tolist()),
        gaps={each: cases.rows(followed.case[band == number]) for number, each in enumerate(BANDS)},
        over_six_months=cases.rows(over_six_months(facts.introductions, followed, arguments)),
        started=cases.rows(started),
        by_handovers=by_handovers(cases, started, handovers, Population.of(lives), arguments),
        handovers=len(handed),
        days_without_contact=spread(waits[waits != NONE].tolist()),
        without_contact_yet=cases.rows(handed.case[waits == NONE]),
        follow_ups_ended=ended,
        follow_ups_short=short,
    )
