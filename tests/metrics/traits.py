"""What rows are broken down by, from whole facts and one row at a time: what the reads of it are compared with."""

from collections.abc import Collection, Mapping
from dataclasses import replace
from datetime import date
from uuid import UUID

from services.metrics import gathering, queries
from services.metrics.facts import Employment, Referral
from services.metrics.figures.arguments import Arguments
from services.metrics.figures.breakdowns import Traits
from services.metrics.figures.referred import referral_traits
from services.metrics.queries import Period
from services.metrics.subjects import EMPLOYMENTS
from shared.db import Tx


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
