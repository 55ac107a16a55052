"""What rows are broken down by, from whole facts and one row at a time: what the reads of it are compared with."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import replace
from datetime import date
from types import MappingProxyType
from typing import Final, NamedTuple
from uuid import UUID

from services.metrics import queries
from services.metrics.facts import Case, Employment, Referral
from services.metrics.figures.arguments import Arguments
from services.metrics.figures.breakdowns import Breakdown, Traits
from services.metrics.figures.referred import Referred
from services.metrics.queries import Period, gathering
from services.metrics.subjects import EMPLOYMENTS
from shared.db import Tx

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


async def case_traits(tx: Tx, arguments: Arguments, ids: Collection[UUID]) -> dict[UUID, Traits]:
    """Of these cases."""
    forms, needs = await first_forms(tx, arguments), await support_needs(tx, arguments)
    return {
        case.case_id: Traits(
            unit=case.unit,
            on=case.started_on or case.opened_on,
            sex=case.sex,
            birth_year=case.birth_year,
            disability_group=case.disability_group,
            support_need=needs.get(case.referral) if case.referral else None,
            municipality=case.municipality,
            referral_source=case.referral_source,
            form=forms.get(case.case_id),
        )
        for case in await gathering.cases_by_id(tx, arguments, ids)
    }


async def referral_traits_of(tx: Tx, arguments: Arguments, referrals: Collection[Referral]) -> dict[UUID, Traits]:
    """Of these referrals: their own characteristics, else those of their cases."""
    cases = await gathering.cases_by_id(tx, arguments, [one.case_id for one in referrals if one.case_id])
    known, forms = {case.case_id: case for case in cases}, await first_forms(tx, arguments)
    return {
        one.referral: replace(
            referral_traits(one, known.get(one.case_id) if one.case_id else None),
            form=forms.get(one.case_id) if one.case_id else None,
        )
        for one in referrals
    }


async def support_needs(tx: Tx, arguments: Arguments) -> Mapping[UUID, str | None]:
    """Referral → the need of support as it was judged."""
    ever = Period(known_at=arguments.known_at, from_=date.min, last=arguments.as_of)
    return {one.referral: one.support_need for one in await queries.referrals(tx, ever)}


async def first_forms(tx: Tx, arguments: Arguments) -> Mapping[UUID, str]:
    """Case → the form of its first employment by `as_of`, as it began."""
    ever = Period(known_at=arguments.known_at, from_=date.min, last=arguments.as_of)
    jobs: list[Employment] = await queries.facts(tx, EMPLOYMENTS, ever)
    begun = sorted((job for job in jobs if job.started_on <= arguments.as_of), key=lambda job: (job.started_on, job.employment))
    return {job.case_id: job.form for job in reversed(begun)}
