"""Reads: when the first word of work came, of each case that got work within 180 days: what F11's maturity learns from."""

from typing import Final

import sqlalchemy as sa

from services.metrics.figures.arguments import STOCKHOLM, Arguments
from services.metrics.figures.maturity import FirstWords
from services.metrics.figures.outflow import DAYS
from services.metrics.figures.worktypes import forms_of
from services.metrics.queries.asking import FORMS, FROM, KNOWN_AT, LAST, asked, at_units, known
from services.metrics.queries.columns import Part, reading
from services.metrics.subjects import CASES, EMPLOYMENTS
from shared.db import Tx

_case, _job = CASES.table.c, EMPLOYMENTS.table.c


_known_on = sa.cast(_job.known_from.op("at time zone")(str(STOCKHOLM)), sa.Date)
WORDS: Final = Part(
    FirstWords,
    # An employment counts with what was ever known of it: also a word that was corrected later was word of work.
    sa.select(_case.case_id.label("case"), sa.func.greatest(sa.func.min(_known_on - _case.started_on), 0).label("after"))
    .join(EMPLOYMENTS.table, _job.person == _case.person)
    .where(
        known(CASES.table),
        at_units(_case.unit),
        _case.started_on.between(FROM, LAST),
        _job.known_from <= KNOWN_AT,
        _job.started_on <= _case.started_on + DAYS,
        _job.ended_on.is_(None) | (_job.ended_on >= _case.started_on),
        (_job.form == sa.any_(FORMS)) | _job.changes_form.overlap(FORMS),
    )
    .group_by(_case.case_id),
)
STATEMENT: Final = reading(WORDS)


async def first_words_of_work(tx: Tx, arguments: Arguments) -> FirstWords:
    """Of the cases started in the period, those that there was word of work of by `known_at`."""
    row = await tx.one(
        STATEMENT,
        **await asked(tx, arguments),
        forms=forms_of(arguments.work_classes),
    )
    return WORDS.taken(row)
