"""Reads: the referrals that F8 counts, by the facts known at an instant. Of what they are broken down by, only what is asked for.

`Referred` says what the columns are: a trait is the referral's own, else its case's.
"""

from typing import Any, Final

import sqlalchemy as sa

from services.metrics.figures.arguments import Arguments
from services.metrics.figures.breakdowns import Breakdown
from services.metrics.figures.referred import Referred
from services.metrics.queries.asking import AS_OF, FROM, LAST, asked, at_units, known
from services.metrics.queries.columns import Part, reading
from services.metrics.subjects import CASES, EMPLOYMENTS, JUDGEMENTS, REFERRALS
from shared.db import Prepared, Tx

referrals, judgements, cases, employments = (one.table for one in (REFERRALS, JUDGEMENTS, CASES, EMPLOYMENTS))

_sent, _judged, _case, _job = referrals.c, judgements.c, cases.c, employments.c

_first_form: Final = (
    sa.select(_job.form)
    .where(known(employments), _job.case_id == _sent.case_id, _job.started_on <= AS_OF)
    .order_by(_job.started_on, _job.employment)
    .limit(1)
    .scalar_subquery()
)


def _judged_as(told: sa.ColumnElement[Any]) -> sa.ColumnElement[Any]:
    return sa.select(told).where(known(judgements), _judged.referral == _sent.referral).scalar_subquery()


def _else_of_its_case(own: sa.ColumnElement[Any], of_case: sa.ColumnElement[Any]) -> sa.ColumnElement[Any]:
    """PostgreSQL looks for the case of such a referral only that does not tell itself."""
    its_case = sa.select(of_case).where(known(cases), _case.case_id == _sent.case_id).scalar_subquery()
    return sa.func.coalesce(own, its_case)


TRAITS: Final[dict[Breakdown, sa.ColumnElement[Any]]] = {
    Breakdown.SEX: _else_of_its_case(_sent.sex, _case.sex),
    Breakdown.DISABILITY_GROUP: _else_of_its_case(_judged_as(_judged.disability_group), _case.disability_group),
    Breakdown.SUPPORT_NEED: _judged_as(_judged.support_need),
    Breakdown.UNIT: _sent.unit,
    Breakdown.REFERRAL_SOURCE: _sent.source,
    Breakdown.MUNICIPALITY: _else_of_its_case(_sent.municipality, _case.municipality),
    Breakdown.FORM_OF_WORK: _first_form,
}
BORN: Final = _else_of_its_case(_sent.birth_year, _case.birth_year)


def _referred(by: Breakdown) -> Part[Referred]:
    return Part(
        Referred,
        sa.select(
            _sent.referral,
            _sent.case_id,
            _sent.unit,
            _sent.received_on,
            _sent.accepted_on,
            (BORN if by is Breakdown.AGE_GROUP else sa.null()).label("birth_year"),
            TRAITS.get(by, sa.cast(sa.null(), sa.Text)).label("trait"),
        ).where(known(referrals), at_units(_sent.unit), _sent.received_on.between(FROM, LAST)),
    )


REFERRED: Final = {by: _referred(by) for by in Breakdown}
STATEMENTS: Final[dict[Breakdown, Prepared]] = {by: reading(part) for by, part in REFERRED.items()}


async def for_access(tx: Tx, arguments: Arguments, by: Breakdown) -> Referred:
    """The referrals received in the period, made for the breakdown."""
    row = await tx.one(STATEMENTS[by], **await asked(tx, arguments))
    return REFERRED[by].taken(row)
