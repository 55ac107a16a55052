"""The lives that a figure counts, as columns: a number or an object for each case, spell and status, of a whole country at once.

What a column means is told by the fact it is made from (`lives`). Persons, employers and cases have numbers here; a spell or
status of another person is left out.
"""

from collections.abc import Collection, Hashable, Iterable, Sequence
from dataclasses import dataclass, field, fields
from datetime import date
from operator import attrgetter
from typing import Any, Final, NamedTuple, Self
from uuid import UUID

import numpy as np
from numpy.typing import NDArray

from services.metrics.figures.days import FOREVER, Flags, Ints, ints
from services.metrics.figures.lives import Life
from services.metrics.figures.shares import Rows
from services.metrics.figures.worktypes import WorkClass, work_class

Objects = NDArray[np.object_]
Columns = Sequence[Sequence[Any]]

CLASSES: Final = tuple(WorkClass)
NOBODY: Final = -1


class EnrolmentRow(NamedTuple):
    """A started case, as `lives.Enrolment`."""

    case: UUID
    person: UUID
    unit: str
    started_on: date
    ended_on: date | None
    exit: str | None


class SpellRow(NamedTuple):
    """An employment spell, as `lives.Spell`."""

    case: UUID
    person: UUID
    employer: UUID
    started_on: date
    ended_on: date | None
    form: str
    confirmed_on: date
    changed_on: Collection[date]


class StatusRow(NamedTuple):
    """A finding that tells something, as `lives.Status`."""

    person: UUID
    on: date
    status: str


@dataclass(frozen=True, kw_only=True, slots=True, eq=False)
class Enrolments:
    """Started cases in the order of their ids. `ended` is FOREVER while the case is open."""

    case: Objects
    person: Ints
    unit: Objects
    started: Ints
    ended: Ints
    exit: Objects

    @property
    def size(self) -> int:
        return len(self.case)

    def rows(self, counted: Flags) -> Rows:
        """The ids of the cases marked."""
        return tuple(self.case[counted])

    def at(self, units: frozenset[str] | None) -> Flags:
        """The cases that started at these units."""
        if units is None:
            return np.ones(self.size, dtype=bool)
        return np.fromiter((unit in units for unit in self.unit), bool, self.size)

    def among(self, cases: Collection[UUID] | None) -> Flags:
        """These cases; None is every case."""
        if cases is None:
            return np.ones(self.size, dtype=bool)
        wanted = frozenset(cases)
        return np.fromiter((case in wanted for case in self.case), bool, self.size)


@dataclass(frozen=True, kw_only=True, slots=True, eq=False)
class Spells:
    """Employment spells. `case` is the place of the spell's own case if that is one of the person's, else NOBODY.

    `ended` is FOREVER and `unended` set while no end is recorded; `changed` holds the earlier changes of terms.
    """

    case: Ints
    person: Ints
    employer: Ints
    work_class: Ints
    started: Ints
    ended: Ints
    unended: Flags
    confirmed: Ints
    changed: Objects

    def only(self, kept: Flags) -> "Spells":
        """The spells marked."""
        return Spells(**{each.name: getattr(self, each.name)[kept] for each in fields(self)})


@dataclass(frozen=True, kw_only=True, slots=True, eq=False)
class Statuses:
    """Findings that tell something: the person was in work on the day, or was not."""

    person: Ints
    on: Ints
    in_work: Flags


