"""What is known of people at one instant: cases, employment spells and statuses, gathered by person.

The rows are what was known at `known_at`; facts registered in error or retracted are not given. Sets, because neither
the order of rows nor a row given twice may change a figure.
"""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Literal, TypeVar
from uuid import UUID

StatusKind = Literal["in-work", "studies", "looking", "ill", "unknown"]


@dataclass(frozen=True, kw_only=True, slots=True)
class Enrolment:
    """A started case. `unit` is the unit at the start; `ended_on` is the last day the case is open."""

    case: UUID
    person: UUID
    unit: str
    started_on: date
    ended_on: date | None = None
    exit: str | None = None
    sex: str | None = None
    birth_year: int | None = None
    disability_group: str | None = None
    municipality: str | None = None
    referral_source: str | None = None


@dataclass(frozen=True, kw_only=True, slots=True)
class Spell:
    """One employment record. `ended_on` is its last day in work, None while no end is recorded.

    `confirmed_on` is the latest of its own start and its latest change of terms. `changed_on` are the earlier changes of
    terms: they matter only when a status in between says otherwise than in work.
    """

    employment: UUID
    case: UUID
    person: UUID
    employer: UUID
    started_on: date
    ended_on: date | None = None
    form: str
    weekly_hours: Decimal
    confirmed_on: date
    changed_on: frozenset[date] = frozenset()


@dataclass(frozen=True, kw_only=True, slots=True)
class Status:
    """What the person was found to be doing on a day. "unknown" tells nothing: it neither confirms nor contradicts."""

    case: UUID
    person: UUID
    on: date
    status: StatusKind


@dataclass(frozen=True, kw_only=True, slots=True)
class Life:
    """All that is known of one person."""

    person: UUID
    enrolments: frozenset[Enrolment] = frozenset()
    spells: frozenset[Spell] = frozenset()
    statuses: frozenset[Status] = frozenset()


R = TypeVar("R", Enrolment, Spell, Status)


def lives_of(enrolments: Iterable[Enrolment], spells: Iterable[Spell], statuses: Iterable[Status]) -> list[Life]:
    """One life per person with a case. Spells and statuses of persons without any case are left out: no figure counts them."""
    cases = _by_person(enrolments)
    jobs = _by_person(spells)
    found = _by_person(statuses)
    return [
        Life(
            person=person,
            enrolments=frozenset(rows),
            spells=frozenset(jobs.get(person, ())),
            statuses=frozenset(found.get(person, ())),
        )
        for person, rows in cases.items()
    ]


def _by_person(rows: Iterable[R]) -> dict[UUID, list[R]]:
    gathered: dict[UUID, list[R]] = defaultdict(list)
    for row in rows:
        gathered[row.person].append(row)
    return gathered
