"""In work, not, or unknown: the state of a person on a day, read from the days in work and unknown of a whole population.

Decisions where the definition is silent:
- The last day of a case (`ended_on`) is a day of the case; "after the case's end" begins the day after.
- The presumption of a spell hangs on its own case, also when the person has another; a spell whose case is not among the
  person's has no open case to rest on and counts only as far as it is confirmed.
- Before the case's start a spell without an end goes on like after it: it is known to have begun and to have been going on.
- A status is about the person: "in work" confirms every unended spell begun by then, and another finding contradicts every one.
  What confirms or contradicts on a day before the spell began says nothing about that spell.
- Confirmation and contradiction on the same day: the contradiction stands, until a fact of a *later* day.
- A contradiction leaves a spell with a recorded end alone, and a later spell does not bring an earlier, contradicted one back.
- A fact of any date tells about earlier days too (a status confirms back to the start, a contradiction makes the days since
  the last confirmation unknown), so nothing is cut at `as_of` here: the figures look at no day after it.
- With chosen work classes, spells of other classes are as if they were not there: no work, no bridge over a gap.
"""

from bisect import bisect_left, bisect_right
from collections.abc import Callable, Collection
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Final, Self

import numpy as np

from services.metrics.figures.columns import NONE, Ids, places
from services.metrics.figures.days import FOREVER, Flags, Ints, Spans, ints
from services.metrics.figures.lives import Life
from services.metrics.figures.population import CLASSES, Changes, Population, Spells, Statuses
from services.metrics.figures.worktypes import DEFAULT_CLASSES, WorkClass

Span = tuple[int, int]


class State(StrEnum):
    """What can be said of a person on a day."""

    WORK = "work"
    NOT = "not"
    UNKNOWN = "unknown"


NOT, UNKNOWN, WORK = 0, 1, 2
STATES: Final = (State.NOT, State.UNKNOWN, State.WORK)
"""A state as a number: the greater of two is what a person is who has both in different spells."""


StatesOn = Callable[[Ids, Ints], Ints]
"""The states of persons, as numbers: of each on the day in the same place."""


@dataclass(frozen=True, slots=True, eq=False)
class Stretches:
    """Days, each stretch of one spell: its number, its first and its last day."""

    spell: Ints
    first: Ints
    last: Ints

    def by(self, subject: Ints, *, gap: int = 0) -> Spans:
        """The days of each subject, given the subject of every spell; a spell of NONE is left out."""
        whose = subject[self.spell]
        kept = whose != NONE
        return Spans.of(whose[kept], self.first[kept], self.last[kept], gap=gap)


@dataclass(frozen=True, slots=True, eq=False)
class Days:
    """The days that the spells of the chosen classes (`chosen`) give: certainly in work, or unknown."""

    chosen: Flags
    certain: Stretches
    unknown: Stretches

    def by(self, subject: Ints, *, gap: int = 0) -> "Work":
        """The same by subject: a person, or the spells of one employer. See `Work`."""
        return Work(certain=self.certain.by(subject, gap=gap), unknown=self.unknown.by(subject))


@dataclass(frozen=True, kw_only=True, slots=True, eq=False)
class Work:
    """Days certainly in work, and days unknown unless they are certain; every other day is `not`.

    Gaps of at most `gap` days that were joined are certain. An unknown day is not known to be in a spell, so it counts to the
    gap: joined is only what surely joins.
    """

    certain: Spans
    unknown: Spans

    def on(self, subject: Ints, day: Ints) -> Ints:
        """The state of each subject on the day, as a number."""
        return np.where(self.certain.holds(subject, day), WORK, np.where(self.unknown.holds(subject, day), UNKNOWN, NOT))

    def within(self, subject: Ints, first: Ints, last: Ints) -> Ints:
        """`work` if any day of [first, last] is in work; else `unknown` if any day is unknown; else `not`."""
        unknown = np.where(self.unknown.touches(subject, first, last), UNKNOWN, NOT)
        return np.where(self.certain.touches(subject, first, last), WORK, unknown)


def state_on(day: date, life: Life, work_classes: Collection[WorkClass] = DEFAULT_CLASSES) -> State:
    """The state of one person on a day, by the spells of the chosen classes. Joined gaps are not counted as work."""
    population = Population.of([life])
    work = days_of(population, work_classes).by(population.spells.person)
    return STATES[work.on(ints([0]), ints([day.toordinal()]))[0]]


def states_of(population: Population, work_classes: Collection[WorkClass]) -> StatesOn:
    """The states of persons, by the spells of the chosen classes; somebody who is not of the population is not in work."""
    order = np.argsort(population.persons)
    work = days_of(population, work_classes).by(population.spells.person)

    def on(persons: Ids, days: Ints) -> Ints:
        place = places(persons, population.persons[order])
        known = place != NONE
        states = np.full(persons.size, NOT)
        states[known] = work.on(order[place[known]], days[known])
        return states

    return on


