"""The scale that F7 compares with, and its steps."""

from collections.abc import Sequence
from enum import IntEnum
from fractions import Fraction
from typing import Final

import numpy as np

from services.metrics.figures.days import Ints

SCALE: Final = "Supported Employment Fidelity Scale (IPS-25)"
SCALE_VERSION: Final = "2008"
SCALE_SOURCE: Final = "Bond, Peterson, Becker & Drake (2012), Psychiatric Services 63(8), 758-763"
CASELOAD_STEPS: Final = (20, 25, 30, 40)
CONTACT_STEPS: Final = (30, 60, 150, 270)


class Score(IntEnum):
    """5 is the best."""

    FIVE = 5
    FOUR = 4
    THREE = 3
    TWO = 2
    ONE = 1


def score(number: float | Fraction, steps: Sequence[int]) -> Score:
    """5 up to the first step, 4 up to the second, and so on; 1 over the last."""
    return next((mark for mark, step in zip(Score, steps, strict=False) if number <= step), Score.ONE)


def scores(numbers: Ints, steps: Sequence[int]) -> Ints:
    """The score of each of the numbers, of four steps."""
    return Score.FIVE - np.searchsorted(steps, numbers)
