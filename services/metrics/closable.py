"""The figures that a closed month keeps: over which days each is taken, and how.

F2 and F3 are taken over those who came to day 180 within the month, so every case counts in exactly one month and none is
pending. Every other figure is taken over the month itself. `as_of` is the month's last day.
"""

import asyncio
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, Final

from services.metrics import queries, taking
from services.metrics.answers.coverage import CoverageFigure, FormView, coverage_cases, coverage_too_small
from services.metrics.answers.delays import DelayView
from services.metrics.answers.fidelity import FidelityFigure, fidelity_cases, fidelity_too_small
from services.metrics.answers.support import SupportFigure, support_cases, support_too_small
from services.metrics.figures import outflow as f2
from services.metrics.figures import retention as f3
from services.metrics.figures.arguments import Arguments, asked
from services.metrics.figures.shares import Rows
from services.metrics.groups import OutflowGroup, RetentionGroup, outflow_cases, retention_cases
from services.metrics.months import Month
from services.metrics.schemas import OutflowFigure, RetentionFigure
from services.metrics.suppression import too_small
from shared.db import Tx

EVERY: Final = 30
"""Of a curve by day a closed month keeps every thirtieth point."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Taken:
    """A figure as it was taken: its numbers as they are answered, the cases in each group, and whether it is of one to four."""

    numbers: Mapping[str, Any]
    groups: Mapping[str, Rows]
    small: bool


@dataclass(frozen=True, kw_only=True, slots=True)
class Closable:
    """A figure that a closed month keeps: `period` gives the days it is over, `take` the figure."""

    name: str
    period: Callable[[Month], tuple[date, date]]
    take: Callable[[Tx, Arguments], Awaitable[Taken]]

    def arguments(self, month: Month, unit: str, known_at: datetime) -> Arguments:
        """What the figure is asked with when the unit's month is closed at that instant. Raises ArgumentsRefused."""
        from_, to = self.period(month)
        return asked(from_=from_, to=to, as_of=month.last, known_at=known_at, unit=[unit])


async def _outflow(tx: Tx, arguments: Arguments) -> Taken:
    found = await queries.for_outflow(tx, arguments)
    figure = await asyncio.to_thread(lambda: f2.outflow(found.lives(), arguments))
    numbers = OutflowFigure.of(figure).model_dump(mode="json")
    numbers["curve"]["points"] = numbers["curve"]["points"][::EVERY]
    groups = {group.value: outflow_cases(figure, group) for group in OutflowGroup}
    return Taken(numbers=numbers, groups=groups, small=too_small(figure))


async def _retention(tx: Tx, arguments: Arguments) -> Taken:
    found = await queries.for_retention(tx, arguments)
    figure = await asyncio.to_thread(lambda: f3.period_retention(found.lives(), arguments))
    groups = {group.value: retention_cases(figure, group) for group in RetentionGroup}
    return Taken(numbers=RetentionFigure.of(figure).model_dump(mode="json"), groups=groups, small=too_small(figure))


async def _support(tx: Tx, arguments: Arguments) -> Taken:
    figure = await taking.support_of(tx, arguments)
    numbers = SupportFigure.of(figure, protect=True).model_dump(mode="json")
    groups = {group.value: cases for group, cases in support_cases(figure).items()}
    return Taken(numbers=numbers, groups=groups, small=support_too_small(figure))


async def _coverage(tx: Tx, arguments: Arguments) -> Taken:
    figure = await taking.coverage_of(tx, arguments)
    groups = {group.value: cases for group, cases in coverage_cases(figure).items()}
    return Taken(numbers=CoverageFigure.of(figure).model_dump(mode="json"), groups=groups, small=coverage_too_small(figure))


async def _survey(tx: Tx, arguments: Arguments) -> Taken:
    figure = await taking.survey_of(tx, arguments)
    forms = {form.form: FormView.of(form).model_dump(mode="json") for form in figure.forms}
    return Taken(numbers=forms, groups={}, small=False)


async def _delays(tx: Tx, arguments: Arguments) -> Taken:
    figure = await taking.delays_of(tx, arguments)
    kinds = {delay.kind: DelayView.of(delay, protect=True).model_dump(mode="json") for delay in figure.by_kind}
    return Taken(numbers=kinds, groups={}, small=False)


async def _fidelity(tx: Tx, arguments: Arguments) -> Taken:
    figure = await taking.fidelity_of(tx, arguments)
    groups = {group.value: cases for group, cases in fidelity_cases(figure).items()}
    return Taken(numbers=FidelityFigure.of(figure).model_dump(mode="json"), groups=groups, small=fidelity_too_small(figure))


def _came_to_day_180(month: Month) -> tuple[date, date]:
    return month.earlier(f2.DAYS)


def _in_the_month(month: Month) -> tuple[date, date]:
    return month.first, month.last


CLOSABLE: Final[Mapping[str, Closable]] = {
    figure.name: figure
    for figure in (
        Closable(name="outflow", period=_came_to_day_180, take=_outflow),
        Closable(name="retention", period=_came_to_day_180, take=_retention),
        Closable(name="support", period=_in_the_month, take=_support),
        Closable(name="fidelity", period=_in_the_month, take=_fidelity),
        Closable(name="coverage", period=_in_the_month, take=_coverage),
        Closable(name="survey", period=_in_the_month, take=_survey),
        Closable(name="delays", period=_in_the_month, take=_delays),
    )
}
