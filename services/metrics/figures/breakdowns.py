"""A figure broken down: what it counted, by what is known of the persons when they came.

Every row that a figure counts has one value, so the slices of a breakdown have no row in common and
together are the whole. What nobody knows is a slice of its own, "unknown".
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Final, Self, assert_never
from uuid import UUID

import numpy as np

from services.metrics.figures.columns import NONE, Columns, Ids, Members, Texts, grouped, ids, joined, places, uuids
from services.metrics.figures.shares import NOTHING, Rows, rows

UNKNOWN: Final = "unknown"
NO_WORK: Final = "no-work"


class Breakdown(StrEnum):
    """What a figure can be broken down by."""

    SEX = "sex"
    AGE_GROUP = "age-group"
    DISABILITY_GROUP = "disability-group"
    SUPPORT_NEED = "support-need"
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
    support_need: str | None = None
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
            case Breakdown.SUPPORT_NEED:
                return self.support_need or UNKNOWN
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
    return UNKNOWN if birth_year is None or on is None else group_of_age(on.year - birth_year)


def group_of_age(age: int) -> str:
    """The age group of somebody of the age."""
    return next((group for below, group in AGE_GROUPS if age < below), OLDEST)


@dataclass(frozen=True, kw_only=True, slots=True, eq=False)
class Values(Columns):
    """The value that each row has in a breakdown, which is the slice it is in: in order of the rows' ids, each once."""

    row: Ids
    value: Texts

    @classmethod
    def by(cls, by: Breakdown, traits: Mapping[UUID, Traits]) -> Self:
        """The values that these traits give."""
        told = sorted(traits)
        return cls(row=ids(told), value=Texts.of([traits[row].value(by) for row in told]))

    def of_rows(self, wanted: Ids) -> Texts:
        """The value of each row. Raises KeyError for one without: to leave it out would make the slices less than the whole."""
        place = places(wanted, self.row)
        if (place == NONE).any():
            raise KeyError(next(uuids(wanted[place == NONE])))
        return self.value[place]

    def cut(self, counted: Rows) -> Mapping[str, Rows]:
        """The rows of each value that one of them has."""
        column = ids(rows(counted))
        of_rows = self.of_rows(column)
        return {of_rows.names[code] or UNKNOWN: Members(column[at]) for code, at in grouped(of_rows.codes)}

    def and_those(self, others: Self) -> Self:
        """These and the values of other rows."""
        row = np.r_[self.row, others.row]
        order = np.argsort(row)
        return type(self)(row=row[order], value=joined(self.value, others.value)[order])


@dataclass(frozen=True, kw_only=True, slots=True)
class Slice:
    """The rows of one value, by the groups of the figure."""

    value: str
    groups: Mapping[str, Rows]


def sliced(groups: Mapping[str, Rows], values: Values) -> tuple[Slice, ...]:
    """The groups of a figure cut by value, in order of the values; a value that no row has is not there.

    Raises KeyError for a row without a value.
    """
    found = {group: values.cut(counted) for group, counted in groups.items()}
    there = sorted({value for cut in found.values() for value in cut})
    return tuple(Slice(value=value, groups={group: cut.get(value, NOTHING) for group, cut in found.items()}) for value in there)
