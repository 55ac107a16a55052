"""Facts as rows of a table: one column for each plain field; one array for each field of the values in a list.

`tenures: tuple[Tenure, ...]` is kept as the arrays `tenures_unit`, `tenures_support_person` and `tenures_from_on`: a figure that
needs no tenures does not read them, and SQL can look into them.
"""

from collections.abc import Callable, Iterable, Sequence
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
        self.of: Any = of if hasattr(of, "_fields") else None
        self.get = attrgetter(name)
        hints = get_type_hints(of) if self.of else {}
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
        return tuple(map(self.of._make, zip(*arrays, strict=True)))


class Form(Generic[F]):
    """How facts of one type are rows. A fact is a named tuple, so that a row is one without further ado; its lists come last."""

    def __init__(self, fact: type[F]) -> None:
        hints = get_type_hints(fact)
        lists = {name: item for name, hint in hints.items() if (item := _item(hint)) is not None}
        self.fact: Any = fact
        self.plain = [name for name in hints if name not in lists]
        if [*self.plain, *lists] != list(hints):
            raise TypeError(f"The lists of {fact.__name__} must be its last fields.")
        self.lists = [Listed(name, item) for name, item in lists.items()]
        self._hints = hints

    @property
    def names(self) -> list[str]:
        """The columns of a fact, in order."""
        return [*self.plain, *(column for listed in self.lists for column in listed.names)]

    def columns(self) -> list[sa.Column[Any]]:
        """Columns of one table: to be called once."""
        plain = [(name, *_plain(self._hints[name])) for name in self.plain]
        return [
            *(sa.Column(name, kind, nullable=nullable) for name, kind, nullable in plain),
            *(column for listed in self.lists for column in listed.columns),
            sa.Column("known_from", sa.DateTime(timezone=True), nullable=False),
            sa.Column("known_to", sa.DateTime(timezone=True), comment="exclusive; null: still known"),
        ]

    def record(self, known: Known[F]) -> Record:
        """The row: the fact's columns, and when it was known."""
        fact: Any = known.fact
        if not self.lists:
            return (*fact, known.known_from, known.known_to)
        arrays = [array for listed in self.lists for array in listed.arrays(fact)]
        return (*fact[: len(self.plain)], *arrays, known.known_from, known.known_to)

    def facts(self, rows: Iterable[Any]) -> list[F]:
        """The facts in rows of their columns."""
        make: Callable[[Any], F] = self._listed if self.lists else self.fact._make
        return list(map(make, rows))

    def known(self, row: Sequence[Any]) -> Known[F]:
        """The fact in a row of its columns and when it was known; still open when the end is not told."""
        width = len(self.names)
        [fact] = self.facts([row[:width]])
        return Known(fact, *row[width:])

    def _listed(self, row: Any) -> F:
        at = len(self.plain)
        values = [*row[:at]]
        for listed in self.lists:
            after = at + len(listed.names)
            values.append(listed.values(row[at:after]) if row[at] else ())
            at = after
        made: F = self.fact._make(values)
        return made


def _item(hint: Any) -> type | None:
    """What a tuple holds; None for what is no tuple."""
    return get_args(hint)[0] if get_origin(hint) is tuple else None


def _plain(hint: Any) -> tuple[TypeEngine[Any], bool]:
    """The column type of a plain field, and whether it may be null."""
    if get_origin(hint) in {Union, UnionType}:
        [kind] = [each for each in get_args(hint) if each is not NoneType]
        return TYPES[kind](), True
    return TYPES[hint](), False
