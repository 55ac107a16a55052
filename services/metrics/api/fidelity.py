"""F7 Method fidelity: a comparison with Supported Employment as the method describes it."""

from typing import Annotated

from fastapi import APIRouter, Query, Request

from services.metrics import taking
from services.metrics.answers.fidelity import FidelityFigure, FidelityGroup, FidelityView, fidelity_cases, fidelity_too_small
from services.metrics.api.asking import Asked, MaySeeFigures, Statistics, only_with_units
from services.metrics.api.counted import page_of_cases
from services.metrics.api.links import links_to_cases
from services.metrics.figures.definitions import DEFINITIONS
from services.metrics.schemas import Asked as AskedView
from services.metrics.schemas import CountedCase
from shared.http.dependencies import DbTx, Page
from shared.http.paging import Listing
from shared.http.transactional import Transactional

router = APIRouter(prefix="/figures/fidelity", route_class=Transactional, tags=["figures"])

Group = Annotated[FidelityGroup, Query(description="Which of the counted cases / Vilka av de räknade ärendena")]


@router.get("")
async def show_fidelity(principal: MaySeeFigures, arguments: Asked, tx: DbTx, request: Request) -> FidelityView:
    """Method fidelity: caseload, first employer contact, diversity, regular jobs, the workplace, and monthly contacts.

    It is a comparison, not the authority's own target. Small numbers are suppressed for those without a unit.

    Metodtrohet: ärenden per heltid, första arbetsgivarkontakt, bredd, arbeten utan stöd, arbetsplatsen och månadskontakter.
    Det är en jämförelse, inte myndighetens eget mål. Små tal skyddas för den som inte hör till en enhet.
    """
    figure = await taking.fidelity_of(tx, arguments)
    suppressed = not principal.units and fidelity_too_small(figure)
    return FidelityView(
        arguments=AskedView.of(arguments),
        definitions=DEFINITIONS,
        suppressed=suppressed,
        figure=None if suppressed else FidelityFigure.of(figure),
        cases=links_to_cases(request, arguments, FidelityGroup) if principal.units else None,
    )


@router.get("/cases")
async def list_fidelity_cases(
    principal: MaySeeFigures,
    arguments: Asked,
    page: Page,
    tx: DbTx,
    reading: Statistics,
    group: Group = FidelityGroup.STARTED,
) -> Listing[CountedCase]:
    """Exactly the cases that the figure counts in the group, of one's own units, but for protected identities.

    Precis de ärenden som måttet räknar i gruppen, vid den egna enheten, utom skyddade personuppgifter.
    """
    only_with_units(principal)
    cases = fidelity_cases(await taking.fidelity_of(tx, arguments))[group]
    return await page_of_cases(tx, principal, page, reading, cases)
