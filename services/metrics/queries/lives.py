"""Reads: the lives that a figure needs, by the facts known at an instant. Only of persons who may be in the cohort.

All of such a person's cases, spells and statuses are read, whatever unit or period: they decide the person's states.
"""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, Final, cast
from uuid import UUID

import sqlalchemy as sa
from sqlalchemy.dialects.postgresql import ARRAY

from services.metrics.figures.arguments import Arguments, a_year_earlier
from services.metrics.figures.population import EnrolmentRow, Population, SpellRow, StatusRow, columns
from services.metrics.figures.worktypes import CLASS_OF_FORM, WorkClass
from services.metrics.projections import concealed
from services.metrics.queries.facts import FROM, LAST, UNITS, known
from services.metrics.spells import Employed, spells_of
from services.metrics.subjects import CASES, EMPLOYMENTS, status
from shared.auth import Principal
from shared.db import Prepared, Row, Tx
from shared.protection import SCOPE

cases, employments, statuses = CASES.table, EMPLOYMENTS.table, status.table

FORMS: Final = sa.bindparam("forms", type_=ARRAY(sa.Text))
IDS: Final = sa.bindparam("ids", type_=ARRAY(sa.Uuid))


def _persons(*conditions: sa.ColumnElement[bool]) -> sa.Select[Any]:
    at_units = UNITS.is_(None) | (cases.c.unit == sa.any_(UNITS))
    return sa.select(cases.c.person).distinct().where(known(cases), at_units, cases.c.started_on <= LAST, *conditions)


WHO_STARTED: Final = _persons(cases.c.started_on >= FROM)
"""Persons with a case started in the period."""

_changes = employments.c.changes_on
_BEGAN: Final = employments.c.started_on.between(FROM, LAST) | (
    (_changes[1] <= LAST) & (_changes[sa.func.cardinality(_changes)] >= FROM)  # they are in order; a form can begin with each
)

WHO_ENTERED: Final = sa.union(
    sa.select(employments.c.person).where(known(employments), _BEGAN),
    WHO_STARTED,
)
"""Persons who can have got work in the period: with a job, or a form of one, that began in it, or a case that did."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Found:
    """What was read for a figure, as rows; for a whole country `lives` takes seconds, so it is called in a thread."""

    classes: frozenset[WorkClass]
    cases: Sequence[Row]
    employments: Sequence[Row]
    statuses: Sequence[Row]

    def lives(self) -> Population:
        """The lives of the persons, with the spells of the chosen classes."""
        whole = [row for row in self.employments if not row["cut"]]
        parts = [spell for row in self.employments if row["cut"] for spell in spells_of(_employed(row), self.classes)]
        *told, _forms, _cut = columns(map(_values, whole), len(SpellRow._fields) + 2)
        return Population.from_columns(
            (row["person"] for row in self.cases),
            columns(map(_values, self.cases), len(EnrolmentRow._fields)),
            [[*some, *more] for some, more in zip(told, columns(parts, len(SpellRow._fields)), strict=True)],
            columns(map(_values, self.statuses), len(StatusRow._fields)),
        )

    def persons(self) -> dict[UUID, UUID]:
        """Case → person."""
        return {row["case_id"]: row["person"] for row in self.cases}


_job, _found = employments.c, statuses.c
_of_forms = (_job.form == sa.any_(FORMS)) | _job.changes_form.overlap(FORMS)
CASES_OF: Final = Prepared(
    sa.select(cases.c.case_id, cases.c.person, cases.c.unit, cases.c.started_on, cases.c.ended_on, cases.c.exit).where(
        known(cases), cases.c.started_on.is_not(None), cases.c.person == sa.any_(IDS)
    )
)
_none: Final = sa.cast([], ARRAY(sa.Text))
EMPLOYMENTS_OF: Final = Prepared(
    sa.select(
        _job.case_id,
        _job.person,
        _job.employer,
        _job.started_on,
        _job.ended_on,
        _job.form,
        sa.func.coalesce(_job.changes_on[sa.func.cardinality(_job.changes_on)], _job.started_on).label("confirmed_on"),
        sa.func.coalesce(_job.changes_on, sa.cast([], ARRAY(sa.Date))).label("changes_on"),
        _job.changes_form,
        sa.not_((_job.form == sa.any_(FORMS)) & sa.func.coalesce(_job.changes_form, _none).contained_by(FORMS)).label("cut"),
    ).where(known(employments), _of_forms, _job.person == sa.any_(IDS))
)
"""Spells, but where the classes chosen cut an employment (`cut`). Of one that has ended nobody asks when it was confirmed."""

STATUSES_OF: Final = Prepared(
    sa.select(_found.person, _found.on, _found.situation).where(
        known(statuses), _found.situation != "unknown", _found.person == sa.any_(IDS)
    )
)
CONCEALED: Final = Prepared(sa.select(concealed.c.person).where(concealed.c.person == sa.any_(IDS)))
OUTFLOW: Final = Prepared(WHO_STARTED)
RETENTION: Final = Prepared(WHO_ENTERED)


async def lives_of(tx: Tx, arguments: Arguments, persons: Collection[UUID]) -> Found:
    """What was known at `known_at` of these persons."""
    forms = [form for form, work_class in CLASS_OF_FORM.items() if work_class in arguments.work_classes]
    asked = {"known_at": arguments.known_at, "forms": forms, "ids": list(persons)}
    jobs = await tx.all(EMPLOYMENTS_OF, **asked)
    # a status tells only of spells without a recorded end
    told = {**asked, "ids": list({row["person"] for row in jobs if row["ended_on"] is None})}
    return Found(
        classes=arguments.work_classes,
        cases=await tx.all(CASES_OF, **asked),
        employments=jobs,
        statuses=await tx.all(STATUSES_OF, **told),
    )


async def for_outflow(tx: Tx, arguments: Arguments) -> Found:
    """What F2 counts."""
    return await _of_those(tx, OUTFLOW, arguments, since=arguments.from_)


async def for_retention(tx: Tx, arguments: Arguments, *, a_year_earlier_too: bool = True) -> Found:
    """What F3 counts, for the period and for the same period a year earlier; what F2 counts is among it."""
    since = a_year_earlier(arguments).from_ if a_year_earlier_too else arguments.from_
    return await _of_those(tx, RETENTION, arguments, since=since)


async def _of_those(tx: Tx, whom: Prepared, arguments: Arguments, *, since: date) -> Found:
    asked = {
        "known_at": arguments.known_at,
        "from_": since,
        "last": min(arguments.to, arguments.as_of),
        "units": None if arguments.unit is None else sorted(arguments.unit),
    }
    return await lives_of(tx, arguments, [row["person"] for row in await tx.all(whom, **asked)])


async def shown_cases(tx: Tx, principal: Principal, counted: Sequence[UUID], persons: Mapping[UUID, UUID]) -> list[UUID]:
    """Those of the counted cases that a list may name: none of a person with a protected identity, but for named officers."""
    if principal.may(SCOPE):
        return list(counted)
    hidden = {row["person"] for row in await tx.all(CONCEALED, ids=list({persons[case] for case in counted}))}
    return [case for case in counted if persons[case] not in hidden]


def _values(row: Row) -> Iterable[Any]:
    """The columns in the order of the select."""
    return cast("Iterable[Any]", row)


def _employed(row: Row) -> Employed:
    return Employed._make(row[name] for name in Employed._fields)
