"""The referrals that F8 counts, as columns: each with what it is broken down by."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from types import MappingProxyType
from typing import Final, NamedTuple
from uuid import UUID

import numpy as np

from services.metrics.facts import Case, Referral
from services.metrics.figures.breakdowns import NO_WORK, UNKNOWN, Breakdown, Traits, group_of_age
from services.metrics.figures.columns import NONE, Columns, Days, Ids, Numbers, Texts, grouped
from services.metrics.figures.days import Ints, ints

TRAITS: Final[Mapping[Breakdown, str]] = {
    Breakdown.SEX: "sex",
    Breakdown.DISABILITY_GROUP: "disability_group",
    Breakdown.SUPPORT_NEED: "support_need",
    Breakdown.UNIT: "unit",
    Breakdown.REFERRAL_SOURCE: "referral_source",
    Breakdown.MUNICIPALITY: "municipality",
    Breakdown.FORM_OF_WORK: "form",
}
"""Breakdown → the trait it is by. Of the age group only the birth year is told."""


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


class _Told(NamedTuple):
    """One referral, as the columns say it."""

    referral: UUID
    case_id: UUID | None
    unit: str
    received_on: date
    accepted_on: date | None
    birth_year: int | None
    trait: str | None


def referred(
    referrals: Iterable[Referral], cases: Iterable[Case], by: Breakdown, *, forms: Mapping[UUID, str] = MappingProxyType({})
) -> Referred:
    """These referrals, made for one breakdown. `forms`: case → the form of its first employment."""
    known = {case.case_id: case for case in cases}
    return Referred.of(
        _told(one, known.get(one.case_id), forms.get(one.case_id), by) if one.case_id else _told(one, None, None, by)
        for one in referrals
    )


def _told(referral: Referral, case: Case | None, form: str | None, by: Breakdown) -> _Told:
    traits = replace(referral_traits(referral, case), form=form)
    return _Told(
        referral=referral.referral,
        case_id=referral.case_id,
        unit=referral.unit,
        received_on=referral.received_on,
        accepted_on=referral.accepted_on,
        birth_year=traits.birth_year,
        trait=getattr(traits, TRAITS[by]) if by in TRAITS else None,
    )


def referral_traits(referral: Referral, case: Case | None) -> Traits:
    """What a referral is broken down by: its own characteristics, else those of its case. The need of support is judged of it."""
    return Traits(
        unit=referral.unit,
        on=referral.received_on,
        sex=referral.sex or (case.sex if case else None),
        birth_year=referral.birth_year or (case.birth_year if case else None),
        disability_group=referral.disability_group or (case.disability_group if case else None),
        support_need=referral.support_need,
        municipality=referral.municipality or (case.municipality if case else None),
        referral_source=referral.source,
    )
