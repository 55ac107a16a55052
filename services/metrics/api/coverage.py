"""F9 Coverage in SUS, and the survey."""

from typing import Annotated

from fastapi import APIRouter, Query, Request

from services.metrics import taking
from services.metrics.answers.coverage import (
    CoverageFigure,
    CoverageGroup,
    CoverageView,
    FormView,
    SurveyView,
    coverage_cases,
    coverage_too_small,
)
from services.metrics.api.asking import Asked, MaySeeFigures, Statistics, only_with_units
from services.metrics.api.counted import page_of_cases
from services.metrics.api.links import links_to_cases
from services.metrics.figures.definitions import DEFINITIONS
from services.metrics.schemas import Asked as AskedView
from services.metrics.schemas import CountedCase
from shared.http.dependencies import DbTx, Page
from shared.http.paging import Listing
from shared.http.transactional import Transactional

router = APIRouter(prefix="/figures", route_class=Transactional, tags=["figures"])

Group = Annotated[CoverageGroup, Query(description="Which of the counted cases / Vilka av de räknade ärendena")]


@router.get("/coverage")
async def show_coverage(principal: MaySeeFigures, arguments: Asked, tx: DbTx, request: Request) -> CoverageView:
    """Coverage in SUS: worked with, consented, registered, and why not. Small numbers are suppressed for those without a unit.

    Täckning i SUS: arbetat med, samtyckt, registrerade, och varför inte. Små tal skyddas för den som inte hör till en enhet.
    """
    figure = await taking.coverage_of(tx, arguments)
    suppressed = not principal.units and coverage_too_small(figure)
    return CoverageView(
        arguments=AskedView.of(arguments),
        definitions=DEFINITIONS,
        suppressed=suppressed,
        figure=None if suppressed else CoverageFigure.of(figure),
        cases=links_to_cases(request, arguments, coverage_cases(figure)) if principal.units else None,
    )


@router.get("/coverage/cases")
async def list_coverage_cases(
    principal: MaySeeFigures,
    arguments: Asked,
    page: Page,
    tx: DbTx,
    reading: Statistics,
    group: Group = CoverageGroup.WORKED_WITH,
) -> Listing[CountedCase]:
    """Exactly the cases that the figure counts in the group, of one's own units, but for protected identities.

    Precis de ärenden som måttet räknar i gruppen, vid den egna enheten, utom skyddade personuppgifter.
    """
    only_with_units(principal)
    cases = coverage_cases(await taking.coverage_of(tx, arguments)).get(group, ())
    return await page_of_cases(tx, principal, page, reading, cases)


@router.get("/survey")
async def show_survey(_principal: MaySeeFigures, arguments: Asked, tx: DbTx) -> SurveyView:
    """The survey: distribution and the two highest of each question, and the answer rate. Under five answers: not assessable.

    Enkäten: svarens fördelning och de två högsta per fråga, och svarsfrekvens. Under fem svar: går inte att bedöma.
    """
    figure = await taking.survey_of(tx, arguments)
    return SurveyView(
        arguments=AskedView.of(arguments), definitions=DEFINITIONS, forms=[FormView.of(form) for form in figure.forms]
    )
