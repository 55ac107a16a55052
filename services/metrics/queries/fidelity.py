"""Reads: what F7 counts, by the facts known at an instant. One statement: what is of a case is read once, then those cases."""

from dataclasses import dataclass
from typing import Any, Final

import sqlalchemy as sa

from services.metrics.figures.arguments import Arguments
from services.metrics.figures.capacity import Staffing
from services.metrics.figures.fidelity import FidelityFacts
from services.metrics.figures.fidelity.facts import (
    FACE_TO_FACE,
    KEPT,
    Cases,
    Contacts,
    Handovers,
    Held,
    Jobs,
    Visits,
)
from services.metrics.queries.asking import AS_OF, FROM, LAST, UNITS, Condition, asked, at_units, known
from services.metrics.queries.columns import Part, reading
from services.metrics.subjects import CASES, CONTACTS, EMPLOYER_CONTACTS, EMPLOYMENTS, SHARES
from shared.db import Row, Tx

cases, contacts, visits, employments, shares = (
    subject.table for subject in (CASES, CONTACTS, EMPLOYER_CONTACTS, EMPLOYMENTS, SHARES)
)
_case, _met, _visit, _job, _share = cases.c, contacts.c, visits.c, employments.c, shares.c

SHORTEST_YEAR, LONGEST_YEAR = sa.literal(365), sa.literal(366)


_theirs: Final = sa.select(_case.case_id).where(known(cases), _case.unit == sa.any_(UNITS)).cte("theirs")


def _startedat_units(case: sa.ColumnElement[Any]) -> Condition:
    return UNITS.is_(None) | case.in_(sa.select(_theirs.c.case_id))


def _with_units(column: sa.ColumnElement[Any]) -> sa.ColumnElement[Any]:
    """Without units it does not matter where a case is: then the column is not read, and the index of cases is enough."""
    return sa.case((UNITS.is_not(None), column))


_a_year_before: Final = FROM - LONGEST_YEAR
_held: Final = (
    sa.select(_job.case_id, _job.started_on, _job.ended_on)
    .where(
        known(employments),
        _job.started_on.between(_a_year_before, LAST - SHORTEST_YEAR),
        _startedat_units(_job.case_id),
    )
    .cte("held")
)
"""Employments whose first year may have been completed in the period."""

_begun: Final = (
    sa.select(_job.case_id, _job.employer, _job.occupation, _job.sector, _job.form, _job.started_on)
    .where(known(employments), _job.started_on.between(FROM, LAST), _startedat_units(_job.case_id))
    .cte("begun")
)
_kept: Final = (
    sa.select(_met.case_id, _met.on, _met.on_site, _met.minutes)
    .where(
        known(contacts),
        _met.outcome == KEPT,
        _met.on.between(_a_year_before, LAST),
        (_met.on >= FROM) | _met.case_id.in_(sa.select(_held.c.case_id)),
        _startedat_units(_met.case_id),
    )
    .cte("kept")
)

_started: Final = _case.started_on.between(FROM, LAST)
_going_on: Final = (_case.started_on <= AS_OF) & (_case.ended_on.is_(None) | (_case.ended_on >= AS_OF))
_spoken_of: Final = sa.or_(*(_case.case_id.in_(sa.select(found.c.case_id)) for found in (_held, _begun, _kept)))
_started_there: Final = sa.select(_case.case_id).where(known(cases), at_units(_case.unit), _started)
_found: Final = (
    sa.select(
        _case.case_id,
        _case.unit,
        _case.started_on,
        _case.ended_on,
        _with_units(_case.handovers_from_on).label("handovers_from_on"),
        _with_units(_case.handovers_unit).label("handovers_unit"),
    )
    .where(
        known(cases),
        at_units(_case.unit) | _case.handovers_unit.bool_op("&&")(UNITS),
        _started | _going_on | _spoken_of,
    )
    .cte("found")
)
_handover: Final = (
    sa.func.unnest(_found.c.handovers_from_on, _found.c.handovers_unit)
    .table_valued("from_on", "unit", with_ordinality="nth", joins_implicitly=True)
    .render_derived()
)

FOUND: Final = Part(Cases, sa.select(_found.c.case_id, _found.c.unit, _found.c.started_on, _found.c.ended_on))
HANDED_OVER: Final = Part(
    Handovers,
    sa.select(_found.c.case_id, _handover.c.nth, _handover.c.from_on, _handover.c.unit).where(
        UNITS.is_not(None), _found.c.handovers_unit.is_not(None)
    ),
)
SHARED: Final = Part(
    Staffing,
    sa.select(*(_share[name] for name in Staffing.__dataclass_fields__)).where(
        known(shares), at_units(_share.unit), _share.from_on <= AS_OF
    ),
)
VISITED: Final = Part(
    Visits,
    sa.select(_visit.case_id, _visit.unit, _visit.on).where(
        known(visits),
        _visit.channel == FACE_TO_FACE,
        _visit.on.between(FROM, AS_OF),
        ((_visit.on <= LAST) & at_units(_visit.unit)) | _visit.case_id.in_(_started_there),
    ),
)
MET: Final = Part(Contacts, sa.select(_kept))
BEGUN: Final = Part(Jobs, sa.select(_begun))
HELD: Final = Part(Held, sa.select(_held))
STATEMENT: Final = reading(FOUND, HANDED_OVER, SHARED, VISITED, MET, BEGUN, HELD)


@dataclass(frozen=True, slots=True)
class Told:
    """What was read for F7; to take it apart and count it takes a while for a whole country, so it is done in a thread."""

    row: Row

    def facts(self) -> FidelityFacts:
        """The facts as columns."""
        return FidelityFacts(
            cases=FOUND.taken(self.row),
            handovers=HANDED_OVER.taken(self.row),
            shares=SHARED.taken(self.row),
            visits=VISITED.taken(self.row),
            contacts=MET.taken(self.row),
            jobs=BEGUN.taken(self.row),
            held=HELD.taken(self.row),
        )


async def for_fidelity(tx: Tx, arguments: Arguments) -> Told:
    """What F7 counts. Visits are read by unit, and of the cases started in the period wherever they were made."""
    row = await tx.one(STATEMENT, **await asked(tx, arguments))
    return Told(row)
