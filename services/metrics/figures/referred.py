"""The referrals that F8 counts, as columns: each with what it is broken down by."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

import numpy as np

from services.metrics.figures.breakdowns import NO_WORK, UNKNOWN, Breakdown, group_of_age
from services.metrics.figures.columns import NONE, Columns, Days, Ids, Numbers, Texts, grouped
from services.metrics.figures.days import Ints, ints


@dataclass(frozen=True, kw_only=True, slots=True, eq=False)
class Referred(Columns):
    """Referrals received. Of their traits only that of one breakdown is there: `trait`, or for age groups `birth_year`."""

    referral: Ids
    case_id: Ids
    unit: Texts
    received_on: Days
    accepted_on: Days
    birth_year: Numbers
    trait: Texts

    def groups(self, by: Breakdown) -> Mapping[str, Ints]:
        """The places of each group of the breakdown that they were made for, in order of the groups."""
        told = self._age_groups() if by is Breakdown.AGE_GROUP else self.trait
        nobody_knows = NO_WORK if by is Breakdown.FORM_OF_WORK else UNKNOWN
        names = [name or nobody_knows for name in told.names]
        number = told.translated(map(sorted(names).index, names))
        return {sorted(names)[group]: places for group, places in grouped(number)}

    def _age_groups(self) -> Texts:
        on, at = np.unique(self.received_on, return_inverse=True)
        year = ints([date.fromordinal(day).year for day in on.tolist()])[at]
        age = np.where(self.birth_year == NONE, NONE, np.maximum(year - self.birth_year, 0))
        ages, codes = np.unique(age, return_inverse=True)
        return Texts(codes, tuple(UNKNOWN if one == NONE else group_of_age(one) for one in ages.tolist()))
