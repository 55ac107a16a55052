"""Reads: what rows are broken down by, as it was known at an instant: of each case or referral the slice that it is in."""

from collections.abc import Collection
from typing import Any, Final
from uuid import UUID

import sqlalchemy as sa
from sqlalchemy.dialects.postgresql import distinct_on

from services.metrics.figures.arguments import Arguments
from services.metrics.figures.breakdowns import AGE_GROUPS, NO_WORK, OLDEST, UNKNOWN, Breakdown, Values
from services.metrics.figures.columns import ids, texts
from services.metrics.queries.access import BORN, TRAITS
from services.metrics.queries.asking import AS_OF, FROM, IDS, LAST, asked, at_units, known
from services.metrics.queries.columns import Part, reading
from services.metrics.subjects import CASES, EMPLOYMENTS, JUDGEMENTS, REFERRALS
from shared.db import Prepared, Row, Tx

Column = sa.ColumnElement[Any]

FEW: Final = 50_000
"""So many cases are looked up by their ids; of more, every case is read, which takes less time than to look for so many."""

cases, employments, referrals, judgements = (one.table for one in (CASES, EMPLOYMENTS, REFERRALS, JUDGEMENTS))
_case, _job, _sent, _judged = cases.c, employments.c, referrals.c, judgements.c
_these: Final = IDS.is_(None) | (_case.case_id == sa.any_(IDS))
_first_jobs: Final = (
    sa.select(_job.case_id, _job.form)
    .ext(distinct_on(_job.case_id))
    .where(known(employments), _job.started_on <= AS_OF, IDS.is_(None) | (_job.case_id == sa.any_(IDS)))
    .order_by(_job.case_id, _job.started_on, _job.employment)
    .subquery("first_jobs")
)
_began: Final = sa.func.coalesce(_case.started_on, _case.opened_on)
OF_A_CASE: Final[dict[Breakdown, Column]] = {
    Breakdown.SEX: _case.sex,
    Breakdown.DISABILITY_GROUP: _case.disability_group,
    Breakdown.SUPPORT_NEED: _judged.support_need,
    Breakdown.UNIT: _case.unit,
    Breakdown.REFERRAL_SOURCE: _case.referral_source,
    Breakdown.MUNICIPALITY: _case.municipality,
    Breakdown.FORM_OF_WORK: _first_jobs.c.form,
}


def _age_group(born: Column, on: Column) -> Column:
    """See `breakdowns.age_group`."""
    age = sa.cast(sa.extract("year", on), sa.Integer) - born
    nobody_knows = (born.is_(None) | on.is_(None), UNKNOWN)
    return sa.case(nobody_knows, *((age < below, group) for below, group in AGE_GROUPS), else_=OLDEST)


def _value(by: Breakdown, trait: Column | None, age_group: Column) -> Column:
    if trait is None:
        return age_group.label("value")
    return sa.func.coalesce(trait, NO_WORK if by is Breakdown.FORM_OF_WORK else UNKNOWN).label("value")


def _of_cases(by: Breakdown) -> sa.Select[Any]:
    value = _value(by, OF_A_CASE.get(by), _age_group(_case.birth_year, _began))
    return sa.select(_case.case_id.label("row"), value).select_from(_with(by)).where(known(cases), _these)


def _with(by: Breakdown) -> sa.FromClause:
    """The cases with what tells the value where they do not: joined, for one look-up for each case takes longer."""
    match by:
        case Breakdown.FORM_OF_WORK:
            return cases.outerjoin(_first_jobs, _first_jobs.c.case_id == _case.case_id)
        case Breakdown.SUPPORT_NEED:
            return cases.outerjoin(judgements, known(judgements) & (_judged.referral == _case.referral))
        case _:
            return cases


def _of_referrals(by: Breakdown) -> sa.Select[Any]:
    value = _value(by, TRAITS.get(by), _age_group(BORN, _sent.received_on))
    came = sa.or_(*(day.between(FROM, LAST) for day in (_sent.received_on, _sent.returned_on, _sent.accepted_on)))
    return sa.select(_sent.referral.label("row"), value).where(known(referrals), at_units(_sent.unit), came)


CASE_VALUES: Final = {by: Part(Values, _of_cases(by)) for by in Breakdown}
REFERRAL_VALUES: Final = {by: Part(Values, _of_referrals(by)) for by in Breakdown}
_READ: Final[dict[Part[Values], Prepared]] = {part: reading(part) for part in (*CASE_VALUES.values(), *REFERRAL_VALUES.values())}


async def values_of_cases(tx: Tx, arguments: Arguments, wanted: Collection[UUID], by: Breakdown) -> Values:
    """The values of these cases, and perhaps of others."""
    few = texts(ids(wanted)) if len(wanted) <= FEW else None
    part = CASE_VALUES[by]
    return _taken(part, await tx.one(_READ[part], **await asked(tx, arguments), ids=few))


async def values_of_referrals(tx: Tx, arguments: Arguments, by: Breakdown) -> Values:
    """The values of the referrals received, returned or accepted in the period at the units."""
    part = REFERRAL_VALUES[by]
    row = await tx.one(_READ[part], **await asked(tx, arguments))
    return _taken(part, row)


def _taken(part: Part[Values], row: Row) -> Values:
    found = part.taken(row)
    return found[found.row.argsort()]
