"""Thousands of seekers or openings by column, read from their bytes without a loop over them.

Import it where it is used: numpy takes time and memory that a service with nothing to match need not spend.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray

from services.placement.matching import packing
from services.placement.matching.packing import PackedOpening, PackedSeeker
from services.placement.matching.sides import Opening, Seeker

Column = NDArray[Any]

UUID_DTYPE: Final = [("high", ">u8"), ("low", ">u8")]
OPENING: Final = np.dtype(
    [
        ("id", UUID_DTYPE),
        ("employer", UUID_DTYPE),
        ("occupation", ">u2"),
        ("hours_from", ">u2"),
        ("hours_to", ">u2"),
        ("municipality", ">u2"),
        ("shifts", "u1"),
        ("licences", "u1"),
        ("sheltered", "u1"),
        ("demands", "u1", 8),
        ("lowered", "u1", 8),
        ("languages", ">u2"),
    ]
)
SEEKER: Final = np.dtype(
    [
        ("id", UUID_DTYPE),
        ("hours_from", ">u2"),
        ("hours_to", ">u2"),
        ("shifts", "u1"),
        ("licences", "u1"),
        ("abilities", "u1", 8),
        ("since", ">u4"),
        ("until", ">u4"),
        ("municipalities", ">u2"),
        ("languages", ">u2"),
        ("wished", ">u2"),
        ("excluded", ">u2"),
        ("named", ">u2"),
    ]
)
CODE: Final = np.dtype(">u2")
LEVEL: Final = np.dtype([("code", ">u2"), ("level", ">u2")])
NAMED: Final = np.dtype([("employer", UUID_DTYPE), ("since", ">u4"), ("until", ">u4")])


@dataclass(frozen=True, kw_only=True)
class Lists:
    """A list for each row, one after the other: `rows` tells whose each value is."""

    rows: Column
    values: Column


@dataclass(frozen=True, kw_only=True)
class Openings:
    """Openings by column, in the order of their ids. Demands are by dimension, then by opening."""

    facts: dict[str, Column]
    languages: Lists

    def __len__(self) -> int:
        return len(self.facts["id"])


@dataclass(frozen=True, kw_only=True)
class Seekers:
    """Seekers by column, in the order of their cases."""

    facts: dict[str, Column]
    municipalities: Lists
    languages: Lists
    wished: Lists
    excluded: Lists
    named: Lists

    def __len__(self) -> int:
        return len(self.facts["id"])


def openings(packed: PackedOpening) -> Openings:
    """Of many openings' bytes, joined in any order."""
    facts = np.frombuffer(packed.facts, OPENING)
    order = _by_id(facts)
    return Openings(facts=_columns(facts[order]), languages=_lists(facts["languages"], order, packed.languages, LEVEL))


def seekers(packed: PackedSeeker) -> Seekers:
    """Of many seekers' bytes, joined in any order."""
    facts = np.frombuffer(packed.facts, SEEKER)
    order = _by_id(facts)
    lists = {
        part: _lists(facts[part], order, getattr(packed, part), kind)
        for part, kind in (
            ("municipalities", CODE),
            ("languages", LEVEL),
            ("wished", CODE),
            ("excluded", CODE),
            ("named", NAMED),
        )
    }
    return Seekers(facts=_columns(facts[order]), **lists)


def openings_of(many: Iterable[Opening]) -> Openings:
    """Openings in any order, by column."""
    packed = [packing.pack_opening(one) for one in many]
    return openings(PackedOpening(**{part: _joined(packed, part) for part in packing.PARTS_OF_OPENING}))


def seekers_of(many: Iterable[Seeker]) -> Seekers:
    """Seekers in any order, by column."""
    packed = [packing.pack_seeker(one) for one in many]
    return seekers(PackedSeeker(**{part: _joined(packed, part) for part in packing.PARTS_OF_SEEKER}))


def _joined(packed: Sequence[PackedOpening] | Sequence[PackedSeeker], part: str) -> bytes:
    return b"".join(getattr(one, part) for one in packed)


def _columns(facts: Column) -> dict[str, Column]:
    """Each field by itself, in the machine's own byte order; what is by dimension has the dimensions first."""
    return {name: _native(facts[name]) for name in facts.dtype.names or ()}


def _native(column: Column) -> Column:
    if column.dtype.names:
        return column.astype([(name, "u8") for name in column.dtype.names])
    return np.ascontiguousarray(column.T.astype(column.dtype.newbyteorder("=")))


def _by_id(facts: Column) -> Column:
    """The places of the rows in the order of their ids, so that no order of what comes in changes a ranking."""
    ids = facts["id"]
    return np.lexsort((ids["low"].astype("u8"), ids["high"].astype("u8")))


def _lists(counts: Column, order: Column, values: bytes, kind: np.dtype[Any]) -> Lists:
    """The lists of rows that have moved into this order."""
    place = np.empty(len(order), dtype=np.intp)
    place[order] = np.arange(len(order))
    return Lists(rows=np.repeat(place, counts), values=np.frombuffer(values, kind))
