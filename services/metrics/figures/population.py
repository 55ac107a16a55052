"""The lives that a figure counts, as columns: a number or an object for each case, spell and status, of a whole country at once.

What a column means is told by the fact it is made from (`lives`). Persons, employers and cases have numbers here; a spell or
status of another person is left out.
"""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
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
        enrolments = sorted(enrolments, key=_id)
        persons = {person: number for number, person in enumerate(dict.fromkeys(whom))}
        started = _enrolments(enrolments, persons)
        cases = {row.case: place for place, row in enumerate(enrolments)}
        return cls(
            persons,
            started,
            _spells([row for row in spells if row.person in persons], persons, cases, started),
            _statuses([row for row in statuses if row.person in persons], persons),
        )


def _id(row: EnrolmentRow) -> bytes:
    return row.case.bytes


_enrolment = attrgetter(*EnrolmentRow._fields)
_spell = attrgetter(*SpellRow._fields)
_status = attrgetter(*StatusRow._fields)


def _days(dates: Iterable[date | None]) -> Ints:
    return ints([FOREVER if day is None else day.toordinal() for day in dates])


def _objects(values: Sequence[Any]) -> Objects:
    column = np.empty(len(values), dtype=object)
    column[:] = values
    return column


def _columns(rows: Sequence[tuple[Any, ...]], fields: Sequence[str]) -> Iterable[Sequence[Any]]:
    return zip(*rows, strict=True) if rows else [()] * len(fields)


def _enrolments(rows: Sequence[EnrolmentRow], persons: dict[UUID, int]) -> Enrolments:
    case, person, unit, started, ended, left = _columns(rows, EnrolmentRow._fields)
    return Enrolments(
        case=_objects(case),
        person=ints([persons[one] for one in person]),
        unit=_objects(unit),
        started=_days(started),
        ended=_days(ended),
        exit=_objects(left),
    )


def _spells(rows: Sequence[SpellRow], persons: dict[UUID, int], cases: dict[UUID, int], enrolments: Enrolments) -> Spells:
    case, person, employer, started, ended, form, confirmed, changed = _columns(rows, SpellRow._fields)
    employers: dict[UUID, int] = {}
    place, whose = ints([cases.get(one, NOBODY) for one in case]), ints([persons[one] for one in person])
    theirs = place != NOBODY
    theirs[theirs] = enrolments.person[place[theirs]] == whose[theirs]
    return Spells(
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


def _statuses(rows: Sequence[StatusRow], persons: dict[UUID, int]) -> Statuses:
    person, on, status = _columns(rows, StatusRow._fields)
    return Statuses(
        person=ints([persons[one] for one in person]),
        on=_days(on),
        in_work=np.fromiter((one == "in-work" for one in status), bool, len(status)),
    )
