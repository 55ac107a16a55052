"""Reads: what F4 counts, in one statement: the decisions and employments of the period, their cases, and the cases that ended.

Whether an employment was new, the lives tell of those who were in a spell the day before it: they are few, and only theirs are
read. Whoever was in no spell that day was not in work.
"""

from dataclasses import dataclass, replace
from typing import Any, Final

import sqlalchemy as sa

from services.metrics.figures.arguments import Arguments
from services.metrics.figures.columns import Columns, Ids, uuids
from services.metrics.figures.results import STARTED, Begun, Cases, Decisions, Results, results
from services.metrics.figures.states import states_of
from services.metrics.figures.worktypes import WorkClass
from services.metrics.queries.asking import FORMS, FROM, LAST, UNITS, asked, at_units, known
from services.metrics.queries.columns import Part, reading
from services.metrics.queries.lives import Found, lives_of
from services.metrics.subjects import CASES, EMPLOYMENTS, SUBSIDIES
from shared.db import Tx

EVERY_CLASS: Final = frozenset(WorkClass)

_case, _job, _paid = CASES.table, EMPLOYMENTS.table, SUBSIDIES.table


@dataclass(frozen=True, kw_only=True, slots=True, eq=False)
class _Before(Columns):
    """Persons who were in another spell the day before one of the employments began, or may have been."""

    person: Ids


def _columns(table: sa.Table, of: type[Columns]) -> list[sa.ColumnElement[Any]]:
    return [table.c[name] for name in of.__dataclass_fields__]


_decided = sa.select(*_columns(_paid, Decisions)).where(known(_paid), _paid.c.decided_on.between(FROM, LAST)).cte("decided")
_begun = (
    sa.select(*_columns(_job, Begun))
    .where(known(_job), _job.c.started_on.between(FROM, LAST), _job.c.form == sa.any_(FORMS))
    .cte("begun")
)
_theirs = (
    sa.select(*_columns(_case, Cases))
    .where(
        known(_case),
        at_units(_case.c.unit),
        _case.c.ended_on.between(FROM, LAST)
        | _case.c.case_id.in_(sa.union(sa.select(_decided.c.case_id), sa.select(_begun.c.case_id))),
    )
    .cte("theirs")
)


def _at_units(found: sa.CTE) -> sa.ColumnElement[bool]:
    """Asked about some units, most of what happened elsewhere is not worth its way."""
    return UNITS.is_(None) | found.c.case_id.in_(sa.select(_theirs.c.case_id))


def _before() -> sa.Select[Any]:
    other = _job.alias("other")
    went_on = other.c.ended_on.is_(None) | (other.c.ended_on >= _begun.c.started_on - 1)
    return (
        sa.select(_begun.c.person)
        .distinct()
        .join(other, other.c.person == _begun.c.person)
        .where(known(other), other.c.started_on < _begun.c.started_on, went_on, _at_units(_begun))
    )


DECISIONS: Final = Part(Decisions, sa.select(_decided).where(_at_units(_decided)))
BEGUN: Final = Part(Begun, sa.select(_begun).where(_at_units(_begun)))
THEIRS: Final = Part(Cases, sa.select(_theirs))
BEFORE: Final = Part(_Before, _before())
OUTCOMES: Final = reading(DECISIONS, BEGUN, THEIRS, BEFORE)


@dataclass(frozen=True, kw_only=True, slots=True)
class Happened:
    """What was read for F4; the lives are of those in a spell the day before."""

    cases: Cases
    employments: Begun
    subsidies: Decisions
    lives: Found

    def counted(self, arguments: Arguments, *, goal: int | None = None) -> Results:
        """F4 of it."""
        states_on = states_of(self.lives.lives(), EVERY_CLASS)
        return results(self.cases, self.employments, self.subsidies, states_on, arguments, goal=goal)


async def for_results(tx: Tx, arguments: Arguments) -> Happened:
    """What F4 counts."""
    row = await tx.one(
        OUTCOMES,
        **await asked(tx, arguments),
        forms=list(STARTED),
    )
    before = tuple(uuids(BEFORE.taken(row).person))
    return Happened(
        cases=THEIRS.taken(row),
        employments=BEGUN.taken(row),
        subsidies=DECISIONS.taken(row),
        lives=await lives_of(tx, replace(arguments, work_classes=EVERY_CLASS), before),
    )
