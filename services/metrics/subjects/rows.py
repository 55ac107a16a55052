"""Facts as rows of a table: one column for each plain field; one array for each field of the values in a list.

`tenures: tuple[Tenure, ...]` is kept as the arrays `tenures_unit`, `tenures_support_person` and `tenures_from_on`: a figure that
needs no tenures does not read them, and SQL can look into them.
"""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import is_dataclass
from datetime import date
from decimal import Decimal
from operator import attrgetter
from types import NoneType, UnionType
from typing import Any, Final, Generic, TypeVar, Union, get_args, get_origin, get_type_hints
from uuid import UUID

import sqlalchemy as sa
from sqlalchemy.dialects.postgresql import ARRAY
from sqlalchemy.types import TypeEngine

from services.metrics.facts import Known
from shared.db import Row

F = TypeVar("F")
Record = tuple[Any, ...]

TYPES: Final[dict[type, type[TypeEngine[Any]]]] = {
    UUID: sa.Uuid,
    str: sa.Text,
    date: sa.Date,
    int: sa.Integer,
    bool: sa.Boolean,
    Decimal: sa.Numeric,
}
KNOWN: Final = ("known_from", "known_to")


class Listed:
    """A field that holds a tuple: of plain values (one array of its own name), or of small facts (one array per field)."""

    __slots__ = ("columns", "empty", "get", "names", "of", "parts")

    def __init__(self, name: str, of: type) -> None:
        self.of = of if is_dataclass(of) else None
        self.get = attrgetter(name)
        hints = get_type_hints(of) if is_dataclass(of) else {}
        self.names = [f"{name}_{part}" for part in hints] or [name]
        self.parts = [(part, attrgetter(part)) for part in hints]
        self.columns: list[sa.Column[Any]] = [
            sa.Column(column, ARRAY(_plain(hint)[0]), comment="null: none") for column, hint in self._typed(hints, of)
        ]
        self.empty = (None,) * len(self.names)

    def _typed(self, hints: dict[str, Any], of: type) -> Iterable[tuple[str, Any]]:
        return zip(self.names, hints.values() or [of], strict=True)

    def arrays(self, fact: object) -> tuple[list[Any] | None, ...]:
        """The values of the fact's tuple, as the arrays of its row; null when there are none, which costs nothing."""
        values = self.get(fact)
        if not values:
            return self.empty
        if not self.parts:
            return (list(values),)
        return tuple([get(value) for value in values] for _, get in self.parts)

    def values(self, arrays: Sequence[Sequence[Any] | None]) -> tuple[Any, ...]:
        """The fact's tuple, from the arrays of its row."""
        if not arrays[0]:
            return ()
        if self.of is None:
            return tuple(arrays[0])
        names = [part for part, _ in self.parts]
        return tuple(self.of(**dict(zip(names, each, strict=True))) for each in zip(*arrays, strict=True))


class Form(Generic[F]):
    """How facts of one type are rows."""

    def __init__(self, fact: type[F]) -> None:
        hints = get_type_hints(fact)
        names = list(hints)
        lists = {name: item for name in names if (item := _item(hints[name])) is not None}
        self.fact = fact
        self.plain = [name for name in names if name not in lists]
        self.lists = {name: Listed(name, item) for name, item in lists.items()}
        self._hints = hints
        self._width = len(self.plain) + sum(len(listed.names) for listed in self.lists.values())
        self._set = [getattr(fact, name).__set__ for name in self.plain]
        self._set_list = {name: getattr(fact, name).__set__ for name in self.lists}
        self._get = _together(self.plain)

    @property
    def names(self) -> list[str]:
        """The columns' names, in order."""
        return [*self.plain, *(column for listed in self.lists.values() for column in listed.names), *KNOWN]

    def columns(self) -> list[sa.Column[Any]]:
        """Columns of one table: to be called once."""
        plain = [(name, *_plain(self._hints[name])) for name in self.plain]
        return [
            *(sa.Column(name, kind, nullable=nullable) for name, kind, nullable in plain),
            *(column for listed in self.lists.values() for column in listed.columns),
            sa.Column("known_from", sa.DateTime(timezone=True), nullable=False),
            sa.Column("known_to", sa.DateTime(timezone=True), comment="exclusive; null: still known"),
        ]

    def record(self, known: Known[F]) -> Record:
        fact = known.fact
        if not self.lists:
            return (*self._get(fact), known.known_from, known.known_to)
        arrays = [array for listed in self.lists.values() for array in listed.arrays(fact)]
        return (*self._get(fact), *arrays, known.known_from, known.known_to)

    def of(self, row: Row) -> Known[F]:
        """The fact in a row that has all columns, in any order."""
        return self.known([row[name] for name in self.names])

    def known(self, row: Iterable[Any]) -> Known[F]:
        """The fact in a row of all columns, in their order; without the last, it is open."""
        values = tuple(row)
        return Known(self.fact_in(values), *values[self._width :])

    def fact_in(self, values: Sequence[Any]) -> F:
        """The fact alone, in a row of its columns."""
        fact = self.fact.__new__(self.fact)
        for set_field, value in zip(
            self._set, values, strict=False
        ):  # the constructor of a frozen class takes five times as long
            set_field(fact, value)
        at = len(self.plain)
        for name, listed in self.lists.items():
            after = at + len(listed.names)
            self._set_list[name](fact, listed.values(values[at:after]))
            at = after
        return fact


def _together(names: Sequence[str]) -> Callable[[object], Record]:
    """What gives the values of the fields: attrgetter alone gives one value as itself."""
    if len(names) > 1:
        return attrgetter(*names)
    get = attrgetter(*names)
    return lambda fact: (get(fact),)


def _item(hint: Any) -> type | None:
    """What a tuple holds; None for what is no tuple."""
    return get_args(hint)[0] if get_origin(hint) is tuple else None


def _plain(hint: Any) -> tuple[TypeEngine[Any], bool]:
    """The column type of a plain field, and whether it may be null."""
    if get_origin(hint) in {Union, UnionType}:
        [kind] = [each for each in get_args(hint) if each is not NoneType]
        return TYPES[kind](), True
    return TYPES[hint](), False
