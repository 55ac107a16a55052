"""Outcomes as columns: a place for each, of a whole country at once. What an outcome is, F4 says (`results`)."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, fields, replace
from datetime import date
from enum import StrEnum
from functools import reduce
from typing import Any, Final, NamedTuple
from uuid import UUID

import numpy as np

from services.metrics.figures.columns import NONE, Columns, Days, Ids, Members, Numbers, Texts, joined, uuids
from services.metrics.figures.days import Flags, Ints
from services.metrics.figures.shares import Rows
from services.metrics.figures.states import STATES, State


class Kind(StrEnum):
    """What an outcome is."""

    NEW_DECISION = "new-decision"
    EXTENSION = "extension"
    EMPLOYMENT = "employment"
    EXIT = "exit"


KINDS: Final = tuple(Kind)


class Outcome(NamedTuple):
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


@dataclass(frozen=True, kw_only=True, slots=True, eq=False)
class Outcomes(Columns):
    """Outcomes (`Outcome`). `kind` is a place in KINDS, `before` one in STATES or NONE; `whose` numbers the persons."""

    outcome: Ids
    kind: Numbers
    case: Ids
    person: Ids
    whose: Numbers
    unit: Texts
    on: Days
    form: Texts
    exit: Texts
    before: Numbers

    def of_kind(self, kind: Kind) -> Flags:
        """Which of them are of the kind."""
        chosen: Flags = self.kind == KINDS.index(kind)
        return chosen

    def came_from(self, state: State) -> Flags:
        """Which of them are employments of somebody who was in the state the day before."""
        chosen: Flags = self.before == STATES.index(state)
        return chosen

    def tally(self, chosen: Flags) -> Tally:
        """Those chosen and their persons, each once. The outcomes are in order (`ordered`)."""
        persons = _first_of_each(self.person[chosen], self.whose[chosen])
        return Tally(outcomes=Members(_each_once(self.outcome[chosen])), persons=Members(persons))

    def __iter__(self) -> Iterator[Outcome]:
        kinds, days = map(KINDS.__getitem__, self.kind.tolist()), map(date.fromordinal, self.on.tolist())
        units = (unit or "" for unit in self.unit)
        states = (None if state == NONE else STATES[state] for state in self.before.tolist())
        told = (uuids(self.outcome), kinds, uuids(self.case), uuids(self.person), units, days, self.form, self.exit, states)
        return map(Outcome._make, zip(*told, strict=True))

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Outcomes) and list(self) == list(other)

    def __hash__(self) -> int:
        return hash(self.outcome.tobytes())


def ordered(*found: Outcomes) -> Outcomes:
    """All of them in the order of their ids, with their persons numbered."""
    every = Outcomes(**{each.name: _together([getattr(one, each.name) for one in found]) for each in fields(Outcomes)})
    every = every[np.argsort(every.outcome, kind="stable")]
    _, whose = np.unique(every.person, return_inverse=True)
    return replace(every, whose=whose)


def _together(columns: Sequence[Any]) -> Any:
    return reduce(joined, columns) if isinstance(columns[0], Texts) else np.concatenate(columns)


def _each_once(in_order: Ids) -> Ids:
    return in_order[np.r_[True, in_order[1:] != in_order[:-1]]] if in_order.size else in_order


def _first_of_each(column: Ids, numbers: Ints) -> Ids:
    """For each number there is, in order, an id that has it."""
    place = np.full(numbers.max(initial=NONE) + 1, NONE)
    place[numbers] = np.arange(numbers.size)
    first: Ids = column[place[place != NONE]]
    return first
