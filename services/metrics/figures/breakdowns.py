"""A figure broken down: what it counted, by what is known of the persons when they came.

Every row that a figure counts has its traits, and each trait one value, so the slices of a breakdown have no row in common and
together are the whole. What nobody knows is a slice of its own, "unknown".
"""

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Final, assert_never
from uuid import UUID

from services.metrics.figures.shares import Rows

UNKNOWN: Final = "unknown"
NO_WORK: Final = "no-work"


class Breakdown(StrEnum):
    """What a figure can be broken down by."""

    SEX = "sex"
    AGE_GROUP = "age-group"
    DISABILITY_GROUP = "disability-group"
    UNIT = "unit"
    REFERRAL_SOURCE = "referral-source"
    MUNICIPALITY = "municipality"
    FORM_OF_WORK = "form-of-work"


AGE_GROUPS: Final = ((25, "under-25"), (30, "25-29"), (40, "30-39"), (50, "40-49"), (60, "50-59"))
"""Below this age: this group. Age is the one that the person turns in the year: only the birth year is published."""
OLDEST: Final = "60-plus"


@dataclass(frozen=True, kw_only=True, slots=True)
class Traits:
    """What is known of one counted row. `on` is its start (a referral: when it came); `unit` where it is counted.

    `form` is the form of the first employment of the case by `as_of`, as it began; None when it has none.
    """

    unit: str
    on: date | None
    sex: str | None = None
    birth_year: int | None = None
    disability_group: str | None = None
    municipality: str | None = None
    referral_source: str | None = None
    form: str | None = None

    def value(self, by: Breakdown) -> str:
        """The slice that the row is in."""
        match by:
            case Breakdown.SEX:
                return self.sex or UNKNOWN
            case Breakdown.AGE_GROUP:
                return age_group(self.birth_year, self.on)
            case Breakdown.DISABILITY_GROUP:
                return self.disability_group or UNKNOWN
            case Breakdown.UNIT:
                return self.unit
            case Breakdown.REFERRAL_SOURCE:
                return self.referral_source or UNKNOWN
            case Breakdown.MUNICIPALITY:
                return self.municipality or UNKNOWN
            case Breakdown.FORM_OF_WORK:
                return self.form or NO_WORK
            case _:
                assert_never(by)


def age_group(birth_year: int | None, on: date | None) -> str:
    """The age group at the start."""
    if birth_year is None or on is None:
        return UNKNOWN
    age = on.year - birth_year
    return next((group for below, group in AGE_GROUPS if age < below), OLDEST)


@dataclass(frozen=True, kw_only=True, slots=True)
class Slice:
    """The rows of one value, by the groups of the figure."""

    value: str
    groups: Mapping[str, Rows]


def sliced(groups: Mapping[str, Rows], traits: Mapping[UUID, Traits], by: Breakdown) -> tuple[Slice, ...]:
    """The groups of a figure cut by value, in order of the values; a value that no row has is not there.

    Raises KeyError for a row without traits: to leave it out would make the slices less than the whole.
    """
    found: dict[str, dict[str, list[UUID]]] = defaultdict(lambda: {group: [] for group in groups})
    for group, counted in groups.items():
        for row in counted:
            found[traits[row].value(by)][group].append(row)
    return tuple(
        Slice(value=value, groups={group: tuple(counted) for group, counted in found[value].items()}) for value in sorted(found)
    )
