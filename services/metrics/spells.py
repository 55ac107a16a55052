"""An employment as the spells that a figure counts: those of the chosen work classes. Pure.

The form of an employment can change, and with it its class: who goes from protected to regular work in one employment is in
regular work from that day, not before. So an employment is cut where it enters or leaves the chosen classes, and only there;
another change of terms confirms the spell on its day.
"""

from collections.abc import Collection
from dataclasses import replace
from datetime import date, timedelta
from itertools import groupby

from services.metrics.facts import Employment, Terms
from services.metrics.figures.lives import Spell
from services.metrics.figures.worktypes import WorkClass, work_class

ONE_DAY = timedelta(days=1)


def spells_of(employment: Employment, classes: Collection[WorkClass]) -> list[Spell]:
    """The employment's spells of these classes, by date; an empty list when it never was of them. Raises UnknownForm."""
    if not employment.changes:  # nearly every one
        return (
            [_spell(employment, [_at_start(employment)], employment.ended_on)] if work_class(employment.form) in classes else []
        )
    parts = [
        (chosen, list(terms)) for chosen, terms in groupby(_terms(employment), lambda terms: work_class(terms.form) in classes)
    ]
    ends: list[date | None] = [terms[0].on - ONE_DAY for _, terms in parts[1:]]
    return [
        _spell(employment, terms, end) for (chosen, terms), end in zip(parts, [*ends, employment.ended_on], strict=True) if chosen
    ]


def _terms(employment: Employment) -> list[Terms]:
    """The terms by date, those at the start first; changes after the end say nothing about any day in work."""
    found = [_at_start(employment)]
    for change in employment.changes:
        if change.on <= employment.started_on:
            found = [replace(change, on=employment.started_on)]
        elif employment.ended_on is None or change.on <= employment.ended_on:
            found.append(change)
    return found


def _at_start(employment: Employment) -> Terms:
    return Terms(on=employment.started_on, form=employment.form, weekly_hours=employment.weekly_hours)


def _spell(employment: Employment, terms: list[Terms], ended_on: date | None) -> Spell:
    return Spell(
        employment=employment.employment,
        case=employment.case_id,
        person=employment.person,
        employer=employment.employer,
        started_on=terms[0].on,
        ended_on=ended_on,
        form=terms[-1].form,
        weekly_hours=terms[-1].weekly_hours,
        confirmed_on=terms[-1].on,
        changed_on=frozenset(change.on for change in terms[1:-1]),
    )
