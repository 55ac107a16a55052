"""The lives that a figure counts, as columns: a place for each case, spell and status, of a whole country at once.

What a column means is told by the fact it is made from (`lives`). Persons and employers have numbers here.
"""

from collections.abc import Collection, Hashable, Iterable
from dataclasses import dataclass, field
from typing import Any, Final, Self
from uuid import UUID

import numpy as np

from services.metrics.figures.columns import NONE, Columns, Days, Ids, Members, Numbers, Texts, days, ids, places
from services.metrics.figures.days import Flags, Ints, ints
from services.metrics.figures.lives import Life, Spell
from services.metrics.figures.shares import Rows
from services.metrics.figures.worktypes import WorkClass, work_class

CLASSES: Final = tuple(WorkClass)


@dataclass(frozen=True, kw_only=True, slots=True, eq=False)
class Enrolments(Columns):
    """Started cases. In a population: in the order of their ids. `ended` is FOREVER while the case is open."""

    case: Ids
    person: Numbers
    unit: Texts
    started: Days
    ended: Days
    exit: Texts

    def rows(self, counted: Flags | Ints) -> Rows:
        """The ids of the cases marked, or at these places in order."""
        return Members(self.case[counted])

    def at(self, units: frozenset[str] | None) -> Flags:
        """The cases that started at these units."""
        return np.ones(len(self), dtype=bool) if units is None else self.unit.among(units)

    def among(self, cases: Collection[UUID] | None) -> Flags:
        """These cases; None is every case."""
        return np.ones(len(self), dtype=bool) if cases is None else np.isin(self.case, ids(cases))


@dataclass(frozen=True, kw_only=True, slots=True, eq=False)
class Spells(Columns):
    """Employment spells; `unended` is set while no end is recorded, and `ended` is FOREVER then."""

    case: Ids
    person: Numbers
    employer: Ids
    work_class: Numbers
    started: Days
    ended: Days
    unended: Flags
    confirmed: Days


@dataclass(frozen=True, kw_only=True, slots=True, eq=False)
class Changes(Columns):
    """Earlier changes of terms: of the spell in that place, on the day."""

    spell: Numbers
    on: Days


@dataclass(frozen=True, kw_only=True, slots=True, eq=False)
class Statuses(Columns):
    """Findings that tell something: the person was in work on the day, or was not."""

    person: Numbers
    on: Days
    in_work: Flags


@dataclass(frozen=True, slots=True, eq=False)
class Population:
    """Everything known of some persons at one instant. `persons`: the id of each number.

    `own_case` is the place of a spell's case if that is one of its person's, else NONE; `employer` numbers the employers.
    """

    persons: Ids
    enrolments: Enrolments
    spells: Spells
    changes: Changes
    statuses: Statuses
    own_case: Ints
    employer: Ints
    found: dict[Hashable, Any] = field(default_factory=dict)
    """What has been worked out of it, and is asked for again by the next figure."""

    @classmethod
    def from_columns(cls, persons: Ids, enrolments: Enrolments, spells: Spells, changes: Changes, statuses: Statuses) -> Self:
        """Each case given once. The order of the places means nothing."""
        enrolments = enrolments[np.argsort(enrolments.case)]
        own = places(spells.case, enrolments.case)
        theirs = own != NONE
        theirs[theirs] = enrolments.person[own[theirs]] == spells.person[theirs]
        _, employer = np.unique(spells.employer, return_inverse=True)
        return cls(persons, enrolments, spells, changes, statuses, np.where(theirs, own, NONE), employer)

    @classmethod
    def of(cls, lives: "Iterable[Life] | Population") -> "Population":
        """The lives as columns. Raises UnknownForm."""
        if isinstance(lives, Population):
            return lives
        lives = tuple(lives)
        spells = [(number, spell) for number, life in enumerate(lives) for spell in life.spells]
        return cls.from_columns(
            ids([life.person for life in lives]),
            _enrolments(lives),
            _spells(spells),
            _changes([spell for _, spell in spells]),
            _statuses(lives),
        )


def _enrolments(lives: Collection[Life]) -> Enrolments:
    told = [(number, case) for number, life in enumerate(lives) for case in life.enrolments]
    return Enrolments(
        case=ids([case.case for _, case in told]),
        person=ints([number for number, _ in told]),
        unit=Texts.of([case.unit for _, case in told]),
        started=days([case.started_on for _, case in told]),
        ended=days([case.ended_on for _, case in told]),
        exit=Texts.of([case.exit for _, case in told]),
    )


def _spells(told: Collection[tuple[int, Spell]]) -> Spells:
    return Spells(
        case=ids([spell.case for _, spell in told]),
        person=ints([number for number, _ in told]),
        employer=ids([spell.employer for _, spell in told]),
        work_class=ints([CLASSES.index(work_class(spell.form)) for _, spell in told]),
        started=days([spell.started_on for _, spell in told]),
        ended=days([spell.ended_on for _, spell in told]),
        unended=np.array([spell.ended_on is None for _, spell in told], dtype=bool),
        confirmed=days([spell.confirmed_on for _, spell in told]),
    )


def _changes(spells: Iterable[Spell]) -> Changes:
    told = [(place, day) for place, spell in enumerate(spells) for day in spell.changed_on]
    return Changes(spell=ints([place for place, _ in told]), on=days([day for _, day in told]))


def _statuses(lives: Collection[Life]) -> Statuses:
    told = [(number, one) for number, life in enumerate(lives) for one in life.statuses if one.status != "unknown"]
    return Statuses(
        person=ints([number for number, _ in told]),
        on=days([one.on for _, one in told]),
        in_work=np.array([one.status == "in-work" for _, one in told], dtype=bool),
    )
