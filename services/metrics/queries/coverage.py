"""Reads: what coverage in SUS counts, by the facts known at an instant. One statement: the cases are found once."""

from dataclasses import dataclass
from typing import Final

import sqlalchemy as sa

from services.metrics.figures.arguments import Arguments
from services.metrics.figures.columns import Columns, Ids, Members
from services.metrics.figures.coverage import SUS, Asked, Coverage, Served, coverage
from services.metrics.figures.days import Flags
from services.metrics.queries.asking import AS_OF, FROM, KNOWN_AT, LAST, asked, at_units, known
from services.metrics.queries.columns import Part, reading
from services.metrics.subjects import CASES, CONSENTS, PROTECTIONS, SUS_REGISTRATIONS
from shared.db import Row, Tx

cases, consents, registrations, protections = (one.table for one in (CASES, CONSENTS, SUS_REGISTRATIONS, PROTECTIONS))

_case, _consent, _sus = cases.c, consents.c, registrations.c


@dataclass(frozen=True, kw_only=True, slots=True, eq=False)
class _Registered(Columns):
    case_id: Ids


@dataclass(frozen=True, kw_only=True, slots=True, eq=False)
class _Protected(Columns):
    person: Ids


@dataclass(frozen=True, kw_only=True, slots=True, eq=False)
class _Told(Columns):
    """One place: whether anybody, at any unit, had told of a registration in SUS."""

    of_sus: Flags


_open: Final = (
    sa.select(_case.case_id, _case.person, _case.unit, _case.started_on, _case.ended_on)
    .where(
        known(cases),
        at_units(_case.unit),
        _case.started_on <= LAST,
        _case.ended_on.is_(None) | (_case.ended_on >= FROM),
    )
    .cte("open_cases")
)
_in_sus: Final = sa.func.least(_sus.registered_on, _sus.out_on) <= AS_OF

CASES_OPEN: Final = Part(Served, sa.select(_open))
ASKED: Final = Part(
    Asked,
    sa.select(_consent.case_id, _consent.given_on, _consent.withdrawn_on, _consent.refused_on)
    .join(_open, _open.c.case_id == _consent.case_id)
    .where(known(consents), _consent.kind == SUS),
)
REGISTERED: Final = Part(
    _Registered,
    sa.select(_sus.case_id).join(_open, _open.c.case_id == _sus.case_id).where(known(registrations), _in_sus),
)
PROTECTED: Final = Part(_Protected, sa.select(protections.c.person).where(known(protections)))
TOLD: Final = Part(_Told, sa.select(sa.exists().where(_sus.known_from <= KNOWN_AT, _in_sus).label("of_sus")))
STATEMENT: Final = reading(CASES_OPEN, ASKED, REGISTERED, PROTECTED, TOLD)


@dataclass(frozen=True, slots=True)
class Answered:
    """What was read for coverage; counting it takes a while for a whole country, so it is done in a thread."""

    row: Row

    def counted(self, arguments: Arguments) -> Coverage:
        """The figure. As long as nobody has told of any registration in SUS, those are not known."""
        told = TOLD.taken(self.row).of_sus.any()
        return coverage(
            CASES_OPEN.taken(self.row),
            ASKED.taken(self.row),
            arguments,
            protected=Members.of(PROTECTED.taken(self.row).person),
            registered=Members.of(REGISTERED.taken(self.row).case_id) if told else None,
        )


async def for_coverage(tx: Tx, arguments: Arguments) -> Answered:
    """The cases open in the period, the answers about their registration, who is protected, and who is registered."""
    row = await tx.one(STATEMENT, **await asked(tx, arguments))
    return Answered(row)
