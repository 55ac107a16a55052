"""Reads: what F1 counts, by the facts known at an instant, in one statement."""

from dataclasses import dataclass
from datetime import date
from typing import Any, Final

import sqlalchemy as sa

from services.metrics.figures.arguments import Arguments
from services.metrics.figures.capacity import Benchmarks, Staffing
from services.metrics.figures.cases import Cases, Courses, Handovers, Pauses
from services.metrics.figures.columns import Columns
from services.metrics.figures.inflow import Came, Inflow, inflow
from services.metrics.queries.asking import AS_OF, FROM, LAST, UNITS, asked, at_units, known
from services.metrics.queries.columns import Part, reading
from services.metrics.subjects import BENCHMARKS, CASES, REFERRALS, SHARES
from shared.db import Row, Tx

_case, _sent, _part, _standard = (subject.table.c for subject in (CASES, REFERRALS, SHARES, BENCHMARKS))


def _not_over(last: sa.ColumnElement[date]) -> sa.ColumnElement[bool]:
    return last.is_(None) | (last >= AS_OF)


def _fields(of: type[Columns], rows: sa.FromClause, *more: str) -> sa.Select[Any]:
    return sa.select(*(rows.c[name] for name in (*of.__dataclass_fields__, *more)))


_on_the_date: Final = ((_case.started_on <= AS_OF) | (_case.opened_on <= AS_OF)) & _not_over(_case.ended_on)
_lists: Final = ("handovers_unit", "handovers_support_person", "handovers_from_on", "pauses_from_on", "pauses_resumed_on")

# Read once, for the three parts that are made of them.
_cases: Final = (
    _fields(Courses, CASES.table, *_lists)
    .where(
        known(CASES.table),
        _on_the_date | _case.started_on.between(FROM, LAST),
        at_units(_case.unit) | _case.handovers_unit.bool_op("&&")(UNITS),
    )
    .cte("counted_cases")
)
"""Cases that wait or go on on the date, or started in the period; one that was handed over may be at another unit."""


def _each(listed: str, *fields: str) -> sa.TableValuedAlias:
    """The rows that the lists of a case are, each with its number."""
    rows = sa.func.unnest(*(_cases.c[f"{listed}_{field}"] for field in fields))
    return rows.table_valued(*fields, with_ordinality="nth", joins_implicitly=True).render_derived(f"each_of_{listed}")


_handed, _paused = _each("handovers", "unit", "support_person", "from_on"), _each("pauses", "from_on", "resumed_on")

COURSES: Final = Part(Courses, _fields(Courses, _cases))
HANDOVERS: Final = Part(
    Handovers,
    sa.select(_cases.c.case_id.label("case"), *_handed.c).where(_cases.c.handovers_from_on.is_not(None)),
)
PAUSES: Final = Part(
    Pauses,
    sa.select(_cases.c.case_id.label("case"), *_paused.c).where(_cases.c.pauses_from_on.is_not(None)),
)
CAME: Final = Part(
    Came,
    _fields(Came, REFERRALS.table).where(
        known(REFERRALS.table),
        at_units(_sent.unit),
        sa.or_(*(day.between(FROM, LAST) for day in (_sent.received_on, _sent.returned_on, _sent.accepted_on))),
    ),
)
STAFFING: Final = Part(
    Staffing,
    _fields(Staffing, SHARES.table).where(
        known(SHARES.table), at_units(_part.unit), _part.from_on <= AS_OF, _not_over(_part.until)
    ),
)
STANDARDS: Final = Part(
    Benchmarks,
    _fields(Benchmarks, BENCHMARKS.table).where(known(BENCHMARKS.table), at_units(_standard.unit), _standard.on <= AS_OF),
)
STATEMENT: Final = reading(COURSES, HANDOVERS, PAUSES, CAME, STAFFING, STANDARDS)


@dataclass(frozen=True, slots=True)
class Flowed:
    """What was read for F1; counting it takes a moment for a whole country, so it is done in a thread."""

    row: Row

    def counted(self, arguments: Arguments) -> Inflow:
        """The figure."""
        row = self.row
        cases = Cases.from_columns(COURSES.taken(row), HANDOVERS.taken(row), PAUSES.taken(row))
        return inflow(cases, CAME.taken(row), STAFFING.taken(row), STANDARDS.taken(row), arguments)


async def for_inflow(tx: Tx, arguments: Arguments) -> Flowed:
    """The cases and the capacity on the date, the cases that started in the period and the referrals that came in it."""
    row = await tx.one(STATEMENT, **await asked(tx, arguments))
    return Flowed(row)
