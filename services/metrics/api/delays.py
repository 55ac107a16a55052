"""F11: how late facts are recorded, and what a young cohort will come to."""

from typing import Annotated

from fastapi import APIRouter, Query, Request

from services.metrics import taking
from services.metrics.answers.delays import (
    DelaysView,
    DelayView,
    MaturityFigure,
    MaturityGroup,
    MaturityView,
    maturity_cases,
    maturity_too_small,
)
from services.metrics.api.asking import Asked, MaySeeFigures, Statistics, only_with_units
from services.metrics.api.counted import page_of_cases
from services.metrics.api.links import links_to_cases
from services.metrics.figures.definitions import DEFINITIONS
from services.metrics.figures.maturity import BAND
from services.metrics.schemas import Asked as AskedView
from services.metrics.schemas import CountedCase
from shared.http.dependencies import DbTx, Page
from shared.http.paging import Listing
from shared.http.transactional import Transactional

router = APIRouter(prefix="/figures", route_class=Transactional, tags=["figures"])

Group = Annotated[MaturityGroup, Query(description="Which of the counted cases / Vilka av de räknade ärendena")]


@router.get("/delays")
async def show_delays(principal: MaySeeFigures, arguments: Asked, tx: DbTx) -> DelaysView:
    """Registration delay by kind of fact and unit: median, 90th percentile, and the share recorded after 30 days.

    Registreringens fördröjning per slag av uppgift och enhet: median, 90:e percentilen och andelen efter 30 dagar.
    """
    figure = await taking.delays_of(tx, arguments)
    protect = not principal.units
    return DelaysView(
        arguments=AskedView.of(arguments),
        definitions=DEFINITIONS,
        by_kind=[DelayView.of(delay, protect=protect) for delay in figure.by_kind],
        by_unit=[DelayView.of(delay, protect=protect) for delay in figure.by_unit],
    )


@router.get("/maturity")
async def show_maturity(principal: MaySeeFigures, arguments: Asked, tx: DbTx, request: Request) -> MaturityView:
    """Maturity of a young cohort: what share of its outflow should be known by now, and a band for the final number.

    En ung kohorts mognad: hur stor del av utflödet som bör vara känd nu, och ett intervall för det slutliga antalet.
    """
    figure = await taking.maturity_of(tx, arguments)
    suppressed = not principal.units and maturity_too_small(figure)
    return MaturityView(
        arguments=AskedView.of(figure.arguments),
        definitions=DEFINITIONS,
        confidence=BAND,
        suppressed=suppressed,
        figure=None if suppressed else MaturityFigure.of(figure),
        cases=links_to_cases(request, figure.arguments, MaturityGroup) if principal.units else None,
    )


@router.get("/maturity/cases")
async def list_maturity_cases(
    principal: MaySeeFigures,
    arguments: Asked,
    page: Page,
    tx: DbTx,
    reading: Statistics,
    group: Group = MaturityGroup.COHORT,
) -> Listing[CountedCase]:
    """Exactly the cases that the figure counts in the group, of one's own units, but for protected identities.

    Precis de ärenden som måttet räknar i gruppen, vid den egna enheten, utom skyddade personuppgifter.
    """
    only_with_units(principal)
    cases = maturity_cases(await taking.maturity_of(tx, arguments))[group]
    return await page_of_cases(tx, principal, page, reading, cases)
