"""Rows of a read as columns: PostgreSQL puts each column into one value, and no row becomes an object on its way to a figure."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any, Final, Generic, TypeVar, cast

import numpy as np
import sqlalchemy as sa
from sqlalchemy.dialects.postgresql import ARRAY, BYTEA

from services.metrics.figures.columns import ID, NO_ID, NONE, Columns, Days, Ids, Numbers, Texts, kinds
from services.metrics.figures.days import FOREVER, Flags, Ints
from shared.db import Prepared, Row

C = TypeVar("C", bound=Columns)
Column = sa.ColumnElement[Any]

NEVER: Final = np.iinfo(np.int32).max
"""What PostgreSQL sends for the date `infinity`."""
EPOCH: Final = 730_120
"""The day number of 2000-01-01, from which PostgreSQL counts its dates."""
_nothing: Final[Column] = sa.literal_column("''::bytea")


@dataclass(frozen=True, slots=True)
class _Kind:
    """How a column of this kind travels: what its values are put into, and how they are taken out again."""

    sent: Callable[[Column], Column]
    taken: Callable[[Any], Any]


def _together(value: Column) -> Column:
    return sa.func.string_agg(value, _nothing, type_=BYTEA)


def _day_numbers(sent: bytes | None) -> Ints:
    told = np.frombuffer(sent or b"", dtype=">i4").astype(np.int64)
    return np.where(told == NEVER, FOREVER, told + EPOCH)


# Of nullable columns a value stands for null: string_agg leaves nulls out, and the columns would be of different lengths.
_KINDS: Final[dict[Any, _Kind]] = {
    Ids: _Kind(
        sent=lambda one: _together(sa.func.coalesce(sa.func.uuid_send(one), sa.literal_column(f"'\\x{NO_ID.hex()}'::bytea"))),
        taken=lambda sent: np.frombuffer(sent or b"", dtype=ID),
    ),
    Days: _Kind(
        sent=lambda one: _together(sa.func.date_send(sa.func.coalesce(one, sa.literal_column("'infinity'::date")))),
        taken=_day_numbers,
    ),
    Numbers: _Kind(
        sent=lambda one: _together(sa.func.int4send(sa.func.coalesce(sa.cast(one, sa.Integer), sa.literal_column(str(NONE))))),
        taken=lambda sent: np.frombuffer(sent or b"", dtype=">i4").astype(np.int64),
    ),
    Flags: _Kind(
        sent=lambda one: _together(sa.func.boolsend(sa.func.coalesce(one, sa.false()))),
        taken=lambda sent: np.frombuffer(sent or b"", dtype=bool),
    ),
    Texts: _Kind(sent=lambda one: sa.func.array_agg(one, type_=ARRAY(sa.Text)), taken=lambda sent: Texts.of(sent or ())),
}


class Part(Generic[C]):
    """One class of columns and the rows that fill it: a select with a column of the name of each field."""

    def __init__(self, into: type[C], rows: sa.Select[Any]) -> None:
        self.into = into
        self._kinds = {name: _KINDS[kind] for name, kind in kinds(into).items()}
        self._rows = rows

    def aggregated(self) -> sa.Subquery:
        """One row with all of it."""
        rows = self._rows.subquery()
        columns = [kind.sent(rows.c[name]).label(self._name(name)) for name, kind in self._kinds.items()]
        return sa.select(*columns).subquery()

    def taken(self, row: Row) -> C:
        """The columns, from the row of a statement that the part is in."""
        return self.into(**{name: kind.taken(row[self._name(name)]) for name, kind in self._kinds.items()})

    def _name(self, field: str) -> str:
        return f"{self.into.__name__.lower()}_{field}"


def reading(*parts: Part[Any]) -> Prepared:
    """One statement for all of these parts, of different classes: a row from which each takes its own."""
    made: Sequence[sa.Subquery] = [part.aggregated() for part in parts]
    return Prepared(sa.select(*(cast("sa.ColumnElement[Any]", column) for one in made for column in one.c)).select_from(*made))
