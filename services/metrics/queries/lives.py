"""Reads: the lives that a figure needs, by the facts known at an instant. Only of persons who may be in the cohort.

All of such a person's cases, spells and statuses are read, whatever unit or period: they decide the person's states. One
statement for all of it: who they are is found once, and a number stands for each of them from there on.
"""

from collections.abc import Collection
from dataclasses import dataclass
from typing import Any, Final
from uuid import UUID

import sqlalchemy as sa

from services.metrics.figures.arguments import Arguments, a_year_earlier
from services.metrics.figures.columns import Columns, Ids, Numbers
from services.metrics.figures.population import Enrolments, Population, Statuses
from services.metrics.figures.spells import Changed, Employed, spells_of
from services.metrics.figures.worktypes import WorkClass, forms_of
from services.metrics.queries.asking import FORMS, FROM, IDS, LAST, asked, at_units, known
from services.metrics.queries.columns import Part, reading
from services.metrics.subjects import CASES, EMPLOYMENTS, REFERRALS, status
from shared.db import Prepared, Row, Tx

cases, employments, referrals, statuses = CASES.table, EMPLOYMENTS.table, REFERRALS.table, status.table

PERSON: Final = "person"


def _persons(*conditions: sa.ColumnElement[bool]) -> sa.Select[Any]:
    there = (known(cases), at_units(cases.c.unit), cases.c.started_on <= LAST)
    return sa.select(cases.c.person).distinct().where(*there, *conditions)


WHO_STARTED: Final = _persons(cases.c.started_on >= FROM)
"""Persons with a case started in the period."""

_changed_on = employments.c.changes_on
# Changes are in order; a form of work can begin with each of them.
_BEGAN: Final = employments.c.started_on.between(FROM, LAST) | (
    (_changed_on[1] <= LAST) & (_changed_on[sa.func.cardinality(_changed_on)] >= FROM)
)

WHO_ENTERED: Final = sa.union(
    sa.select(employments.c.person).where(known(employments), _BEGAN),
    WHO_STARTED,
)
"""Persons who can have got work in the period: with a job, or a form of one, that began in it, or a case that did."""

_sent = referrals.c
WHO_WAS_REFERRED: Final = (
    sa.select(cases.c.person)
    .distinct()
    .join(referrals, _sent.case_id == cases.c.case_id)
    .where(known(cases), known(referrals), at_units(_sent.unit), _sent.received_on.between(FROM, LAST))
)
"""Persons with a case that a referral received in the period led to."""

GIVEN: Final = sa.select(sa.func.unnest(IDS).label(PERSON)).distinct()
"""These persons."""

_job, _found = employments.c, statuses.c
_of_forms = (_job.form == sa.any_(FORMS)) | _job.changes_form.overlap(FORMS)


@dataclass(frozen=True, kw_only=True, slots=True, eq=False)
class _Persons(Columns):
    """The persons, and the number of each."""

    person: Ids
    number: Numbers


class Reading:
    """The lives of the persons that a select names, in one statement."""

    def __init__(self, whom: sa.SelectBase) -> None:
        found = whom.subquery()
        who = sa.select(found.c[PERSON], _numbered()).cte("who")
        jobs = _jobs(who)
        self.persons = Part(_Persons, sa.select(who.c.person, who.c.number))
        self.cases = Part(Enrolments, _cases(who))
        self.jobs = Part(Employed, sa.select(*(jobs.c[name] for name in Employed.__dataclass_fields__)))
        self.changes = Part(Changed, _changes_of(jobs))
        self.statuses = Part(Statuses, _statuses(jobs))
        self.statement: Prepared = reading(self.persons, self.cases, self.jobs, self.changes, self.statuses)


def _numbered() -> sa.ColumnElement[int]:
    return (sa.func.row_number().over() - 1).label("number")


