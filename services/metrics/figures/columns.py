"""Facts as columns: one array for each field, of a whole country at once.

A class of columns names its fields and the kind of each (`Ids`, `Days`, `Numbers`, `Flags`, `Texts`); `of` makes it from facts
with fields of the same names, and a read from the database fills it without an object for each row in between.
"""

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, fields
from datetime import date
from typing import Annotated, Any, Final, Self, cast, get_type_hints, overload
from uuid import UUID

import numpy as np
from numpy.typing import NDArray

from services.metrics.figures.days import FOREVER, Flags, Ints, ints

Ids = NDArray[np.bytes_]
"""Ids of 16 bytes each, which sort as the UUIDs do."""
Days = Annotated[Ints, "day"]
"""Day numbers (`date.toordinal`); FOREVER where there is no day."""
Numbers = Annotated[Ints, "number"]
"""Numbers of zero and above; NONE where there is none."""

ID: Final = np.dtype("S16")
NO_ID: Final = b"\0" * 16
"""Stands for no id where a field may have none."""
NONE: Final = -1


def ids(values: Iterable[UUID | None]) -> Ids:
    """The ids as a column."""
    if isinstance(values, Members):
        return values.column
    return np.frombuffer(b"".join([NO_ID if one is None else one.bytes for one in values]), dtype=ID)


def texts(column: Ids) -> list[str]:
    """The ids as 32 hexadecimal digits each, which take a fifth of the time that objects take."""
    whole = column.tobytes().hex()
    return [whole[at : at + 2 * ID.itemsize] for at in range(0, len(whole), 2 * ID.itemsize)]


def uuids(column: Ids) -> Iterator[UUID]:
    """The ids of a column, one by one."""
    # not item by item: numpy takes a last byte of zero for the end of the text
    whole = column.tobytes()
    return (UUID(bytes=whole[at : at + ID.itemsize]) for at in range(0, len(whole), ID.itemsize))


class Members(Sequence[UUID]):
    """The ids of what was counted, each once and in order. An id is an object only when somebody asks for it."""

    __slots__ = ("column",)

    def __init__(self, column: Ids) -> None:
        self.column = column

    @classmethod
    def of(cls, counted: Ids) -> Self:
        """Of a column in any order, with ids several times."""
        return cls(np.unique(counted))

    def __len__(self) -> int:
        return self.column.size

    def __iter__(self) -> Iterator[UUID]:
        return uuids(self.column)

    @overload
    def __getitem__(self, at: int) -> UUID: ...

    @overload
    def __getitem__(self, at: slice) -> "Members": ...

    def __getitem__(self, at: int | slice) -> "UUID | Members":
        if isinstance(at, slice):
            return Members(self.column[at])
        at = range(len(self))[at]
        return next(uuids(self.column[at : at + 1]))

    def __contains__(self, one: object) -> bool:
        if not isinstance(one, UUID) or not self.column.size:
            return False
        at = int(np.searchsorted(self.column, ids([one]))[0])
        return at < self.column.size and bool(self.column[at] == ids([one])[0])

    def __eq__(self, other: object) -> bool:
        if isinstance(other, Members):
            return bool(np.array_equal(self.column, other.column))
        return isinstance(other, Sequence) and tuple(self) == tuple(other)

    def __hash__(self) -> int:
        return hash(self.column.tobytes())

    def __repr__(self) -> str:
        return f"Members({list(self)})"


def places(wanted: Ids, among: Ids) -> Ints:
    """The place of each id in `among`, which is in order and has none twice; NONE for one that is not there."""
    if not among.size:
        return np.full(wanted.size, NONE, dtype=np.int64)
    found = np.minimum(np.searchsorted(among, wanted), among.size - 1)
    return np.where(among[found] == wanted, found, NONE)


def once(column: Ids) -> Ints:
    """The places of the ids, each once, in the order of the ids."""
    _, first = np.unique(column, return_index=True)
    return ints(first)


def grouped(codes: Ints) -> Iterator[tuple[int, Ints]]:
    """Each number, and its places in order."""
    order = np.argsort(codes, kind="stable")
    numbers, first = np.unique(codes[order], return_index=True)
    return zip(numbers.tolist(), np.split(order, first[1:]), strict=False)  # of no places there is still one empty part


@dataclass(frozen=True, slots=True, eq=False)
class Texts:
    """A text in each place, as the number of one of a few names."""

    codes: Ints
    names: tuple[str | None, ...]

    @classmethod
    def of(cls, values: Sequence[str | None]) -> Self:
        """The texts as a column."""
        names = tuple(dict.fromkeys(values))
        codes = {name: code for code, name in enumerate(names)}
        return cls(ints(list(map(codes.__getitem__, values))), names)

    def __len__(self) -> int:
        return len(self.codes)

    def __iter__(self) -> Iterator[str | None]:
        return map(self.names.__getitem__, self.codes.tolist())

    def __getitem__(self, kept: Flags | Ints) -> "Texts":
        return Texts(self.codes[kept], self.names)

    def among(self, names: Collection[str | None]) -> Flags:
        """Which of them are one of these names."""
        return np.array([name in names for name in self.names], dtype=bool)[self.codes]

    def translated(self, numbers: Iterable[int]) -> Ints:
        """For each place the number that stands for its name, given in the order of `names`."""
        return ints(list(numbers))[self.codes]


def joined(these: Texts, those: Texts) -> Texts:
    """The texts of both, one after the other."""
    known = {name: number for number, name in enumerate(dict.fromkeys((*these.names, *those.names)))}
    codes = [texts.translated(known[name] for name in texts.names) for texts in (these, those)]
    return Texts(np.concatenate(codes), tuple(known))


def days(values: Iterable[date | None]) -> Ints:
    """The dates as a column of day numbers."""
    return ints([FOREVER if day is None else day.toordinal() for day in values])


def _numbers(values: Iterable[int | None]) -> Ints:
    return ints([NONE if number is None else number for number in values])


def _flags(values: Iterable[bool]) -> Flags:
    return np.array(list(values), dtype=bool)


MADE: Final[Mapping[Any, Any]] = {Ids: ids, Days: days, Numbers: _numbers, Flags: _flags, Texts: Texts.of}
"""Kind → what makes a column of it from the values of a field."""


def kinds(of: type) -> Mapping[str, Any]:
    """The fields of a class of columns, and the kind of each."""
    return get_type_hints(of, include_extras=True)


@dataclass(frozen=True, slots=True, eq=False)
class Columns:
    """The columns of some facts; every one has as many places."""

    @classmethod
    def of(cls, facts: "Iterable[object] | Self") -> Self:
        """The facts as columns."""
        if isinstance(facts, cls):
            return facts
        told = list(cast("Iterable[object]", facts))
        return cls(**{name: MADE[kind]([getattr(fact, name) for fact in told]) for name, kind in kinds(cls).items()})

    def __len__(self) -> int:
        return len(getattr(self, fields(self)[0].name))

    def __getitem__(self, kept: Flags | Ints) -> Self:
        """The facts marked, or those at these places."""
        return type(self)(**{each.name: getattr(self, each.name)[kept] for each in fields(self)})