def days_of(population: Population, work_classes: Collection[WorkClass]) -> Days:
    """The days of every spell of these classes; an end before its own start leaves no day in work, and so no spell."""
    asked = frozenset(work_classes)
    if asked not in population.found:
        population.found[asked] = _days_of(population, asked)
    found: Days = population.found[asked]
    return found


def _days_of(population: Population, work_classes: Collection[WorkClass]) -> Days:
    spells = population.spells
    of_class = np.isin(spells.work_class, [CLASSES.index(one) for one in work_classes])
    chosen = of_class & (spells.started <= spells.ended)
    ended = np.flatnonzero(chosen & ~spells.unended)
    certain, unknown = _presumed(population, np.flatnonzero(chosen & spells.unended))
    return Days(
        chosen=chosen,
        certain=Stretches(
            np.r_[ended, certain.spell], np.r_[spells.started[ended], certain.first], np.r_[spells.ended[ended], certain.last]
        ),
        unknown=unknown,
    )


def _presumed(population: Population, unended: Ints) -> tuple[Stretches, Stretches]:
    """The days of the spells without a recorded end: nearly every one is contradicted by nothing."""
    spells, person = population.spells, population.spells.person[unended]
    started = spells.started[unended]
    own = population.own_case[unended]
    open_until = np.where(own == NONE, 0, population.enrolments.ended[own] if len(population.enrolments) else 0)
    confirmed, denied = _latest(population, in_work=True)[person], _latest(population, in_work=False)[person]
    sure = np.maximum.reduce([started, open_until, spells.confirmed[unended], confirmed])
    plain = denied < started
    certain = [(unended[plain], started[plain], sure[plain])]
    unknown = [(unended[plain], sure[plain] + 1, np.full(int(plain.sum()), FOREVER))]
    found = _Contradicted.of(population)
    for spell, until in zip(unended[~plain], open_until[~plain], strict=True):
        some_certain, some_unknown = found.days(int(spell), int(until))
        certain.append(_stretches(spell, some_certain))
        unknown.append(_stretches(spell, some_unknown))
    return Stretches(*map(np.concatenate, zip(*certain, strict=True))), Stretches(
        *map(np.concatenate, zip(*unknown, strict=True))
    )


def _latest(population: Population, *, in_work: bool) -> Ints:
    """The last day that each person was found in work, or not in work; 0 for never."""
    statuses = population.statuses
    latest = np.zeros(len(population.persons), dtype=np.int64)
    told = statuses.in_work if in_work else ~statuses.in_work
    np.maximum.at(latest, statuses.person[told], statuses.on[told])
    return latest


def _stretches(spell: int, spans: list[tuple[int, int]]) -> tuple[Ints, Ints, Ints]:
    days = ints(spans).reshape(-1, 2)
    return np.full(len(spans), spell, dtype=np.int64), days[:, 0], days[:, 1]


@dataclass(frozen=True, slots=True)
class _Contradicted:
    """The spells without a recorded end of persons found out of work since: one by one, for they are few."""

    spells: Spells
    changes: Changes
    statuses: Statuses

    @classmethod
    def of(cls, population: Population) -> Self:
        changes, statuses = population.changes, population.statuses
        return cls(population.spells, changes[np.argsort(changes.spell)], statuses[np.argsort(statuses.person)])

    def days(self, spell: int, open_until: int) -> tuple[list[Span], list[Span]]:
        """The spell's days certainly in work, and the unknown ones."""
        spells, changed = self.spells, self.changes.on[_of(spell, self.changes.spell)]
        start = int(spells.started[spell])
        theirs = _of(spells.person[spell], self.statuses.person)
        on, in_work = self.statuses.on[theirs], self.statuses.in_work[theirs]
        told = {start, int(spells.confirmed[spell]), *changed.tolist(), *on[in_work].tolist()}
        confirmed = sorted(day for day in told if day >= start)
        return _presume(confirmed, sorted(set(on[~in_work].tolist())), open_until)


def _of(number: int, ordered: Ints) -> slice:
    """Where the number stands in the column, which is in order."""
    return slice(*np.searchsorted(ordered, [number, number + 1]))


def _presume(confirmed: list[int], otherwise: list[int], open_until: int) -> tuple[list[Span], list[Span]]:
    """One spell without a recorded end: from each fact that (re)starts it to what ends the presumption.

    `confirmed` are the days of its confirming facts, its own start first; `otherwise` the days of contradicting statuses.
    """
    certain, unknown, begins = list[Span](), list[Span](), 0
    while begins < len(confirmed):
        first = confirmed[begins]
        at = bisect_left(otherwise, first)
        if at == len(otherwise):
            sure = max(open_until, confirmed[-1])
            certain.append((first, sure))
            unknown.append((sure + 1, FOREVER))
            break
        contradicted = otherwise[at]
        if first < contradicted:
            sure = confirmed[bisect_left(confirmed, contradicted) - 1]
            certain.append((first, sure))
            unknown.append((sure + 1, contradicted - 1))
        begins = bisect_right(confirmed, contradicted)
    return certain, unknown
