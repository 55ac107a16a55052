"""Small numbers in F2 and F3: when the figure is withheld from those who see every unit but no case.

The rule: an analyst is given the figure unless its cohort, the mature cases or the pending ones are 1-4. Whoever works at the
units knows the cases and is given every figure. The rule does not hide a small part of a large cohort, nor what two
questions tell by their difference; it is the least that holds, and it never shows a share of fewer than five. To withhold single
counts as the other figures do (`figures.small_cells`) would hide nothing here: the curves tell them by the day.
"""

from collections.abc import Sized
from typing import Final, Protocol

SMALLEST: Final = 5


class Cohort(Protocol):
    """What the rule looks at."""

    @property
    def cohort(self) -> Sized: ...

    @property
    def mature(self) -> Sized: ...

    @property
    def pending(self) -> Sized: ...


def too_small(figure: Cohort) -> bool:
    """Whether the figure would speak of one to four cases."""
    return any(0 < len(cases) < SMALLEST for cases in (figure.cohort, figure.mature, figure.pending))
