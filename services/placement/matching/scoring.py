"""The score of a match that meets every requirement: whole points, so that it is the same everywhere. Pure.

Nearness to a wished occupation gives at most 52 points, each of the eight dimensions at most 6: together 100. The weights are
practice, not law: they say that what the person wants counts as much as what the person manages.
"""

from collections.abc import Iterable
from typing import Final

from services.placement.events.candidacy import DimensionFit
from services.placement.events.vocabulary import DIMENSIONS, Adaptation, Dimension
from services.placement.matching.sides import Opening, Seeker

DIGITS: Final = 4
PER_DIGIT: Final = 13
"""Points for each leading digit that the occupation shares with the nearest wished one in the SSYK tree."""

FITS: Final = 6
"""Points of a dimension in which the person meets the demand as it is."""

CLOSED: Final = 4
"""Points when an adaptation the employer offers lowers the demand to what the person meets."""

OPEN: Final = (0, 2, 1, 0, 0)
"""Points by the size of a gap that nothing closes: a small one can be worked on."""

MOST: Final = DIGITS * PER_DIGIT + len(DIMENSIONS) * FITS


def nearness(occupation: str, wished: Iterable[str]) -> int:
    """0-4: how many leading digits the occupation shares with the nearest wished one; 4 is the same."""
    return max((shared_digits(occupation, wish) for wish in wished), default=0)


def shared_digits(one: str, other: str) -> int:
    return next((place for place in range(DIGITS) if one[place] != other[place]), DIGITS)


def fit(seeker: Seeker, opening: Opening, dimension: Dimension) -> DimensionFit:
    """The demand against the ability, and the adaptation that closes the gap between them."""
    demand, ability = opening.demands.get(dimension, 0), seeker.abilities.get(dimension)
    meets = ability or 0
    gap = max(0, demand - meets)
    closing = closed_by(opening.adaptations, dimension, meets) if gap else None
    return DimensionFit(dimension=dimension, demand=demand, ability=ability, gap=gap, closed_by=closing)


def closed_by(adaptations: Iterable[Adaptation], dimension: Dimension, meets: int) -> str | None:
    """The measure that changes least and still lowers the demand far enough; of several alike the first by its code."""
    enough = [one for one in adaptations if one.dimension == dimension and one.lowers_to <= meets]
    return min(enough, key=lambda one: (-one.lowers_to, one.measure)).measure if enough else None


def points(fitting: DimensionFit) -> int:
    """What the dimension adds to the score."""
    if fitting.gap == 0:
        return FITS
    return CLOSED if fitting.closed_by is not None else OPEN[fitting.gap]


def score(near: int, fits: Iterable[DimensionFit]) -> int:
    """0-100."""
    return near * PER_DIGIT + sum(map(points, fits))
