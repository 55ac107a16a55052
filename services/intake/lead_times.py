"""How long evidence takes, from what is known so far. Pure.

A request that is still open has taken at least as long as until today, and nobody knows how much longer; one that was waived, or
lapsed with its referral, at least as long as until then. To leave them out would flatter whoever answers late or never. So
quantiles are read off the Kaplan-Meier curve, in which such a wait counts as under way for as long as it lasted (E. L. Kaplan,
P. Meier: Nonparametric Estimation from Incomplete Observations, 1958).
"""

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction

MEDIAN, NINE_TENTHS = Fraction(1, 2), Fraction(9, 10)


@dataclass(frozen=True, kw_only=True)
class Wait:
    """So many days; `over` when the evidence came, otherwise it was not there yet when we stopped looking."""

    days: int
    over: bool


def quantile(waits: Sequence[Wait], share: Fraction) -> int | None:
    """Days within which this share of the evidence comes; None when the curve does not get there: too few have come yet."""
    waiting = Fraction(1)
    for days in sorted({wait.days for wait in waits if wait.over}):
        under_way = sum(wait.days >= days for wait in waits)
        came = sum(wait.over and wait.days == days for wait in waits)
        waiting *= 1 - Fraction(came, under_way)
        if waiting <= 1 - share:
            return days
    return None
