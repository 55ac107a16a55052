"""The answers that the dashboard shows: those of the figures' own routes, each taken once."""

import asyncio
from typing import Final, TypeVar

from fastapi import Request, Response

from services.metrics import taking
from services.metrics.api import access, coverage, inflow, interruptions, outflow, retention, support
from services.metrics.dashboard.answered import Answered
from services.metrics.figures.arguments import Arguments, a_year_earlier
from services.metrics.figures.breakdowns import Breakdown
from services.metrics.figures.retention import PeriodRetention
from services.metrics.figures.survival import SurvivalAt, kaplan_meier
from services.metrics.formats import Format
from shared.auth import Principal
from shared.db import Tx

V = TypeVar("V")

DAYS: Final = range(366)
UNITS: Final = """
with recursive started as (
    (select unit from cases order by unit limit 1)
    union all
    select (select unit from cases where cases.unit > started.unit order by unit limit 1) from started where unit is not null
),
referred as (
    (select unit from referrals order by unit limit 1)
    union all
    select (select unit from referrals where referrals.unit > referred.unit order by unit limit 1) from referred
    where unit is not null
)
select unit from started where unit is not null
union select unit from referred where unit is not null
union select unit from shares union select unit from benchmarks
order by unit
"""
"""From one unit to the next by the index, for there are many rows of few units."""


async def answered(principal: Principal, arguments: Arguments, tx: Tx, request: Request, by: Breakdown) -> Answered:
    """Every answer, with those of a year earlier for the goals."""
    earlier, json = a_year_earlier(arguments), Format.JSON
    # those that take longest begin first
    work, given, ended, came, flow, before, covered = await tx.at_once(
        lambda tx: taking.got_and_kept(tx, arguments),
        lambda tx: support.show_support(principal, arguments, tx, request, json),
        lambda tx: interruptions.show_interruptions(principal, arguments, tx, request, json),
        lambda tx: access.show_fair_access(principal, arguments, tx, request, json, by),
        lambda tx: inflow.show_inflow(principal, arguments, tx, request, json),
        lambda tx: inflow.show_inflow(principal, earlier, tx, request, json),
        lambda tx: coverage.show_coverage(principal, arguments, tx, request, json),
    )
    return Answered(
        inflow=_view(flow),
        inflow_earlier=_view(before),
        outflow=outflow.view_of(work.outflow, principal, request),
        outflow_earlier=outflow.view_of(work.outflow_earlier, principal, request),
        retention=retention.view_of(work.retention, principal, request),
        survival=await asyncio.to_thread(_survival, work.retention.period) if principal.units else None,
        interruptions=_view(ended),
        access=_view(came),
        support=_view(given),
        coverage=_view(covered),
    )


def _survival(figure: PeriodRetention) -> tuple[SurvivalAt, ...]:
    """Kaplan-Meier for every day of a year, of those whom the figure followed."""
    return kaplan_meier((one.followed for one in figure.followed), DAYS)


def _view(answer: V | Response) -> V:
    """JSON was asked for, so it is no file."""
    if isinstance(answer, Response):
        raise TypeError("The answer is a file.")
    return answer


async def units_to_choose(principal: Principal, tx: Tx) -> list[str]:
    """One's own units; every unit that anything is told of for those without one."""
    if principal.units:
        return sorted(principal.units)
    return [row["unit"] for row in await tx.raw.fetch(UNITS)]
