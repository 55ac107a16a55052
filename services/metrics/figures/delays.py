"""F11 Registration delay: days from when a fact was so to when it was recorded, per kind of fact and unit.

Decisions where the definition is silent:
- Facts dated within [from, to], up to `as_of`, and recorded by `known_at`. Corrections are no new facts and are not counted;
  nor is a fact without a date. What was recorded before its date (a planned day) was recorded in time: its delay is 0.
- The share after 30 days is of those recorded more than 30 days after their date. Of the latest days only what came at once
  can be known, so delays of a period that is just over look shorter than they will be.
"""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final, NamedTuple

from services.metrics.figures.arguments import Arguments
from services.metrics.figures.shares import Share
from services.metrics.figures.spread import Spread, spread_of

LONG: Final = 30

Counted = dict[int, int]
"""Days → how many facts. A `Counter` takes twice as long over the tens of thousands of numbers of a year."""


class Delayed(NamedTuple):
    """So many facts of one kind at a unit were recorded so many days after their date. `unit` None: of no unit that is known."""

    kind: str
    unit: str | None
    days: int
    facts: int


@dataclass(frozen=True, kw_only=True, slots=True)
class Delay:
    """The delays of one kind of fact at one unit; `unit` None is every unit together."""

    kind: str
    unit: str | None
    spread: Spread
    after_30_days: Share


@dataclass(frozen=True, kw_only=True, slots=True)
class Delays:
    """The figure: by kind, and by kind and unit. The units' facts add up to the kind's, but for those of no known unit."""

    arguments: Arguments
    by_kind: tuple[Delay, ...]
    by_unit: tuple[Delay, ...]


def delays(found: Iterable[Delayed], arguments: Arguments) -> Delays:
    """F11's first half."""
    kinds: dict[str, Counted] = defaultdict(lambda: defaultdict(int))
    units: dict[tuple[str, str], Counted] = defaultdict(lambda: defaultdict(int))
    for kind, unit, late, facts in found:
        days = max(late, 0)
        kinds[kind][days] += facts
        if unit is not None:
            units[kind, unit][days] += facts
    return Delays(
        arguments=arguments,
        by_kind=tuple(_delay(kind, None, kinds[kind]) for kind in sorted(kinds)),
        by_unit=tuple(_delay(kind, unit, units[kind, unit]) for kind, unit in sorted(units)),
    )


def _delay(kind: str, unit: str | None, days: Counted) -> Delay:
    late = sum(count for day, count in days.items() if day > LONG)
    return Delay(
        kind=kind,
        unit=unit,
        spread=spread_of(days),
        after_30_days=Share(numerator=late, denominator=sum(days.values())),
    )
