"""Reads: the lives that a figure needs, by the facts known at an instant. Only of persons who may be in the cohort.

All of such a person's cases, spells and statuses are read, whatever unit or period: they decide the person's states.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, Final, cast
from uuid import UUID

import sqlalchemy as sa
from sqlalchemy.dialects.postgresql import ARRAY

from services.metrics.figures.arguments import Arguments, a_year_earlier
from services.metrics.figures.population import EnrolmentRow, Population, StatusRow
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


def _persons(*conditions: sa.ColumnElement[bool]) -> sa.Select[Any]:
    at_units = UNITS.is_(None) | (cases.c.unit == sa.any_(UNITS))
    return sa.select(cases.c.person).where(known(cases), at_units, cases.c.started_on <= LAST, *conditions)


WHO_STARTED: Final = _persons(cases.c.started_on >= FROM)
"""Persons with a case started in the period."""

WHO_WORKED: Final = _persons(
    cases.c.ended_on.is_(None) | (cases.c.ended_on >= FROM),
    cases.c.person.in_(sa.select(employments.c.person).where(known(employments), employments.c.started_on <= LAST)),
)
"""Persons with a case open at some time since the start of the period, and with some employment."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Found:
    """What was read for a figure, as rows; for a whole country `lives` takes seconds, so it is called in a thread."""

    classes: frozenset[WorkClass]
    cases: Sequence[Row]
    employments: Sequence[Row]
    statuses: Sequence[Row]

    def lives(self) -> Population:
        """The lives of the persons, with the spells of the chosen classes."""
        return Population.from_rows(
            (row["person"] for row in self.cases),
            (EnrolmentRow._make(_values(row)) for row in self.cases),
            (spell for row in self.employments for spell in spells_of(Employed._make(_values(row)), self.classes)),
            (StatusRow._make(_values(row)) for row in self.statuses),
        )

    def persons(self) -> dict[UUID, UUID]:
        """Case → person."""
        return {row["case_id"]: row["person"] for row in self.cases}


class Reads:
    """The three reads of one figure, prepared: cases, employments and statuses of the persons."""

    def __init__(self, persons: sa.Select[Any]) -> None:
        case, job, found = cases.c, employments.c, statuses.c
        of_forms = (job.form == sa.any_(FORMS)) | job.changes_form.overlap(FORMS)
        unended = sa.select(job.person).where(known(employments), job.ended_on.is_(None))
        self._cases = Prepared(
            sa.select(case.case_id, case.person, case.unit, case.started_on, case.ended_on, case.exit).where(
                known(cases), case.started_on.is_not(None), case.person.in_(persons)
            )
        )
        self._employments = Prepared(
            sa.select(
                job.case_id, job.person, job.employer, job.started_on, job.ended_on, job.form, job.changes_on, job.changes_form
            ).where(known(employments), of_forms, job.person.in_(persons))
        )
        self._statuses = Prepared(  # a status tells only of spells without a recorded end, and "unknown" of nothing
            sa.select(found.person, found.on, found.situation).where(
                known(statuses), found.situation != "unknown", found.person.in_(persons), found.person.in_(unended)
            )
        )

    async def read(self, tx: Tx, arguments: Arguments, *, since: date, **more: Any) -> Found:
        """What was known at `known_at` of persons in the cohort since `since`; `more` is what their own select asks for."""
        asked = {
            **more,
            "known_at": arguments.known_at,
            "from_": since,
            "last": min(arguments.to, arguments.as_of),
            "units": None if arguments.unit is None else sorted(arguments.unit),
            "forms": [form for form, work_class in CLASS_OF_FORM.items() if work_class in arguments.work_classes],
        }
        return Found(
            classes=arguments.work_classes,
            cases=await tx.all(self._cases, **asked),
            employments=await tx.all(self._employments, **asked),
            statuses=await tx.all(self._statuses, **asked),
        )


CONCEALED: Final = Prepared(
    sa.select(concealed.c.person).where(concealed.c.person == sa.any_(sa.bindparam("persons", type_=ARRAY(sa.Uuid))))
)
OUTFLOW: Final = Reads(WHO_STARTED)
RETENTION: Final = Reads(WHO_WORKED)


async def for_outflow(tx: Tx, arguments: Arguments) -> Found:
    """What F2 counts."""
    return await OUTFLOW.read(tx, arguments, since=arguments.from_)


async def for_retention(tx: Tx, arguments: Arguments) -> Found:
    """What F3 counts, for the period and for the same period a year earlier."""
    return await RETENTION.read(tx, arguments, since=a_year_earlier(arguments).from_)


async def shown_cases(tx: Tx, principal: Principal, counted: Sequence[UUID], persons: Mapping[UUID, UUID]) -> list[UUID]:
    """Those of the counted cases that a list may name: none of a person with a protected identity, but for named officers."""
    if principal.may(SCOPE):
        return list(counted)
    hidden = {row["person"] for row in await tx.all(CONCEALED, persons=list({persons[case] for case in counted}))}
    return [case for case in counted if persons[case] not in hidden]


def _values(row: Row) -> Iterable[Any]:
    """The columns in the order of the select."""
    return cast("Iterable[Any]", row)
