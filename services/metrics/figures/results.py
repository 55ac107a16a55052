"""F4 Results of a period: what was decided, who got work, and how cases ended; each an outcome, dated in the period.

An outcome is a decision on wage support, an employment of another form, or an end of a case in studies or in sickness or activity
compensation. One person can have several: outcomes and persons are counted apart.

- The four forms that the authority decides on for an employment (`DECIDED`) are counted by decision, new or extending: by the
  day it was decided. A decision whose support never began is no outcome, and is named in `never_began`.
- Every other form (without support, nystartsjobb, introduktionsjobb, Samhall) is counted by the employment: by its first day.
  A decision extending one of these is an outcome as well: it is support given again.
- Of the employments, *new* is who was in no spell the day before, of any form; `from_work` came straight from another spell, of
  `unknown_before` nobody knows.
- Every form counts, whatever work classes were asked for, and with the form at the employment's start.

Decisions where the definition is silent:
- Newly in work: new decisions, and new employments of the other forms. Leaving social assistance: every outcome but extensions
  and employments that came from work. (In the published figures none did.)
- Who ended at Samhall counts by the employment there; the exit "samhall" is among the exits, and is no outcome of its own.
- A row counts at the unit where its case started. The period ends at `as_of`, if that is earlier.
"""

from collections.abc import Callable, Collection, Hashable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from typing import Final, NamedTuple, TypeVar
from uuid import UUID

from services.metrics.facts import Case, Employment, Subsidy
from services.metrics.figures.arguments import Arguments
from services.metrics.figures.shares import Rows, rows
from services.metrics.figures.states import State
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

ONE_DAY: Final = timedelta(days=1)

StateOn = Callable[[UUID, date], State]
"""The state of a person on a day, by spells of every class."""


class Kind(StrEnum):
    """What an outcome is."""

    NEW_DECISION = "new-decision"
    EXTENSION = "extension"
    EMPLOYMENT = "employment"
    EXIT = "exit"


class Left(NamedTuple):
    """Of a case, what F4 counts: see `facts.Case`."""

    case_id: UUID
    person: UUID
    unit: str
    ended_on: date | None
    exit: str | None


@dataclass(frozen=True, kw_only=True, slots=True)
class Outcome:
    """One outcome. `outcome` is the decision, the employment or the case; `form` or `exit` says which, by `kind`.

    `before` is the state on the day before an employment began, None for other kinds.
    """

    outcome: UUID
    kind: Kind
    case: UUID
    person: UUID
    unit: str
    on: date
    form: str | None = None
    exit: str | None = None
    before: State | None = None


@dataclass(frozen=True, kw_only=True, slots=True)
class Tally:
    """Outcomes, and the persons they are of."""

    outcomes: Rows
    persons: Rows


@dataclass(frozen=True, kw_only=True, slots=True)
class Results:
    """The figure. outcomes = employed + result exits; employed = decisions + employments; see `groups` for every part."""

    arguments: Arguments
    goal: int | None
    outcomes: tuple[Outcome, ...]
    exits: tuple[Outcome, ...]
    abandoned: tuple[Outcome, ...]

    @property
    def never_began(self) -> Rows:
        """Decisions of the period whose support never began: no outcomes."""
        return tally(self.abandoned).outcomes

    def counted(self) -> Mapping[UUID, Outcome]:
        """Every row counted in some group, by its id."""
        return {one.outcome: one for one in (*self.outcomes, *self.exits, *self.abandoned)}

    def of(self, chosen: Callable[[Outcome], bool]) -> Tally:
        """The outcomes chosen, every exit among them only when it is a result."""
        return tally(one for one in self.outcomes if chosen(one))

    def decisions(self, form: str) -> tuple[Tally, Tally]:
        """New and extending decisions of the form."""
        new = self.of(lambda one: one.kind is Kind.NEW_DECISION and one.form == form)
        return new, self.of(lambda one: one.kind is Kind.EXTENSION and one.form == form)

    def employments(self, form: str) -> Mapping[State, Tally]:
        """Employments started with the form, by the state on the day before: `not` is new."""
        return {
            state: self.of(lambda one, state=state: one.before is state and one.form == form)  # type: ignore[misc]
            for state in State
        }

    def exits_as(self, category: str) -> Tally:
        """Cases that ended in this way, result or not."""
        return tally(one for one in self.exits if one.exit == category)

    def sums(self) -> Mapping[str, Tally]:
        """The sums that are published, by name."""
        return {name: self.of(chosen) for name, chosen in SUMS.items()}

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
        return None if self.goal is None else len(self.sums()["subsidised-new"].outcomes) >= self.goal


