"""Words that profiles and job analyses share: what a job demands is said in the same terms as what a person can meet."""

from dataclasses import dataclass
from typing import Literal, get_args

Dimension = Literal["pace", "precision", "social", "physical", "cognitive", "environment", "digital", "language"]
DIMENSIONS: tuple[Dimension, ...] = get_args(Dimension)

Licence = Literal["AM", "A", "B", "BE", "C", "CE", "D", "forklift"]
"""Driving licences by category, and the forklift certificate ("truckkort"). A job that needs none has an empty list."""
LICENCES: tuple[Licence, ...] = get_args(Licence)

Shift = Literal["day", "evening", "night", "weekend"]
SHIFTS: tuple[Shift, ...] = get_args(Shift)

LOWEST_LEVEL, HIGHEST_LEVEL = 0, 4
"""0 nothing, 1 a little, 2 some, 3 much, 4 very much. The same scale for demands and for languages."""


@dataclass(frozen=True, kw_only=True)
class Demand:
    """For a job what it demands in `dimension`, for a seeker the highest demand the person can meet: 0-4."""

    dimension: Dimension
    level: int


@dataclass(frozen=True, kw_only=True)
class Adaptation:
    """What an employer can adapt: by `measure` (a code of `services.placement.measures`) the demand becomes `lowers_to`."""

    dimension: Dimension
    measure: str
    lowers_to: int


@dataclass(frozen=True, kw_only=True)
class LanguageLevel:
    """For a job what it needs, for a seeker what the person has. `language` is an ISO 639-1 code, `level` 0-4."""

    language: str
    level: int
