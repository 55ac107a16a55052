"""An employment as the spells that a figure counts: those of the chosen work classes. Pure.

The form of an employment can change, and with it its class: who goes from protected to regular work in one employment is in
regular work from that day, not before. So an employment is cut where it enters or leaves the chosen classes, and only there;
another change of terms confirms the spell on its day.
"""

from collections.abc import Collection, Sequence
from datetime import date, timedelta
from itertools import groupby
from typing import NamedTuple
from uuid import UUID

from services.metrics.figures.population import SpellRow
from services.metrics.figures.worktypes import WorkClass, work_class

ONE_DAY = timedelta(days=1)


class Employed(NamedTuple):
    """Of an employment, what spells are made of; the changes of terms are in order, None when there are none."""

    case_id: UUID
    person: UUID
    employer: UUID
    started_on: date
    ended_on: date | None
    form: str
    changes_on: Sequence[date] | None
    changes_form: Sequence[str] | None


def spells_of(job: Employed, classes: Collection[WorkClass]) -> list[SpellRow]:
    """The employment's spells of these classes, by date; an empty list when it never was of them. Raises UnknownForm."""
    if not job.changes_on:
        return [_spell(job, [(job.started_on, job.form)], job.ended_on)] if work_class(job.form) in classes else []
    parts = [(chosen, list(terms)) for chosen, terms in groupby(_terms(job), lambda terms: work_class(terms[1]) in classes)]
    ends: list[date | None] = [terms[0][0] - ONE_DAY for _, terms in parts[1:]]
    return [_spell(job, terms, end) for (chosen, terms), end in zip(parts, [*ends, job.ended_on], strict=True) if chosen]


def _terms(job: Employed) -> list[tuple[date, str]]:
    """Each form and since when, the one at the start first; changes after the end say nothing about any day in work."""
    found = [(job.started_on, job.form)]
    for on, form in zip(job.changes_on or (), job.changes_form or (), strict=True):
        if on <= job.started_on:
            found = [(job.started_on, form)]
        elif job.ended_on is None or on <= job.ended_on:
            found.append((on, form))
    return found


def _spell(job: Employed, terms: Sequence[tuple[date, str]], ended_on: date | None) -> SpellRow:
    return SpellRow(
        case=job.case_id,
        person=job.person,
        employer=job.employer,
        started_on=terms[0][0],
        ended_on=ended_on,
        form=terms[-1][1],
        confirmed_on=terms[-1][0],
        changed_on=[on for on, _ in terms[1:-1]],
    )
