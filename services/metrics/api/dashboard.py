"""The dashboard: the figures as a page, and the rows of each of its numbers. It asks what the figures' own routes answer."""

from typing import Annotated, Literal

from fastapi import APIRouter, Depends, Query, Request
from fastapi.responses import HTMLResponse

from services.metrics.api import dashboard_answers, dashboard_rows
from services.metrics.api.answering import CutTo, GroupName
from services.metrics.api.asking import Asked, MaySeeFigures, Statistics
from services.metrics.api.dashboard_rows import Listed
from services.metrics.api.pages import BrowserPage, other_language, page_of, place_of, sign_in
from services.metrics.dashboard.answered import Sources
from services.metrics.dashboard.choices import choices_of
from services.metrics.dashboard.page import Reader, dashboard_page, rows_page
from services.metrics.figures.breakdowns import Breakdown
from services.metrics.schemas import Asked as AskedView
from shared.http.dependencies import DbTx, Page


async def _language(
    lang: Annotated[
        Literal["sv", "en"] | None, Query(description="The page's language; else by Accept-Language / Sidans språk")
    ] = None,
) -> None:
    """The route takes it before anything else, for what goes wrong as well; here it is only checked."""


router = APIRouter(prefix="/dashboard", route_class=BrowserPage, tags=["dashboard"], dependencies=[Depends(_language)])

Groups = Annotated[Breakdown, Query(alias="breakdown", description="The groups compared / Grupperna som jämförs")]
OfFigure = Annotated[Listed, Query(description="The figure that counted the rows / Måttet som räknade raderna")]


@router.get("", response_class=HTMLResponse)
async def show_dashboard(
    principal: MaySeeFigures,
    arguments: Asked,
    tx: DbTx,
    request: Request,
    by: Groups = Breakdown.SEX,
) -> HTMLResponse:
    """The figures as a page: the three goals, the curves, load, the funnel, interruptions, taper and coverage.

    A browser signs in by cookie; without a unit small numbers are withheld as in the figures' own answers.

    Måtten som sida: de tre målen, kurvorna, belastning, tratten, avbrott, nedtrappning och täckning.
    En webbläsare loggar in med kaka; för den som inte hör till en enhet visas inte små tal, precis som i måttens egna svar.
    """
    answered = await dashboard_answers.answered(principal, arguments, tx, request, by)
    place, asked = place_of(request, lists=bool(principal.units)), AskedView.of(arguments)
    units = await dashboard_answers.units_to_choose(principal, tx)
    choices = choices_of(asked, dict(request.query_params), units, by, place.words.tongue)
    reader = Reader(units=sorted(principal.units), sign_in=sign_in(request))
    sources = Sources(answered=answered, asked=asked, place=place)
    return page_of(dashboard_page(sources, choices, reader, other_language(request)))


@router.get("/rows", response_class=HTMLResponse)
async def show_dashboard_rows(
    principal: MaySeeFigures,
    arguments: Asked,
    page: Page,
    tx: DbTx,
    request: Request,
    reading: Statistics,
    cut: CutTo,
    figure: OfFigure = Listed.OUTFLOW,
    group: GroupName = "cohort",
) -> HTMLResponse:
    """The rows that a number of the dashboard counts, to those who work at their units; written to the access log.

    Raderna som ett tal på sidan räknar, för den som arbetar vid enheten; skrivs i åtkomstloggen.
    """
    place = place_of(request, lists=True)
    asking = dashboard_rows.Asking(figure=figure, group=group, cut=cut)
    listing = await dashboard_rows.listed(asking, principal, arguments, page, tx, reading)
    rows = dashboard_rows.as_rows(asking, listing, place.words)
    return page_of(rows_page(rows, AskedView.of(arguments), place, other_language(request)))
