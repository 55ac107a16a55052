"""F3 Retention: of those who got work, how many have it 180 days later, against a year earlier."""

import asyncio
from typing import Annotated

from fastapi import APIRouter, Query, Request

from services.metrics import queries
from services.metrics.api.asking import Asked, MaySeeFigures, Statistics, only_with_units
from services.metrics.api.links import links_to_cases
from services.metrics.figures.retention import PeriodRetention, period_retention, retention
from services.metrics.groups import RetentionGroup, retention_cases
from services.metrics.schemas import Asked as AskedView
from services.metrics.schemas import CountedCase, Differences, RetentionFigure, RetentionPeriod, RetentionView
from services.metrics.suppression import too_small
from shared.auth import Principal
from shared.http.dependencies import DbTx, Page
from shared.http.paging import Listing
from shared.http.transactional import Transactional

router = APIRouter(prefix="/figures/retention", route_class=Transactional, tags=["figures"])

Group = Annotated[RetentionGroup, Query(description="Which of the counted cases / Vilka av de räknade ärendena")]


@router.get("")
async def show_retention(principal: MaySeeFigures, arguments: Asked, tx: DbTx, request: Request) -> RetentionView:
    """Retention on day 180 after getting work, Kaplan-Meier, and the same period a year earlier.

    Small numbers are suppressed for those without a unit.

    Kvar i arbete dag 180 efter att ha fått det, Kaplan-Meier, och samma period ett år tidigare.
    Små tal skyddas för den som inte hör till en enhet.
    """
    found = await queries.for_retention(tx, arguments)
    figure = await asyncio.to_thread(lambda: retention(found.lives(), arguments))
    period, earlier = _period(figure.period, principal, request), _period(figure.earlier, principal, request)
    shown = not (period.suppressed or earlier.suppressed)
    return RetentionView(period=period, earlier=earlier, differences=Differences.of(figure) if shown else None)


def _period(figure: PeriodRetention, principal: Principal, request: Request) -> RetentionPeriod:
    suppressed = not principal.units and too_small(figure)
    return RetentionPeriod(
        arguments=AskedView.of(figure.arguments),
        suppressed=suppressed,
        figure=None if suppressed else RetentionFigure.of(figure),
        cases=links_to_cases(request, figure.arguments, RetentionGroup) if principal.units else None,
    )


@router.get("/cases")
async def list_retention_cases(
    principal: MaySeeFigures,
    arguments: Asked,
    page: Page,
    tx: DbTx,
    reading: Statistics,
    group: Group = RetentionGroup.COHORT,
) -> Listing[CountedCase]:
    """Exactly the cases that the figure counts in the group, of one's own units, but for protected identities.

    Precis de ärenden som måttet räknar i gruppen, vid den egna enheten, utom skyddade personuppgifter.
    """
    only_with_units(principal)
    found = await queries.for_retention(tx, arguments)
    figure = await asyncio.to_thread(lambda: period_retention(found.lives(), arguments))
    persons = found.persons()
    counted = await queries.shown_cases(tx, principal, retention_cases(figure, group), persons)
    shown = counted[page.offset : page.offset + page.limit]
    await reading.of_each([(persons[case], case) for case in shown])
    return page.of([CountedCase(case_id=case) for case in shown], len(counted))
