"""What a question becomes in a statement: the arguments' names there, and the conditions that every read makes of them."""

from datetime import date, datetime
from typing import Any, Final

import sqlalchemy as sa
from sqlalchemy.dialects.postgresql import ARRAY

from services.metrics.figures.arguments import Arguments
from shared.db import Tx

Condition = sa.ColumnElement[bool]

NOW: Final = sa.bindparam("now", False, type_=sa.Boolean)
KNOWN_AT: Final = sa.bindparam("known_at", type_=sa.DateTime(timezone=True))
FROM: Final = sa.bindparam("from_", type_=sa.Date)
LAST: Final = sa.bindparam("last", type_=sa.Date)
AS_OF: Final = sa.bindparam("as_of", type_=sa.Date)
UNITS: Final = sa.bindparam("units", type_=ARRAY(sa.Text))
IDS: Final = sa.bindparam("ids", type_=ARRAY(sa.Uuid))
FORMS: Final = sa.bindparam("forms", type_=ARRAY(sa.Text))


def known(table: sa.FromClause) -> Condition:
    """The rows known at the instant: those that are known still, when nothing was recorded since (`NOW`)."""
    until_then = table.c.known_to > KNOWN_AT
    return (NOW | (table.c.known_from <= KNOWN_AT)) & (table.c.known_to.is_(None) | (sa.not_(NOW) & until_then))


def at_units(unit: sa.ColumnElement[str]) -> Condition:
    """Of the units asked about; of every one when none is named."""
    return UNITS.is_(None) | (unit == sa.any_(UNITS))


def within(day: sa.ColumnElement[date]) -> Condition:
    """In the period, as far as it is looked at."""
    return day.between(FROM, LAST)


_PLANNED_FOR_NOW: Final = """
select set_config('plan_cache_mode', 'force_custom_plan', true), coalesce(max(recorded_at) <= $1, true) from received
"""
"""A plan made for the values at hand leaves out what `NOW` makes constant, and so may use the indexes of what is still known."""


async def as_known(tx: Tx, known_at: datetime) -> dict[str, Any]:
    """The values that say what was known when, for statements that read rows `known`."""
    _, now = await tx.raw.fetchrow(_PLANNED_FOR_NOW, known_at)
    return {"known_at": known_at, "now": now}


async def asked(tx: Tx, arguments: Arguments) -> dict[str, Any]:
    """The values of the question; a statement takes those that it names."""
    return {
        **await as_known(tx, arguments.known_at),
        "from_": arguments.from_,
        "last": min(arguments.to, arguments.as_of),
        "as_of": arguments.as_of,
        "units": None if arguments.unit is None else sorted(arguments.unit),
    }
