"""The same rankings as `ranking`, for thousands at once: every requirement and every gap is one operation on a column.

Import it where it is used: it needs numpy (see `columns`).
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import reduce
from typing import Any, Final
from uuid import UUID

import numpy as np
from numpy.typing import NDArray

from services.placement.events.candidacy import RequirementCode
from services.placement.events.vocabulary import LICENCES, SHIFTS
from services.placement.matching import packing
from services.placement.matching.columns import Column, Lists, Openings, Seekers
from services.placement.matching.requirements import CHECKS
from services.placement.matching.scoring import CLOSED, DIGITS, FITS, OPEN, PER_DIGIT
from services.placement.matching.sides import Opening, Seeker

Mask = NDArray[np.bool_]

ORDER: Final[tuple[RequirementCode, ...]] = tuple(CHECKS)
POINTS: Final = np.array([FITS, *OPEN[1:]], dtype=np.int8)
"""By the size of a gap that nothing closes."""


@dataclass(frozen=True, kw_only=True)
class Ranking:
    """`order` are the rows that meet every requirement, best first; `excluded` the others, by id. The rest is by row.

    Bit n of `missed` is the n-th requirement of `ORDER`.
    """

    ids: Column
    order: Column
    excluded: Column
    score: Column
    nearness: Column
    missed: Column

    def identities(self, rows: Column) -> list[UUID]:
        return identities(self.ids[rows])

    def missing(self, code: RequirementCode) -> Column:
        """The excluded rows that miss this requirement (and perhaps others)."""
        missing: Column = self.excluded[(self.missed[self.excluded] >> ORDER.index(code)) & 1 == 1]
        return missing

    def missed_by_requirement(self) -> dict[RequirementCode, int]:
        """How many rows miss each requirement; a row can miss several."""
        return {code: len(self.missing(code)) for code in ORDER}


def identities(ids: Column) -> list[UUID]:
    return [UUID(int=(int(high) << 64) | int(low)) for high, low in zip(ids["high"], ids["low"], strict=True)]


def openings_for(seeker: Seeker, openings: Openings, on: date) -> Ranking:
    """Jobs for the seeker: what `ranking.openings_for` gives."""
    facts = openings.facts
    abilities = _levels(packing.levels(seeker.abilities))
    shifts, licences = packing.bits(seeker.shifts, SHIFTS), packing.bits(seeker.licences, LICENCES)
    met: Mapping[RequirementCode, Mask] = {
        "presentation": _permitted(seeker, facts["employer"], on),
        "hours": (facts["hours_from"] <= packing.quarters(seeker.hours_to))
        & (packing.quarters(seeker.hours_from) <= facts["hours_to"]),
        "shifts": (facts["shifts"] | shifts) == shifts,
        "place": _among(seeker.municipalities)[facts["municipality"]],
        "licence": (facts["licences"] | licences) == licences,
        "language": _speaks(seeker, openings),
        "occupation-not-excluded": ~_among(seeker.excluded)[facts["occupation"]],
        "osa": facts["sheltered"] == 0,
    }
    near = _nearness_of_codes(seeker)[facts["occupation"]]
    return _ranking(facts["id"], met, near, _fits(facts["demands"], facts["lowered"], abilities))


def seekers_for(opening: Opening, seekers: Seekers, on: date) -> Ranking:
    """Seekers for the job: what `ranking.seekers_for` gives."""
    facts, everyone = seekers.facts, np.ones(len(seekers), dtype=np.bool_)
    occupation, municipality = int(opening.occupation), int(opening.municipality)
    shifts, licences = packing.bits(opening.shifts, SHIFTS), packing.bits(opening.licences, LICENCES)
    met: Mapping[RequirementCode, Mask] = {
        "presentation": _permitting(seekers, opening, on),
        "hours": (packing.quarters(opening.hours_from) <= facts["hours_to"])
        & (facts["hours_from"] <= packing.quarters(opening.hours_to)),
        "shifts": (facts["shifts"] & shifts) == shifts,
        "place": _naming(seekers.municipalities, municipality, len(seekers)),
        "licence": (facts["licences"] & licences) == licences,
        "language": _speaking(seekers, opening),
        "occupation-not-excluded": ~_naming(seekers.excluded, occupation, len(seekers)),
        "osa": everyone & (not opening.sheltered),
    }
    demands, lowered = _levels(packing.levels(opening.demands)), _levels(packing.lowered(opening.adaptations))
    return _ranking(facts["id"], met, _nearness_to(seekers, occupation), _fits(demands, lowered, facts["abilities"]))


def _levels(by_dimension: bytes) -> Column:
    """A level for each dimension, beside the rows."""
    return np.frombuffer(by_dimension, np.uint8)[:, np.newaxis]


def _among(codes: frozenset[str]) -> Mask:
    """By every four-digit code: whether it is one of these."""
    among = np.zeros(packing.CODES, dtype=np.bool_)
    among[[int(code) for code in codes]] = True
    return among


def _naming(lists: Lists, code: int, count: int) -> Mask:
    """By row: whether its list names the code."""
    naming = np.zeros(count, dtype=np.bool_)
    naming[lists.rows[lists.values == code]] = True
    return naming


def _permitted(seeker: Seeker, employers: Column, on: date) -> Mask:
    others = seeker.permission.others
    permitted = np.full(len(employers), others is not None and others.holds(on), dtype=np.bool_)
    for employer, window in seeker.permission.named.items():
        permitted[_is(employers, employer)] = window.holds(on)
    return permitted


def _permitting(seekers: Seekers, opening: Opening, on: date) -> Mask:
    day, named = on.toordinal(), seekers.named
    permitting: Mask = (seekers.facts["since"] != packing.NEVER) & _holds(seekers.facts, day)
    about = _is(named.values["employer"], opening.employer)
    permitting[named.rows[about]] = _holds(named.values[about], day)
    return permitting


def _holds(windows: Any, day: int) -> Mask:
    within: Mask = (windows["since"] <= day) & (day <= windows["until"])
    return within


def _is(ids: Column, wanted: UUID) -> Mask:
    high, low = np.uint64(wanted.int >> 64), np.uint64(wanted.int & 0xFFFFFFFFFFFFFFFF)
    same: Mask = (ids["high"] == high) & (ids["low"] == low)
    return same


def _speaks(seeker: Seeker, openings: Openings) -> Mask:
    spoken = np.zeros(packing.LANGUAGES, dtype=np.uint8)
    for code, level in seeker.languages.items():
        spoken[packing.language(code)] = level
    needed = openings.languages
    speaks = np.ones(len(openings), dtype=np.bool_)
    speaks[needed.rows[spoken[needed.values["code"]] < needed.values["level"]]] = False
    return speaks


def _speaking(seekers: Seekers, opening: Opening) -> Mask:
    spoken, each = seekers.languages, [np.ones(len(seekers), dtype=np.bool_)]
    for code, level in opening.languages.items():
        enough = (spoken.values["code"] == packing.language(code)) & (spoken.values["level"] >= level)
        speaking = np.full(len(seekers), level == 0, dtype=np.bool_)
        speaking[spoken.rows[enough]] = True
        each.append(speaking)
    return reduce(np.logical_and, each)


def _nearness_of_codes(seeker: Seeker) -> Column:
    """By every occupation code: how many digits it shares with the nearest wished one."""
    near = np.zeros(packing.CODES, dtype=np.int16)
    for digits in range(1, DIGITS + 1):  # from far to near, so that the nearest is written last
        width = 10 ** (DIGITS - digits)
        for first in {int(code) // width * width for code in seeker.wished}:
            near[first : first + width] = digits
    return near


def _nearness_to(seekers: Seekers, occupation: int) -> Column:
    near, wished = np.zeros(len(seekers), dtype=np.int16), seekers.wished
    for digits in range(1, DIGITS + 1):
        width = 10 ** (DIGITS - digits)
        near[wished.rows[wished.values // width == occupation // width]] = digits
    return near


def _fits(demands: Column, lowered: Column, abilities: Column) -> Column:
    """By row: the points of all dimensions."""
    gap = np.maximum(demands, abilities) - abilities
    closed = (gap > 0) & (lowered <= abilities)
    points: Column = np.where(closed, np.int8(CLOSED), POINTS[gap]).sum(axis=0, dtype=np.int16)
    return points


def _ranking(ids: Column, met: Mapping[RequirementCode, Mask], near: Column, fits: Column) -> Ranking:
    missed = np.zeros(len(ids), dtype=np.uint8)
    for place, code in enumerate(ORDER):
        missed |= (~met[code]).astype(np.uint8) << np.uint8(place)
    score = near * np.int16(PER_DIGIT) + fits
    matching = np.flatnonzero(missed == 0)
    first = -(score[matching].astype(np.int16) * np.int16(DIGITS + 1) + near[matching])
    order = matching[np.argsort(first, kind="stable")]  # rows come by id, which settles what is equal
    return Ranking(ids=ids, order=order, excluded=np.flatnonzero(missed), score=score, nearness=near, missed=missed)