@dataclass(frozen=True, slots=True, eq=False)
class Population:
    """Everything known of some persons at one instant."""

    persons: dict[UUID, int]
    enrolments: Enrolments
    spells: Spells
    statuses: Statuses
    found: dict[Hashable, Any] = field(default_factory=dict)
    """What has been worked out of it, and is asked for again by the next figure."""

    @classmethod
    def of(cls, lives: "Iterable[Life] | Population") -> "Population":
        """The lives as columns."""
        if isinstance(lives, Population):
            return lives
        lives = tuple(lives)
        return cls.from_rows(
            [life.person for life in lives],
            [EnrolmentRow(*_enrolment(one)) for life in lives for one in life.enrolments],
            [SpellRow(*_spell(one)) for life in lives for one in life.spells],
            [StatusRow(*_status(one)) for life in lives for one in life.statuses if one.status != "unknown"],
        )

    @classmethod
    def from_rows(
        cls,
        whom: Iterable[UUID],
        enrolments: Iterable[EnrolmentRow],
        spells: Iterable[SpellRow],
        statuses: Iterable[StatusRow],
    ) -> Self:
        """Of these persons; each case given once. The order means nothing. Raises UnknownForm."""
        return cls.from_columns(
            whom,
            columns(enrolments, len(EnrolmentRow._fields)),
            columns(spells, len(SpellRow._fields)),
            columns(statuses, len(StatusRow._fields)),
        )

    @classmethod
    def from_columns(cls, whom: Iterable[UUID], enrolments: Columns, spells: Columns, statuses: Columns) -> Self:
        """The same from one sequence for each field of the rows, in their order."""
        persons = {person: number for number, person in enumerate(dict.fromkeys(whom))}
        started = _enrolments(enrolments, persons)
        return cls(persons, started, _spells(spells, persons, started), _statuses(statuses, persons))


def columns(rows: Iterable[Iterable[Any]], width: int) -> Columns:
    """The rows turned into columns."""
    return tuple(zip(*rows, strict=True)) or ((),) * width


_enrolment = attrgetter(*EnrolmentRow._fields)
_spell = attrgetter(*SpellRow._fields)
_status = attrgetter(*StatusRow._fields)


def _days(dates: Iterable[date | None]) -> Ints:
    return ints([FOREVER if day is None else day.toordinal() for day in dates])


def _objects(values: Sequence[Any]) -> Objects:
    return np.fromiter(values, dtype=object, count=len(values))  # one object each, also where it is itself a sequence


def _numbers(persons: dict[UUID, int], person: Iterable[UUID]) -> Ints:
    number = persons.get
    return ints([number(one, NOBODY) for one in person])


def _enrolments(told: Columns, persons: dict[UUID, int]) -> Enrolments:
    case, person, unit, started, ended, left = told
    order = np.argsort(np.array([one.bytes for one in case], dtype="S16"))
    return Enrolments(
        case=_objects(case)[order],
        person=_numbers(persons, person)[order],
        unit=_objects(unit)[order],
        started=_days(started)[order],
        ended=_days(ended)[order],
        exit=_objects(left)[order],
    )


def _spells(told: Columns, persons: dict[UUID, int], enrolments: Enrolments) -> Spells:
    case, person, employer, started, ended, form, confirmed, changed = told
    cases = {one: place for place, one in enumerate(enrolments.case)}
    employers: dict[UUID, int] = {}
    place, whose = _numbers(cases, case), _numbers(persons, person)
    theirs = place != NOBODY
    theirs[theirs] = enrolments.person[place[theirs]] == whose[theirs]
    spells = Spells(
        case=np.where(theirs, place, NOBODY),
        person=whose,
        employer=ints([employers.setdefault(one, len(employers)) for one in employer]),
        work_class=ints([CLASSES.index(work_class(one)) for one in form]),
        started=_days(started),
        ended=_days(ended),
        unended=np.fromiter((one is None for one in ended), bool, len(ended)),
        confirmed=_days(confirmed),
        changed=_objects(changed),
    )
    return spells.only(whose != NOBODY)


def _statuses(told: Columns, persons: dict[UUID, int]) -> Statuses:
    person, on, status = told
    whose = _numbers(persons, person)
    known = whose != NOBODY
    in_work = np.fromiter((one == "in-work" for one in status), bool, len(status))
    return Statuses(person=whose[known], on=_days(on)[known], in_work=in_work[known])
