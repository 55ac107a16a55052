"""F2 and F3 as a closed month keeps them: of those who came to day 180 within it."""

import asyncio
from collections.abc import Mapping
from datetime import date
from typing import Final
from uuid import UUID

import numpy as np

from services.metrics import queries
from services.metrics.closable.closable import Closable, Question, Taken, named, of_few
from services.metrics.figures import outflow as f2
from services.metrics.figures import retention as f3
from services.metrics.figures.arguments import Arguments
from services.metrics.figures.columns import uuids
from services.metrics.figures.population import Population
from services.metrics.figures.states import days_of
from services.metrics.groups import OutflowGroup, RetentionGroup, outflow_cases, retention_cases
from services.metrics.months import Month
from services.metrics.schemas import OutflowFigure, RetentionFigure
from shared.contracts import followup, intake, placement

EVERY: Final = 30
"""Of a curve by day a closed month keeps every thirtieth point."""

WORK: Final = named(
    intake.CaseStarted,
    intake.CaseStartCorrected,
    intake.CaseEnded,
    intake.CaseEndCorrected,
    intake.CaseReopened,
    intake.CaseRegisteredInError,
    placement.EmploymentStarted,
    placement.EmploymentTermsChanged,
    placement.EmploymentEnded,
    placement.EmploymentCorrected,
    placement.EmploymentRegisteredInError,
    followup.StatusEstablished,
)
"""What decides who is in the cohort, and whether a person is in work."""


def _came_to_day_180(month: Month) -> tuple[date, date]:
    return month.earlier(f2.DAYS)


async def _outflow(question: Question, arguments: Arguments) -> Taken:
    found = await queries.for_outflow(question.tx, arguments)
    figure = await asyncio.to_thread(lambda: f2.outflow(found.lives(), arguments))
    numbers = OutflowFigure.of(figure).model_dump(mode="json")
    numbers["curve"]["points"] = numbers["curve"]["points"][::EVERY]
    groups = {group.value: outflow_cases(figure, group) for group in OutflowGroup}
    return Taken(numbers=numbers, groups=groups, small=of_few(groups))


async def _retention(question: Question, arguments: Arguments) -> Taken:
    found = await queries.for_retention(question.tx, arguments)
    figure = await asyncio.to_thread(lambda: f3.period_retention(found.lives(), arguments))
    groups = {group.value: retention_cases(figure, group) for group in RetentionGroup}
    return Taken(numbers=RetentionFigure.of(figure).model_dump(mode="json"), groups=groups, small=of_few(groups))


def _first_days(population: Population, arguments: Arguments) -> Mapping[UUID, object]:
    """Of each case the first day in work that the curve may show, and the day of an end that competes with it."""
    cases, last = population.enrolments, arguments.as_of.toordinal() + 1
    work = days_of(population, arguments.work_classes).by(population.spells.person)
    first = np.minimum(work.certain.next_day(cases.person, cases.started), last)
    gone = np.where(cases.exit.among(f2.COMPETING_EXITS), cases.ended, last)
    return dict(zip(uuids(cases.case), zip(first.tolist(), gone.tolist(), strict=True), strict=True))


def _followed(population: Population, arguments: Arguments) -> Mapping[UUID, object]:
    """Of each case how long it was followed, and whether to an end."""
    return {one.case: one.followed for one in f3.period_retention(population, arguments).followed}


OUTFLOW: Final = Closable(name="outflow", period=_came_to_day_180, take=_outflow, made_of=WORK, marks=_first_days)
RETENTION: Final = Closable(name="retention", period=_came_to_day_180, take=_retention, made_of=WORK, marks=_followed)
