"""Reads of whole facts, for the figures that count them: what was known at `known_at`, of the units and days asked for."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import replace
from datetime import date
from typing import Any, Final, TypeVar
from uuid import UUID

import numpy as np
import sqlalchemy as sa
from sqlalchemy.dialects.postgresql import ARRAY

from services.metrics.facts import Benchmark, Case, Employment, FollowUp, Introduction, Referral, Share, Subsidy
from services.metrics.figures.access import referral_traits
from services.metrics.figures.arguments import Arguments
from services.metrics.figures.breakdowns import Breakdown, Traits
from services.metrics.figures.columns import NONE, ids, places
from services.metrics.figures.days import ints
from services.metrics.figures.interruptions import INTERRUPTED
from services.metrics.figures.population import Population
from services.metrics.figures.results import STARTED, StateOn
from services.metrics.figures.states import STATES, State, days_of
from services.metrics.figures.worktypes import WorkClass
from services.metrics.queries import lives
from services.metrics.queries.facts import FROM, LAST, UNITS, as_known, known, reading_referrals, referrals_found
from services.metrics.subjects import (
    BENCHMARKS,
    CASES,
    EMPLOYMENTS,
    FOLLOW_UPS,
    INTRODUCTIONS,
    REFERRALS,
    SHARES,
    SUBSIDIES,
    Subject,
)
from shared.db import Prepared, Tx

F = TypeVar("F")

IDS: Final = sa.bindparam("ids", type_=ARRAY(sa.Uuid))
FORMS: Final = sa.bindparam("forms_by_start", list(STARTED), type_=ARRAY(sa.Text))
AS_OF: Final = sa.bindparam("as_of", type_=sa.Date)

_case, _job, _sent, _paid, _part = (subject.table.c for subject in (CASES, EMPLOYMENTS, REFERRALS, SUBSIDIES, SHARES))


def _of(subject: Subject[Any], *conditions: sa.ColumnElement[bool]) -> Prepared:
    columns = [subject.table.c[name] for name in subject.form.names]
    return Prepared(sa.select(*columns).where(known(subject.table), *conditions))


def _at_units(unit: sa.ColumnElement[str]) -> sa.ColumnElement[bool]:
    return UNITS.is_(None) | (unit == sa.any_(UNITS))


def _within(day: sa.ColumnElement[date]) -> sa.ColumnElement[bool]:
    return day.between(FROM, LAST)


async def facts(tx: Tx, subject: Subject[F], statement: Prepared, arguments: Arguments, **more: Any) -> list[F]:
    """The facts that the statement finds."""
    rows = await tx.all(statement, **{**await _binds(tx, arguments), **more})
    return subject.form.facts(rows)


async def _binds(tx: Tx, arguments: Arguments) -> dict[str, Any]:
    return {
        **await as_known(tx, arguments.known_at),
        "from_": arguments.from_,
        "last": min(arguments.to, arguments.as_of),
        "as_of": arguments.as_of,
        "units": None if arguments.unit is None else sorted(arguments.unit),
    }


ON_THE_DATE: Final = _of(
    CASES,
    sa.or_(_case.started_on <= AS_OF, _case.opened_on <= AS_OF),
    _case.ended_on.is_(None) | (_case.ended_on >= sa.func.least(FROM, AS_OF)),
    _at_units(_case.unit) | _case.handovers_unit.bool_op("&&")(UNITS),
)
"""Cases that wait or go on on the date, or may have started in the period; a case handed over may be at another unit."""

ANSWERED: Final = reading_referrals(
    _at_units(_sent.unit),
    _within(_sent.received_on) | _within(_sent.returned_on) | _within(_sent.accepted_on),
)
RECEIVED: Final = reading_referrals(_at_units(_sent.unit), _within(_sent.received_on))
BY_CASE: Final = _of(CASES, _case.case_id == sa.any_(IDS))
SHARED: Final = _of(SHARES, _at_units(_part.unit), _part.from_on <= AS_OF, _part.until.is_(None) | (_part.until >= FROM))
STANDARD: Final = _of(BENCHMARKS, _at_units(BENCHMARKS.table.c.unit), BENCHMARKS.table.c.on <= AS_OF)
BROKEN_OFF: Final = _of(CASES, _at_units(_case.unit), _within(_case.ended_on), _case.end_kind == INTERRUPTED)
BROKEN_OFF_BY_CASE: Final = _of(CASES, _case.case_id == sa.any_(IDS), _case.end_kind == INTERRUPTED)
DECIDED: Final = _of(SUBSIDIES, _within(_paid.decided_on))
GOT_WORK: Final = _of(EMPLOYMENTS, _within(_job.started_on), _job.form == sa.any_(FORMS))
INTRODUCED: Final = _of(INTRODUCTIONS, INTRODUCTIONS.table.c.case_id == sa.any_(IDS))
FOLLOWED: Final = _of(FOLLOW_UPS, FOLLOW_UPS.table.c.case_id == sa.any_(IDS))
FIRST_FORM: Final = Prepared(
    sa.select(_job.case_id, _job.form)
    .where(known(EMPLOYMENTS.table), _job.case_id == sa.any_(IDS), _job.started_on <= AS_OF)
    .order_by(_job.started_on.desc(), _job.employment.desc())
)


async def cases_on_the_date(tx: Tx, arguments: Arguments) -> list[Case]:
    """Cases for F1."""
    return await facts(tx, CASES, ON_THE_DATE, arguments)


async def answered(tx: Tx, arguments: Arguments) -> list[Referral]:
    """Referrals received, returned or accepted in the period."""
    return await referrals_found(tx, ANSWERED, **await _binds(tx, arguments))


async def received(tx: Tx, arguments: Arguments) -> list[Referral]:
    """Referrals received in the period, and how they were judged."""
    return await referrals_found(tx, RECEIVED, **await _binds(tx, arguments))


async def shares(tx: Tx, arguments: Arguments) -> list[Share]:
    """Shares of the units that began by `as_of` and had not ended before the period."""
    return await facts(tx, SHARES, SHARED, arguments)


async def shares_on_the_date(tx: Tx, arguments: Arguments) -> list[Share]:
    """Shares of the units that began by `as_of`, also when the period is later than that."""
    return await facts(tx, SHARES, SHARED, arguments, from_=min(arguments.from_, arguments.as_of))


async def benchmarks(tx: Tx, arguments: Arguments) -> list[Benchmark]:
    """Benchmarks of the units set by `as_of`."""
    return await facts(tx, BENCHMARKS, STANDARD, arguments)


async def decided(tx: Tx, arguments: Arguments) -> list[Subsidy]:
    """Decisions of the period, of every unit."""
    return await facts(tx, SUBSIDIES, DECIDED, arguments)


async def employed(tx: Tx, arguments: Arguments) -> list[Employment]:
    """Employments of the forms that F4 counts by their start, started in the period at any unit."""
    return await facts(tx, EMPLOYMENTS, GOT_WORK, arguments)


async def interrupted(tx: Tx, arguments: Arguments) -> list[Case]:
    """Interrupted cases of the units with their last day in the period."""
    return await facts(tx, CASES, BROKEN_OFF, arguments)


async def interrupted_among(tx: Tx, arguments: Arguments, ids: Collection[UUID]) -> list[Case]:
    """The interrupted ones of these cases, of whatever unit."""
    return await facts(tx, CASES, BROKEN_OFF_BY_CASE, arguments, ids=list(ids))


async def cases_by_id(tx: Tx, arguments: Arguments, ids: Collection[UUID]) -> list[Case]:
    """These cases, of whatever unit."""
    return await facts(tx, CASES, BY_CASE, arguments, ids=list(ids))


async def introductions(tx: Tx, arguments: Arguments, ids: Collection[UUID]) -> list[Introduction]:
    """The introductions of these cases."""
    return await facts(tx, INTRODUCTIONS, INTRODUCED, arguments, ids=list(ids))


async def follow_ups(tx: Tx, arguments: Arguments, ids: Collection[UUID]) -> list[FollowUp]:
    """The follow-ups of these cases."""
    return await facts(tx, FOLLOW_UPS, FOLLOWED, arguments, ids=list(ids))


async def lives_of(tx: Tx, arguments: Arguments, persons: Collection[UUID]) -> Population:
    """The lives of these persons, with the spells of the chosen classes."""
    return (await lives.lives_of(tx, arguments, persons)).lives()


def states_of(population: Population, asked: Iterable[tuple[UUID, date]]) -> StateOn:
    """The state of persons on days, for those asked, by spells of every class; somebody without a case is not in work."""
    whom = list(asked)
    order = np.argsort(population.persons)
    place = places(ids([person for person, _ in whom]), population.persons[order])
    known = place != NONE
    work = days_of(population, tuple(WorkClass)).by(population.spells.person)
    found = work.on(order[place[known]], ints([day.toordinal() for _, day in whom])[known])
    theirs = [one for one, is_known in zip(whom, known.tolist(), strict=True) if is_known]
    states = {one: STATES[state] for one, state in zip(theirs, found.tolist(), strict=True)}
    return lambda person, day: states.get((person, day), State.NOT)


async def case_traits(tx: Tx, arguments: Arguments, ids: Collection[UUID], by: Breakdown) -> dict[UUID, Traits]:
    """What these cases are broken down by."""
    forms = await first_forms(tx, arguments, ids) if by is Breakdown.FORM_OF_WORK else {}
    return {
        case.case_id: Traits(
            unit=case.unit,
            on=case.started_on or case.opened_on,
            sex=case.sex,
            birth_year=case.birth_year,
            disability_group=case.disability_group,
            municipality=case.municipality,
            referral_source=case.referral_source,
            form=forms.get(case.case_id),
        )
        for case in await cases_by_id(tx, arguments, ids)
    }


async def first_forms(tx: Tx, arguments: Arguments, ids: Collection[UUID]) -> Mapping[UUID, str]:
    """Case → the form of its first employment by `as_of`, as it began; a case without any is not there."""
    rows = await tx.all(FIRST_FORM, **await _binds(tx, arguments), ids=list(ids))
    return {row["case_id"]: row["form"] for row in rows}  # the first employment comes last


async def referral_traits_of(tx: Tx, arguments: Arguments, referrals: Collection[Referral]) -> dict[UUID, Traits]:
    """What these referrals are broken down by: their own characteristics, else those of their cases."""
    cases = await cases_by_id(tx, arguments, [one.case_id for one in referrals if one.case_id])
    known_cases = {case.case_id: case for case in cases}
    forms = await first_forms(tx, arguments, list(known_cases))
    return {
        one.referral: replace(
            referral_traits(one, known_cases.get(one.case_id) if one.case_id else None),
            form=forms.get(one.case_id) if one.case_id else None,
        )
        for one in referrals
    }
