"""F10 Money: months of work charged to each appropriation, and what one newly employed person costs.

A month of work is one full-time person for one calendar month: a share of 75 % for the whole of March is 0.75 months, and for
its first ten days 10/31 of that, whatever the month's length. Figures are exact and rounded only when shown.

Decisions where the definition is silent:
- Only days of the period up to `as_of` count: a share is planned beyond that day.
- Newly in work is the sum of F4 (`results`). The cost is the whole period's, for the units asked for, as somebody gives it: the
  authority's accounts are not in these systems. Nobody newly in work: no cost for each.
"""

from calendar import monthrange
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import ROUND_HALF_UP, Decimal
from fractions import Fraction
from typing import Final

from services.metrics.facts import Share
from services.metrics.figures.arguments import Arguments
from services.metrics.figures.shares import Rows

APPROPRIATIONS: Final = ("1:4", "1:1", "other")
ONE_DAY: Final = timedelta(days=1)


@dataclass(frozen=True, kw_only=True, slots=True)
class Months:
    """Months of work at one unit (None: at all), by appropriation; every appropriation is there."""

    unit: str | None
    by_appropriation: Mapping[str, Fraction]

    @property
    def total(self) -> Fraction:
        return sum(self.by_appropriation.values(), Fraction())


@dataclass(frozen=True, kw_only=True, slots=True)
class Money:
    """The figure. `cost` is in whole kronor, None when none was given; `newly_in_work` are the outcomes it is divided by."""

    arguments: Arguments
    total: Months
    units: tuple[Months, ...]
    cost: int | None
    newly_in_work: Rows

    @property
    def cost_per_newly_in_work(self) -> int | None:
        """Whole kronor, half a krona up; None without a cost, or with nobody newly in work."""
        if self.cost is None or not self.newly_in_work:
            return None
        return int((Decimal(self.cost) / len(self.newly_in_work)).quantize(Decimal(1), ROUND_HALF_UP))


def money(shares: Iterable[Share], newly_in_work: Rows, arguments: Arguments, *, cost: int | None = None) -> Money:
    """F10 of the period; a share given twice counts once."""
    by_unit: dict[str, dict[str, Fraction]] = defaultdict(lambda: dict.fromkeys(APPROPRIATIONS, Fraction()))
    for share in {share.share: share for share in shares}.values():
        if (arguments.unit is None or share.unit in arguments.unit) and (months := _months(share, arguments)):
            by_unit[share.unit][share.appropriation] += months
    units = tuple(Months(unit=unit, by_appropriation=by_unit[unit]) for unit in sorted(by_unit))
    whole = {name: sum((unit.by_appropriation[name] for unit in units), Fraction()) for name in APPROPRIATIONS}
    return Money(
        arguments=arguments,
        total=Months(unit=None, by_appropriation=whole),
        units=units,
        cost=cost,
        newly_in_work=newly_in_work,
    )


def _months(share: Share, arguments: Arguments) -> Fraction:
    first = max(share.from_on, arguments.from_)
    last = min(arguments.to, arguments.as_of, share.until or date.max)
    return Fraction(share.percent, 100) * months_between(first, last)


def months_between(first: date, last: date) -> Fraction:
    """Calendar months from the first day to the last, both included; part of a month by its own days. 0 if last < first."""
    return _place(last + ONE_DAY) - _place(first) if first <= last else Fraction()


def _place(day: date) -> Fraction:
    """Where the day begins, in calendar months."""
    return 12 * day.year + day.month + Fraction(day.day - 1, monthrange(day.year, day.month)[1])
