"""F2 Outflow: of those who started, how many are in work within 180 days."""

import asyncio
from typing import Annotated

from fastapi import APIRouter, Query, Request

from services.metrics import queries
from services.metrics.api.asking import Asked, MaySeeFigures, Statistics, only_with_units
from services.metrics.api.links import links_to_cases
from services.metrics.figures.arguments import Arguments
from services.metrics.figures.outflow import Outflow, outflow
from services.metrics.groups import OutflowGroup, outflow_cases
from services.metrics.queries import Found
from services.metrics.schemas import Asked as AskedView
from services.metrics.schemas import CountedCase, OutflowFigure, OutflowView
from services.metrics.suppression import too_small
from shared.db import Tx
from shared.http.dependencies import DbTx, Page
from shared.http.paging import Listing
from shared.http.transactional import Transactional

router = APIRouter(prefix="/figures/outflow", route_class=Transactional, tags=["figures"])

Group = Annotated[OutflowGroup, Query(description="Which of the counted cases / Vilka av de räknade ärendena")]


@router.get("")
async def show_outflow(principal: MaySeeFigures, arguments: Asked, tx: DbTx, request: Request) -> OutflowView:
    """Outflow: in work within 180 days and on day 180 of all mature cases, and the curve by day.

    Small numbers are suppressed for those without a unit.

    Utflöde: i arbete inom 180 dagar och på dag 180 av alla mogna ärenden, och kurvan dag för dag.
    Små tal skyddas för den som inte hör till en enhet.
    """
    figure, _ = await _counted(tx, arguments)
    suppressed = not principal.units and too_small(figure)
    return OutflowView(
        arguments=AskedView.of(arguments),
        goal=float(figure.goal),
        suppressed=suppressed,
        figure=None if suppressed else OutflowFigure.of(figure),
        cases=links_to_cases(request, arguments, OutflowGroup) if principal.units else None,
    )


@router.get("/cases")
async def list_outflow_cases(
    principal: MaySeeFigures,
    arguments: Asked,
    page: Page,
    tx: DbTx,
    reading: Statistics,
    group: Group = OutflowGroup.COHORT,
) -> Listing[CountedCase]:
    """Exactly the cases that the figure counts in the group, of one's own units, but for protected identities.

    Precis de ärenden som måttet räknar i gruppen, vid den egna enheten, utom skyddade personuppgifter.
    """
    only_with_units(principal)
    figure, found = await _counted(tx, arguments)
    persons = found.persons()
    counted = await queries.shown_cases(tx, principal, outflow_cases(figure, group), persons)
    shown = counted[page.offset : page.offset + page.limit]
    await reading.of_each([(persons[case], case) for case in shown])
    return page.of([CountedCase(case_id=case) for case in shown], len(counted))


async def _counted(tx: Tx, arguments: Arguments) -> tuple[Outflow, Found]:
    """The figure, and what it was made from."""
    found = await queries.for_outflow(tx, arguments)
    # a country's cohort takes seconds: other requests go on meanwhile
    return await asyncio.to_thread(lambda: outflow(found.lives(), arguments)), found