def _cases(who: sa.CTE) -> sa.Select[Any]:
    return (
        sa.select(
            cases.c.case_id.label("case"),
            who.c.number.label("person"),
            cases.c.unit,
            cases.c.started_on.label("started"),
            cases.c.ended_on.label("ended"),
            cases.c.exit,
        )
        .join(who, who.c.person == cases.c.person)
        .where(known(cases), cases.c.started_on.is_not(None))
    )


def _jobs(who: sa.CTE) -> sa.CTE:
    return (
        sa.select(
            _numbered(),
            _job.case_id.label("case"),
            who.c.number.label("person"),
            who.c.person.label("whose"),
            _job.employer,
            _job.form,
            _job.started_on.label("started"),
            _job.ended_on.label("ended"),
            _job.ended_on.is_(None).label("unended"),
            _job.changes_on,
            _job.changes_form,
        )
        .join(who, who.c.person == _job.person)
        .where(known(employments), _of_forms)
        .cte("jobs")
    )


def _changes_of(jobs: sa.CTE) -> sa.Select[Any]:
    change = (
        sa.func.unnest(jobs.c.changes_on, jobs.c.changes_form)
        .table_valued("on", "form", with_ordinality="nth", joins_implicitly=True)
        .render_derived()
    )
    return sa.select(jobs.c.number.label("job"), change.c.nth, change.c.on, change.c.form).where(jobs.c.changes_on.is_not(None))


def _statuses(jobs: sa.CTE) -> sa.Select[Any]:
    """A status tells only of spells without a recorded end."""
    unended = sa.select(jobs.c.whose, jobs.c.person).where(jobs.c.unended).distinct().subquery()
    return (
        sa.select(unended.c.person, _found.on, (_found.situation == "in-work").label("in_work"))
        .join(unended, unended.c.whose == _found.person)
        .where(known(statuses), _found.situation != "unknown")
    )


OUTFLOW: Final = Reading(WHO_STARTED)
RETENTION: Final = Reading(WHO_ENTERED)
REFERRED: Final = Reading(WHO_WAS_REFERRED)
THEIRS: Final = Reading(GIVEN)


@dataclass(frozen=True, kw_only=True, slots=True)
class Found:
    """What was read for a figure; for a whole country `lives` takes a while, so it is called in a thread."""

    reading: Reading
    row: Row
    classes: frozenset[WorkClass]

    def lives(self) -> Population:
        """The lives of the persons, with the spells of the chosen classes."""
        found, row = self.reading, self.row
        persons = found.persons.taken(row)
        spells, changes = spells_of(found.jobs.taken(row), found.changes.taken(row), self.classes)
        return Population.from_columns(
            persons.person[persons.number.argsort()], found.cases.taken(row), spells, changes, found.statuses.taken(row)
        )


async def _read(tx: Tx, reading: Reading, arguments: Arguments, **more: object) -> Found:
    values = {**await asked(tx, arguments), "forms": forms_of(arguments.work_classes), **more}
    return Found(reading=reading, row=await tx.one(reading.statement, **values), classes=arguments.work_classes)


async def lives_of(tx: Tx, arguments: Arguments, persons: Collection[UUID]) -> Found:
    """What was known at `known_at` of these persons."""
    return await _read(tx, THEIRS, arguments, ids=list(persons))


async def for_outflow(tx: Tx, arguments: Arguments) -> Found:
    """What F2 counts."""
    return await _read(tx, OUTFLOW, arguments)


async def for_retention(tx: Tx, arguments: Arguments, *, a_year_earlier_too: bool = True) -> Found:
    """What F3 counts, for the period and for the same period a year earlier; what F2 counts is among it."""
    since = a_year_earlier(arguments).from_ if a_year_earlier_too else arguments.from_
    return await _read(tx, RETENTION, arguments, from_=since)


async def for_courses(tx: Tx, arguments: Arguments) -> Found:
    """What F2 and F3 count of the cases that F8 follows, whenever and wherever they went on."""
    return await _read(tx, REFERRED, arguments)
