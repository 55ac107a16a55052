"""The unit × month matrix from what is known: one or two reads for the whole of it, then put in its place in memory."""

import asyncio
from dataclasses import replace
from datetime import date, timedelta
from typing import Any, Final
from uuid import UUID

import numpy as np
import sqlalchemy as sa

from services.metrics import queries
from services.metrics.figures.arguments import Arguments
from services.metrics.figures.columns import Ids, Texts, uuids
from services.metrics.figures.entries import entries
from services.metrics.figures.interruptions import INTERRUPTED
from services.metrics.figures.matrix import Cells, Cohort, Column, Matrix, Place, capacities, columns_of, matrix, whole
from services.metrics.figures.measures import MEANINGS, Meaning, Measure
from services.metrics.figures.outflow import DAYS as DAY_180
from services.metrics.figures.outflow import outflow
from services.metrics.figures.retention import period_retention
from services.metrics.figures.states import days_of
from services.metrics.groups import OutflowGroup, RetentionGroup, outflow_cases, retention_cases
from services.metrics.months import Month
from services.metrics.queries import gathering
from services.metrics.queries.asking import FROM, LAST, UNITS, known
from services.metrics.subjects import CASES, REFERRALS
from services.metrics.taking import results_of
from shared.db import Prepared, Tx

_case, _sent = CASES.table.c, REFERRALS.table.c
_many = sa.func.count().label("many")
_never_handed_over = sa.func.coalesce(sa.func.cardinality(_case.handovers_unit), 0) == 0
_day_after = _case.ended_on + sa.literal_column("1")


def _at_units(table: sa.Table) -> sa.ColumnElement[bool]:
    return UNITS.is_(None) | (table.c.unit == sa.any_(UNITS))


def _by_day(table: sa.Table, day: sa.ColumnElement[Any], *conditions: sa.ColumnElement[bool]) -> Prepared:
    """How many rows each unit has on each day of the period."""
    return Prepared(
        sa.select(table.c.unit, day.label("day"), _many)
        .where(known(table), _at_units(table), day.between(FROM, LAST), *conditions)
        .group_by(table.c.unit, day)
    )


def _changes(came: sa.ColumnElement[Any], left: sa.ColumnElement[Any], *conditions: sa.ColumnElement[bool]) -> Prepared:
    """How many cases of each unit came (+) and left (-), by the first of the dates that it tells on: from the first date on.

    Those that left as they came never were; those that had left by the first date are on none.
    """
    stays = left.is_(None) | ((left > came) & (left > FROM))
    there = (known(CASES.table), _at_units(CASES.table), came <= LAST, stays, *conditions)
    on, off = _date_after(came), _date_after(left)
    coming = sa.select(_case.unit, on.label("day"), _many).where(*there).group_by(_case.unit, on)
    leaving = sa.select(_case.unit, off.label("day"), -_many).where(*there, left <= LAST).group_by(_case.unit, off)
    return Prepared(sa.union_all(coming, leaving))


def _date_after(day: sa.ColumnElement[Any]) -> sa.ColumnElement[Any]:
    """The month's last day, within the first and the last of the dates."""
    month = sa.cast(sa.func.date_trunc(sa.literal_column("'month'"), sa.cast(day, sa.DateTime)), sa.DateTime)
    last = sa.cast(month + sa.literal_column("interval '1 month - 1 day'"), sa.Date)
    return sa.func.least(sa.func.greatest(last, FROM), LAST)


DAYS: Final = {
    Measure.REFERRALS_RECEIVED: _by_day(REFERRALS.table, _sent.received_on),
    Measure.REFERRALS_RETURNED: _by_day(REFERRALS.table, _sent.returned_on),
    Measure.REFERRALS_ACCEPTED: _by_day(REFERRALS.table, _sent.accepted_on),
    Measure.STARTED: _by_day(CASES.table, _case.started_on),
    Measure.INTERRUPTED: _by_day(CASES.table, _case.ended_on, _case.end_kind == INTERRUPTED),
}
WAITING: Final = _changes(_case.opened_on, sa.func.least(_case.started_on, _day_after))
ONGOING: Final = _changes(_case.started_on, _day_after, _never_handed_over)
HANDED_OVER: Final = Prepared(
    sa.select(*(CASES.table.c[name] for name in CASES.form.names)).where(
        known(CASES.table),
        sa.not_(_never_handed_over),
        _case.started_on <= LAST,
        _case.ended_on.is_(None) | (_case.ended_on >= FROM),
        _at_units(CASES.table) | _case.handovers_unit.bool_op("&&")(UNITS),
    )
)


