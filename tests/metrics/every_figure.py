"""Every figure from facts in memory, by what was known at `known_at`: read as a whole, without a database and without a hurry."""

from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import Any, Final

from services.metrics.facts import Referral
from services.metrics.figures.access import courses_of, fair_access
from services.metrics.figures.arguments import Arguments, stockholm_date
from services.metrics.figures.breakdowns import Breakdown
from services.metrics.figures.coverage import coverage
from services.metrics.figures.fidelity import FidelityFacts, fidelity
from services.metrics.figures.inflow import inflow
from services.metrics.figures.interruptions import interruptions
from services.metrics.figures.maturity import Past, Young, maturity
from services.metrics.figures.money import money
from services.metrics.figures.outflow import outflow
from services.metrics.figures.results import results
from services.metrics.figures.retention import retention
from services.metrics.figures.states import states_of
from services.metrics.figures.support import SupportFacts, support
from services.metrics.figures.survey import survey
from services.metrics.figures.worktypes import WorkClass
from services.metrics.known import Facts
from services.metrics.subjects import (
    ANSWERS,
    BENCHMARKS,
    CASES,
    CONSENTS,
    CONTACTS,
    EMPLOYER_CONTACTS,
    EMPLOYMENTS,
    FOLLOW_UPS,
    INTRODUCTIONS,
    INVITATIONS,
    JUDGEMENTS,
    PLANS,
    REFERRALS,
    SHARES,
    SUBSIDIES,
    SUS_REGISTRATIONS,
    Subject,
)
from tests.metrics.telling import lives_known
from tests.metrics.traits import referred


class KnownThen:
    """What was known at `known_at`."""

    def __init__(self, facts: Facts, arguments: Arguments) -> None:
        self.arguments = arguments
        self._facts = facts

    def of(self, subject: Subject[Any]) -> list[Any]:
        return [row.fact for row in self._facts.of(subject).rows() if row.at(self.arguments.known_at)]

    def lives(self, arguments: Arguments | None = None) -> Any:
        return lives_known(self._facts, arguments or self.arguments)

    def referrals(self) -> list[Referral]:
        """As received and answered, with how they were judged."""
        judged = {one.referral: one for one in self.of(JUDGEMENTS)}
        return [_with(one, judged.get(one.referral)) for one in self.of(REFERRALS)]


def _with(received: Any, judgement: Any) -> Referral:
    told = {name: value for one in (received, judgement) if one for name, value in one._asdict().items()}
    return Referral(**told)


def _results(known: KnownThen) -> Any:
    lives = known.lives(replace(known.arguments, work_classes=frozenset(WorkClass)))
    states_on = states_of(lives, frozenset(WorkClass))
    return results(known.of(CASES), known.of(EMPLOYMENTS), known.of(SUBSIDIES), states_on, known.arguments, goal=3)


def _support(known: KnownThen) -> Any:
    facts = SupportFacts.of(
        cases=known.of(CASES),
        introductions=known.of(INTRODUCTIONS),
        follow_ups=known.of(FOLLOW_UPS),
        plans=known.of(PLANS),
        contacts=known.of(CONTACTS),
        employments=known.of(EMPLOYMENTS),
    )
    return support(facts, known.lives(), known.arguments)


def _fidelity(known: KnownThen) -> Any:
    facts = FidelityFacts.of(
        cases=known.of(CASES),
        shares=known.of(SHARES),
        employer_contacts=known.of(EMPLOYER_CONTACTS),
        contacts=known.of(CONTACTS),
        employments=known.of(EMPLOYMENTS),
    )
    return fidelity(facts, known.arguments)


def _fair_access(known: KnownThen) -> Any:
    asked, came = known.arguments, referred(known.referrals(), known.of(CASES), Breakdown.SEX)
    return fair_access(came, courses_of(known.lives(), asked), asked, Breakdown.SEX)


def _maturity(known: KnownThen) -> Any:
    """The young of the period; the past is all of them again, known to count as late as they could be."""
    today = stockholm_date(known.arguments.known_at)
    found = outflow(known.lives(), replace(known.arguments, as_of=today))
    counts = {*found.in_work_within_180, *found.pending_been_in_work}
    young = [Young(case=case.case_id, started_on=case.started_on, counts=case.case_id in counts) for case in known.of(CASES)]
    past = [Past(known_after=180 if case in counts else None) for case in found.cohort] * 20
    return maturity([one for one in young if one.case in found.cohort], past, known.arguments, today=today)


FIGURES: Final[Mapping[str, Callable[[KnownThen], Any]]] = {
    "inflow": lambda known: inflow(known.of(CASES), known.referrals(), known.of(SHARES), known.of(BENCHMARKS), known.arguments),
    "outflow": lambda known: outflow(known.lives(), known.arguments),
    "retention": lambda known: retention(known.lives(), known.arguments),
    "results": _results,
    "interruptions": lambda known: interruptions(
        known.of(CASES), known.referrals(), known.of(INTRODUCTIONS), known.of(FOLLOW_UPS), known.arguments
    ),
    "support": _support,
    "fidelity": _fidelity,
    "fair-access": _fair_access,
    "coverage": lambda known: coverage(
        known.of(CASES), known.of(CONSENTS), known.arguments, registered={one.case_id for one in known.of(SUS_REGISTRATIONS)}
    ),
    "survey": lambda known: survey(known.of(ANSWERS), known.of(INVITATIONS), known.arguments),
    "money": lambda known: money(known.of(SHARES), _results(known).groups()["newly-in-work"], known.arguments, cost=1_000),
    "maturity": _maturity,
}
"""All but the delays, which are counted from the log of events itself."""


def every_figure(facts: Facts, arguments: Arguments) -> dict[str, Any]:
    """Name → the figure."""
    known = KnownThen(facts, arguments)
    return {name: figure(known) for name, figure in FIGURES.items()}
