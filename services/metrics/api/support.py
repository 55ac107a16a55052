"""F6 Support given: contacts planned and kept, gaps, no-shows, handovers, and the limits of introduction and follow-up."""

from typing import Annotated

from fastapi import APIRouter, Query, Request

from services.metrics import taking
from services.metrics.answers.support import SupportFigure, SupportGroup, SupportView, support_cases, support_too_small
from services.metrics.api.asking import Asked, MaySeeFigures, Statistics, only_with_units
from services.metrics.api.counted import page_of_cases
from services.metrics.api.links import links_to_cases
from services.metrics.figures.definitions import DEFINITIONS
from services.metrics.schemas import Asked as AskedView
from services.metrics.schemas import CountedCase
from shared.http.dependencies import DbTx, Page
from shared.http.paging import Listing
from shared.http.transactional import Transactional

router = APIRouter(prefix="/figures/support", route_class=Transactional, tags=["figures"])

Group = Annotated[SupportGroup, Query(description="Which of the counted cases / Vilka av de räknade ärendena")]


@router.get("")
async def show_support(principal: MaySeeFigures, arguments: Asked, tx: DbTx, request: Request) -> SupportView:
    """Support given: contacts by week since introduction began, gaps, no-shows, handovers, and what was over or under its limit.

    Small numbers are suppressed for those without a unit.

    Stöd som getts: kontakter per vecka sedan introduktionen började, uppehåll, uteblivna, överlämningar, och det som gått
    över eller under sin gräns. Små tal skyddas för den som inte hör till en enhet.
    """
    figure = await taking.support_of(tx, arguments)
    suppressed = not principal.units and support_too_small(figure)
    return SupportView(
        arguments=AskedView.of(arguments),
        definitions=DEFINITIONS,
        suppressed=suppressed,
        figure=None if suppressed else SupportFigure.of(figure, protect=not principal.units),
        cases=links_to_cases(request, arguments, SupportGroup) if principal.units else None,
    )


@router.get("/cases")
async def list_support_cases(
    principal: MaySeeFigures,
    arguments: Asked,
    page: Page,
    tx: DbTx,
    reading: Statistics,
    group: Group = SupportGroup.INTRODUCED,
) -> Listing[CountedCase]:
    """Exactly the cases that the figure counts in the group, of one's own units, but for protected identities.

    Precis de ärenden som måttet räknar i gruppen, vid den egna enheten, utom skyddade personuppgifter.
    """
    only_with_units(principal)
    return await page_of_cases(tx, principal, page, reading, support_cases(await taking.support_of(tx, arguments))[group])
