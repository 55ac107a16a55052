"""Counts that name what they counted, and shares that never travel without numerator and denominator."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Final
from uuid import UUID

import numpy as np

from services.metrics.figures.columns import Members, ids

Rows = Sequence[UUID]


NOTHING: Final[Rows] = Members(ids(()))


@dataclass(frozen=True, kw_only=True, slots=True)
class Share:
    """`numerator` of `denominator` cases."""

    numerator: int
    denominator: int

    @property
    def value(self) -> float | None:
        """Between 0 and 1; None over nothing: no share of nobody is 0."""
        return self.numerator / self.denominator if self.denominator else None


def share(part: Rows, *wholes: Rows) -> Share:
    """The rows of `part` over all rows of `wholes` together."""
    return Share(numerator=len(part), denominator=sum(map(len, wholes)))


def rows(cases: Iterable[UUID]) -> Rows:
    """The case ids, each once, in one order whatever order they came in."""
    return cases if isinstance(cases, Members) else Members.of(ids(cases))


def together(counted: Iterable[Rows]) -> Rows:
    """The rows of all of these, each once."""
    return Members.of(np.concatenate([ids(()), *map(ids, counted)]))


def difference(now: Share, then: Share) -> float | None:
    """How much higher the share is now (0.05 = five percentage points); None if either has no value."""
    if now.value is None or then.value is None:
        return None
    return now.value - then.value