BEFORE: Final[Mapping[State, str]] = {State.NOT: "new", State.WORK: "from-work", State.UNKNOWN: "unknown-before"}


def _employed(one: Outcome) -> bool:
    return one.kind is not Kind.EXIT


def _newly(one: Outcome) -> bool:
    return one.kind is Kind.NEW_DECISION or one.before is State.NOT


def _subsidised(one: Outcome) -> bool:
    return one.form in SUBSIDISED


SUMS: Final[Mapping[str, Callable[[Outcome], bool]]] = {
    "outcomes": lambda _: True,
    "employed": _employed,
    "new-decisions": lambda one: one.kind is Kind.NEW_DECISION,
    "extensions": lambda one: one.kind is Kind.EXTENSION,
    "employments": lambda one: one.kind is Kind.EMPLOYMENT,
    "employments-new": lambda one: one.before is State.NOT,
    "employments-from-work": lambda one: one.before is State.WORK,
    "employments-unknown-before": lambda one: one.before is State.UNKNOWN,
    "result-exits": lambda one: one.kind is Kind.EXIT,
    "leaving-social-assistance": lambda one: one.kind is not Kind.EXTENSION and one.before is not State.WORK,
    "newly-in-work": _newly,
    "subsidised-with-extensions": _subsidised,
    "subsidised-new": lambda one: _subsidised(one) and one.kind is not Kind.EXTENSION,
}


def tally(outcomes: Iterable[Outcome]) -> Tally:
    """The outcomes and their persons, each once."""
    known = tuple(outcomes)
    return Tally(outcomes=rows(one.outcome for one in known), persons=rows(one.person for one in known))


def results(
    cases: Collection[Case | Left],
    employments: Iterable[Employment],
    subsidies: Iterable[Subsidy],
    state_on: StateOn,
    arguments: Arguments,
    *,
    goal: int | None = None,
) -> Results:
    """F4 of the period. `cases` holds the case of every employment and decision given; `goal` is a number of employments.

    Rows of other units are left out by their case; one whose case is not given is registered on a case that never was.
    """
    units = {case.case_id: case.unit for case in cases if arguments.unit is None or case.unit in arguments.unit}
    of_period = [one for one in _unique(subsidies) if one.case_id in units and _within(one.decided_on, arguments)]
    known = {case.case_id: case for case in cases if case.case_id in units}
    exits = tuple(sorted((_exit(case) for case in known.values() if _within(case.ended_on, arguments)), key=_id))
    found = [
        *(_decision(one, units) for one in of_period if _is_outcome(one)),
        *(
            _employment(one, units, state_on)
            for one in _unique(employments)
            if one.form in STARTED and one.case_id in units and _within(one.started_on, arguments)
        ),
        *(one for one in exits if one.exit in RESULT_EXITS),
    ]
    return Results(
        arguments=arguments,
        goal=goal,
        outcomes=tuple(sorted(found, key=_id)),
        exits=exits,
        abandoned=tuple(sorted((_decision(one, units) for one in of_period if one.never_began), key=_id)),
    )


F = TypeVar("F", bound=Hashable)


def _unique(facts: Iterable[F]) -> Iterable[F]:
    return dict.fromkeys(facts)


def _within(day: date | None, arguments: Arguments) -> bool:
    return day is not None and arguments.from_ <= day <= min(arguments.to, arguments.as_of)


def _is_outcome(one: Subsidy) -> bool:
    return not one.never_began and (one.extension or one.form in DECIDED)


def _decision(one: Subsidy, units: Mapping[UUID, str]) -> Outcome:
    return Outcome(
        outcome=one.decision,
        kind=Kind.EXTENSION if one.extension else Kind.NEW_DECISION,
        case=one.case_id,
        person=one.person,
        unit=units[one.case_id],
        on=one.decided_on,
        form=one.form,
    )


def _employment(one: Employment, units: Mapping[UUID, str], state_on: StateOn) -> Outcome:
    return Outcome(
        outcome=one.employment,
        kind=Kind.EMPLOYMENT,
        case=one.case_id,
        person=one.person,
        unit=units[one.case_id],
        on=one.started_on,
        form=one.form,
        before=state_on(one.person, one.started_on - ONE_DAY),
    )


def _exit(case: Case | Left) -> Outcome:
    return Outcome(
        outcome=case.case_id,
        kind=Kind.EXIT,
        case=case.case_id,
        person=case.person,
        unit=case.unit,
        on=case.ended_on or date.max,
        exit=case.exit,
    )


def _id(one: Outcome) -> UUID:
    return one.outcome