async def matrix_of(tx: Tx, arguments: Arguments, measure: Measure, cohort: Cohort) -> Matrix:
    """The measure of each unit and month of the period. The caller sees to it that the months are not too many."""
    meaning = MEANINGS[measure]
    columns = columns_of(arguments, cohort, by_day_180=meaning.by_day_180, on_the_last_day=meaning.on_the_last_day)
    asked = whole(arguments, columns)
    if meaning.on_the_last_day:  # what had ended before the first of the dates is on none
        asked = replace(asked, from_=columns[0].as_of, to=columns[-1].as_of)
    match meaning.figure:
        case "outflow":
            cells = await _outflow(tx, asked, meaning, columns, cohort)
        case "retention":
            cells = await _retention(tx, asked, meaning, columns, cohort)
        case "results":
            cells = await _results(tx, asked, measure, columns)
        case _ if measure is Measure.LOAD:
            return await _load(tx, asked, arguments, columns)
        case _:
            cells = await _days(tx, asked, measure, columns)
    return matrix(cells.found, arguments, columns)


def _binds(arguments: Arguments) -> dict[str, Any]:
    return {
        "known_at": arguments.known_at,
        "from_": arguments.from_,
        "last": min(arguments.to, arguments.as_of),
        "units": None if arguments.unit is None else sorted(arguments.unit),
    }


async def _counted(tx: Tx, statement: Prepared, arguments: Arguments) -> list[tuple[str, date, int]]:
    rows = await tx.all(statement, **_binds(arguments))
    return [(row[0], row[1], row[2]) for row in rows]


async def _days(tx: Tx, asked: Arguments, measure: Measure, columns: tuple[Column, ...]) -> Cells:
    cells, [part] = Cells(columns), MEANINGS[measure].parts
    if measure is Measure.WAITING:
        cells.add_standing(part, await _counted(tx, WAITING, asked))
    else:
        cells.add_days(part, await _counted(tx, DAYS[measure], asked))
    return cells


async def _load(tx: Tx, asked: Arguments, arguments: Arguments, columns: tuple[Column, ...]) -> Matrix:
    [part] = MEANINGS[Measure.LOAD].parts
    cells = Cells(columns)
    cells.add_standing(part, await _counted(tx, ONGOING, asked))
    cells.add_handed_over(part, await gathering.facts(tx, CASES, HANDED_OVER, asked), arguments.unit)
    shares, benchmarks = await gathering.shares(tx, asked), await gathering.benchmarks(tx, asked)
    capacity = capacities(shares, benchmarks, arguments, columns)
    return matrix(cells.found, arguments, columns, capacity=capacity)


async def _outflow(tx: Tx, asked: Arguments, meaning: Meaning, columns: tuple[Column, ...], cohort: Cohort) -> Cells:
    found = await queries.for_outflow(tx, asked)

    def counted() -> Cells:
        lives, cells = found.lives(), Cells(columns)
        figure, started = outflow(lives, asked), lives.enrolments
        places = _places(started.case, started.unit, started.started.tolist(), cohort)
        cells.add_rows({part: outflow_cases(figure, OutflowGroup(part)) for part in meaning.parts}, places.__getitem__)
        return cells

    return await asyncio.to_thread(counted)


async def _retention(tx: Tx, asked: Arguments, meaning: Meaning, columns: tuple[Column, ...], cohort: Cohort) -> Cells:
    found = await queries.for_retention(tx, asked, a_year_earlier_too=False)

    def counted() -> Cells:
        lives, cells = found.lives(), Cells(columns)
        figure, started = period_retention(lives, asked), lives.enrolments
        entered = entries(lives, days_of(lives, asked.work_classes), np.arange(len(started)))
        places = _places(started.case[entered.case], started.unit[entered.case], entered.day.tolist(), cohort)
        cells.add_rows({part: retention_cases(figure, RetentionGroup(part)) for part in meaning.parts}, places.__getitem__)
        return cells

    return await asyncio.to_thread(counted)


def _places(cases: Ids, units: Texts, days: list[int], cohort: Cohort) -> dict[UUID, Place]:
    """Case (or outcome of one) → the unit of its start, and the month of the day, or of its day 180."""
    later = timedelta(days=DAY_180 if cohort is Cohort.AS_CLOSED else 0)
    months: dict[int, Month] = {day: Month.of(date.fromordinal(day) + later) for day in set(days)}
    return {case: (unit or "", months[day]) for case, unit, day in zip(uuids(cases), units, days, strict=True)}


async def _results(tx: Tx, asked: Arguments, measure: Measure, columns: tuple[Column, ...]) -> Cells:
    figure, cells = await results_of(tx, asked), Cells(columns)
    found = figure.outcomes
    places = _places(found.outcome, found.unit, found.on.tolist(), Cohort.OF_THE_MONTH)
    cells.add_rows({measure.value: figure.sum_of(measure.value).outcomes}, places.__getitem__)
    return cells
