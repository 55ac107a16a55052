"""Employments as the spells that a figure counts: those of the chosen work classes. Pure.

The form of an employment can change, and with it its class: who goes from protected to regular work in one employment is in
regular work from that day, not before. So an employment is cut where it enters or leaves the chosen classes, and only there;
another change of terms confirms the spell on its day.
"""

from collections.abc import Collection
from dataclasses import dataclass

import numpy as np

from services.metrics.figures.columns import Columns, Days, Ids, Numbers, Texts
from services.metrics.figures.days import Flags, Ints
from services.metrics.figures.population import CLASSES, Changes, Spells
from services.metrics.figures.worktypes import WorkClass, work_class


@dataclass(frozen=True, kw_only=True, slots=True, eq=False)
class Employed(Columns):
    """Of employments, what spells are made of; `ended` is FOREVER and `unended` set while no end is recorded."""

    number: Numbers
    case: Ids
    person: Numbers
    employer: Ids
    form: Texts
    started: Days
    ended: Days
    unended: Flags


@dataclass(frozen=True, kw_only=True, slots=True, eq=False)
class Changed(Columns):
    """Changes of terms: of the employment with the number, the how manieth, on which day and to which form."""

    job: Numbers
    nth: Numbers
    on: Days
    form: Texts


@dataclass(frozen=True, slots=True, eq=False)
class _Terms:
    """Each term of each employment in order, the one at its start first."""

    job: Ints
    on: Ints
    work_class: Ints


def spells_of(jobs: Employed, changes: Changed, classes: Collection[WorkClass]) -> tuple[Spells, Changes]:
    """The spells of these classes; an employment that never was of them has none. Raises UnknownForm."""
    jobs = jobs[np.argsort(jobs.number)]
    terms = _terms(jobs, changes)
    chosen = np.isin(terms.work_class, [CLASSES.index(one) for one in classes])
    another_job = np.diff(terms.job, prepend=-1) != 0
    begins = np.flatnonzero(another_job | (np.diff(chosen, prepend=False) != 0))
    after = np.r_[begins[1:], len(chosen)]
    cut = np.r_[~another_job[begins[1:]], False] if len(begins) else np.zeros(0, dtype=bool)
    next_on = np.r_[terms.on, 0][after]
    kept = chosen[begins]
    begins, last, cut, next_on = begins[kept], after[kept] - 1, cut[kept], next_on[kept]
    job = terms.job[begins]
    spells = Spells(
        case=jobs.case[job],
        person=jobs.person[job],
        employer=jobs.employer[job],
        work_class=terms.work_class[last],
        started=terms.on[begins],
        ended=np.where(cut, next_on - 1, jobs.ended[job]),
        unended=jobs.unended[job] & ~cut,
        confirmed=terms.on[last],
    )
    return spells, _between(terms, begins, last)


def _terms(jobs: Employed, changes: Changed) -> _Terms:
    """Changes by the start give the terms at the start; changes after the end say nothing about any day in work."""
    telling = changes.on <= np.maximum(jobs.ended, jobs.started)[changes.job]
    job = np.r_[np.arange(len(jobs)), changes.job[telling]]
    nth = np.r_[np.zeros(len(jobs), dtype=np.int64), changes.nth[telling]]
    on = np.maximum(np.r_[jobs.started, changes.on[telling]], jobs.started[job])
    of_class = np.r_[_classes(jobs.form), _classes(changes.form)[telling]]
    order = np.lexsort((nth, job))
    job, on, of_class = job[order], on[order], of_class[order]
    replaced = np.r_[(job[1:] == job[:-1]) & (on[1:] == jobs.started[job[1:]]), np.zeros(min(1, len(job)), dtype=bool)]
    return _Terms(job[~replaced], on[~replaced], of_class[~replaced])


def _classes(forms: Texts) -> Ints:
    return forms.translated(CLASSES.index(work_class(name or "")) for name in forms.names)


def _between(terms: _Terms, begins: Ints, last: Ints) -> Changes:
    """The changes of terms within the spells, but for the last, which confirms."""
    many = np.maximum(last - begins - 1, 0)
    spell = np.repeat(np.arange(len(begins)), many)
    within = np.arange(len(spell)) - np.repeat(np.cumsum(many) - many, many)
    return Changes(spell=spell, on=terms.on[np.repeat(begins + 1, many) + within])
