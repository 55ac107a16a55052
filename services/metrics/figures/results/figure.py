"""F4: the figure, and how outcomes are found."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Final, TypeVar
from uuid import UUID

import numpy as np

from services.metrics.facts import Case, Employment, Subsidy
from services.metrics.figures.arguments import Arguments
from services.metrics.figures.columns import NONE, Columns, once, places
from services.metrics.figures.days import Flags, Ints
from services.metrics.figures.results.facts import Begun, Cases, Decisions
from services.metrics.figures.results.outcomes import Kind, Outcome, Outcomes, Tally, ordered
from services.metrics.figures.shares import Rows
from services.metrics.figures.states import State, StatesOn
from services.metrics.figures.worktypes import CLASS_OF_FORM

DECIDED: Final = ("LFU", "LFA", "LFT", "OSA")
STARTED: Final = tuple(form for form in CLASS_OF_FORM if form not in DECIDED)
SUBSIDISED: Final = frozenset({*DECIDED, "NYSTART", "INTRO"})
EXITS: Final = (
    "employment",
    "studies",
    "sickness-compensation",
    "activity-compensation",
    "samhall",
    "other-authority",
    "moved",
    "health",
    "own-wish",
    "no-show",
    "deceased",
    "other",
)
RESULT_EXITS: Final = ("studies", "sickness-compensation", "activity-compensation")


@dataclass(frozen=True, kw_only=True, slots=True)
class Results:
    """The figure. outcomes = employed + result exits; employed = decisions + employments; see `groups` for every part.

    `exits` are all the ends of cases, also those that are among the outcomes; `abandoned` the decisions that never began.
    """

    arguments: Arguments
    goal: int | None
    outcomes: Outcomes
    exits: Outcomes
    abandoned: Outcomes

    @property
    def never_began(self) -> Rows:
        """Decisions of the period whose support never began: no outcomes."""
        return self.abandoned.tally(_every(self.abandoned)).outcomes

    def every(self) -> Outcomes:
        """Every row counted in some group, once, in the order of their ids."""
        found = ordered(self.outcomes, self.exits, self.abandoned)
        return found[once(found.outcome)]

    def counted(self) -> Mapping[UUID, Outcome]:
        """The same by id."""
        return {one.outcome: one for one in self.every()}

    def decisions(self, form: str) -> tuple[Tally, Tally]:
        """New and extending decisions of the form."""
        found = self.outcomes
        new, extended = (found.of_kind(kind) & found.form.among({form}) for kind in (Kind.NEW_DECISION, Kind.EXTENSION))
        return found.tally(new), found.tally(extended)

    def employments(self, form: str) -> Mapping[State, Tally]:
        """Employments started with the form, by the state on the day before: `not` is new."""
        found = self.outcomes
        return {state: found.tally(found.came_from(state) & found.form.among({form})) for state in State}

    def exits_as(self, category: str) -> Tally:
        """Cases that ended in this way, result or not."""
        return self.exits.tally(self.exits.exit.among({category}))

    def sum_of(self, name: str) -> Tally:
        """One of the sums that are published."""
        return self.outcomes.tally(SUMS[name](self.outcomes))

    def sums(self) -> Mapping[str, Tally]:
        """The sums that are published, by name."""
        return {name: self.sum_of(name) for name in SUMS}

    def groups(self) -> Mapping[str, Rows]:
        """Everything counted, by name: outcomes, for each sum and each part."""
        named = {name: found.outcomes for name, found in self.sums().items()}
        for form in CLASS_OF_FORM:
            new, extended = self.decisions(form)
            named[f"new-decisions-{form.lower()}"] = new.outcomes
            named[f"extensions-{form.lower()}"] = extended.outcomes
        for form in STARTED:
            for state, found in self.employments(form).items():
                named[f"employments-{form.lower()}-{BEFORE[state]}"] = found.outcomes
        for category in EXITS:
            named[f"exits-{category}"] = self.exits_as(category).outcomes
        return {**named, "never-began": self.never_began}

    @property
    def goal_met(self) -> bool | None:
        """Whether subsidised employments without extensions reach the goal; None without one."""
        return None if self.goal is None else len(self.sum_of("subsidised-new").outcomes) >= self.goal


BEFORE: Final[Mapping[State, str]] = {State.NOT: "new", State.WORK: "from-work", State.UNKNOWN: "unknown-before"}


def _every(found: Outcomes) -> Flags:
    return np.ones(len(found), dtype=bool)


def _newly(found: Outcomes) -> Flags:
    return found.of_kind(Kind.NEW_DECISION) | found.came_from(State.NOT)


def _leaving(found: Outcomes) -> Flags:
    return ~(found.of_kind(Kind.EXTENSION) | found.came_from(State.WORK))


def _subsidised(found: Outcomes) -> Flags:
    return found.form.among(SUBSIDISED)


SUMS: Final[Mapping[str, Callable[[Outcomes], Flags]]] = {
    "outcomes": _every,
    "employed": lambda found: ~found.of_kind(Kind.EXIT),
    "new-decisions": lambda found: found.of_kind(Kind.NEW_DECISION),
    "extensions": lambda found: found.of_kind(Kind.EXTENSION),
    "employments": lambda found: found.of_kind(Kind.EMPLOYMENT),
    "employments-new": lambda found: found.came_from(State.NOT),
    "employments-from-work": lambda found: found.came_from(State.WORK),
    "employments-unknown-before": lambda found: found.came_from(State.UNKNOWN),
    "result-exits": lambda found: found.of_kind(Kind.EXIT),
    "leaving-social-assistance": _leaving,
    "newly-in-work": _newly,
    "subsidised-with-extensions": _subsidised,
    "subsidised-new": lambda found: _subsidised(found) & ~found.of_kind(Kind.EXTENSION),
}


def results(
    cases: Iterable[Case] | Cases,
    employments: Iterable[Employment] | Begun,
    subsidies: Iterable[Subsidy] | Decisions,
    states_on: StatesOn,
    arguments: Arguments,
    *,
    goal: int | None = None,
) -> Results:
    """F4 of the period. `cases` holds the case of every employment and decision given; `goal` is a number of employments.

    `states_on` goes by spells of every class. Rows of other units are left out by their case; one whose case is not given is
    registered on a case that never was.
    """
    known = _known(Cases.of(cases), arguments)
    decided, abandoned = _decisions(Decisions.of(subsidies), known, arguments)
    employed = _employments(Begun.of(employments), known, states_on, arguments)
    exits = known[_within(known.ended_on, arguments)].outcomes()
    return Results(
        arguments=arguments,
        goal=goal,
        outcomes=ordered(decided, employed, exits[exits.exit.among(RESULT_EXITS)]),
        exits=ordered(exits),
        abandoned=ordered(abandoned),
    )


def _known(cases: Cases, arguments: Arguments) -> Cases:
    """The cases of the units, in the order of their ids."""
    units = arguments.unit
    return _each_once(cases if units is None else cases[cases.unit.among(units)], "case_id")


def _decisions(found: Decisions, known: Cases, arguments: Arguments) -> tuple[Outcomes, Outcomes]:
    """Those that are outcomes, and those whose support never began."""
    found, of = _of_cases(found[_within(found.decided_on, arguments)], "decision", known)
    counted = ~found.never_began & (found.extension | found.form.among(DECIDED))
    outcomes = found.outcomes(of)
    return outcomes[counted], outcomes[found.never_began]


def _employments(found: Begun, known: Cases, states_on: StatesOn, arguments: Arguments) -> Outcomes:
    counted = found.form.among(STARTED) & _within(found.started_on, arguments)
    found, of = _of_cases(found[counted], "employment", known)
    return found.outcomes(of, before=states_on(found.person, found.started_on - 1))


C = TypeVar("C", Decisions, Begun)


def _of_cases(found: C, key: str, known: Cases) -> tuple[C, Cases]:
    """Those of the known cases, each once, and the case of each."""
    found = _each_once(found, key)
    place = places(found.case_id, known.case_id)
    return found[place != NONE], known[place[place != NONE]]


F = TypeVar("F", bound=Columns)


def _each_once(facts: F, key: str) -> F:
    """The facts in the order of their keys, one given twice only once."""
    _, first = np.unique(getattr(facts, key), return_index=True)
    return facts[first]


def _within(days: Ints, arguments: Arguments) -> Flags:
    """The days of the period, which ends at `as_of` if that is earlier."""
    within: Flags = (days >= arguments.from_.toordinal()) & (days <= min(arguments.to, arguments.as_of).toordinal())
    return within
