"""F2 Outflow: of those who started, how many are in work within 180 days."""

from typing import Annotated

from fastapi import APIRouter, Query, Request, Response

from services.metrics import queries, taking
from services.metrics.answers.counts import BreakdownView, counts_of
from services.metrics.answers.outflow import OutflowAnswer
from services.metrics.api.answering import FILES, Asking, By, CutTo, Wanted, answer, breakdown_table, slices_for
from services.metrics.api.asking import Asked, MaySeeFigures, Statistics, only_with_units
from services.metrics.api.links import links_to_cases
from services.metrics.api.lists import Counted, listed_cases
from services.metrics.api.tables import withheld_row
from services.metrics.figures.breakdowns import Breakdown, Slice
from services.metrics.figures.definitions import DEFINITIONS
from services.metrics.figures.outflow import Outflow
from services.metrics.formats import Row, Table, one_row
from services.metrics.groups import OutflowGroup, outflow_cases
from services.metrics.schemas import Asked as AskedView
from services.metrics.schemas import CountedCase, OutflowCounts, OutflowFigure
from services.metrics.suppression import too_small
from shared.auth import Principal
from shared.db import Tx
from shared.http.dependencies import DbTx, Page
from shared.http.paging import Listing
from shared.http.transactional import Transactional

router = APIRouter(prefix="/figures/outflow", route_class=Transactional, tags=["figures"])

Group = Annotated[OutflowGroup, Query(description="Which of the counted cases / Vilka av de räknade ärendena")]


@router.get("", responses=FILES, response_model=OutflowAnswer)
async def show_outflow(
    principal: MaySeeFigures, arguments: Asked, tx: DbTx, request: Request, wanted: Wanted, by: By = None
) -> OutflowAnswer | Response:
    """Outflow: in work within 180 days and on day 180 of all mature cases, and the curve by day.

    Small numbers are suppressed for those without a unit.

    Utflöde: i arbete inom 180 dagar och på dag 180 av alla mogna ärenden, och kurvan dag för dag.
    Små tal skyddas för den som inte hör till en enhet.
    """
    figure = await taking.outflow_of(tx, arguments)
    view, slices = view_of(figure, principal, request), None
    if by is not None and not view.suppressed:
        slices = await _slices(tx, principal, figure, by)
        view = view.model_copy(update={"breakdown": BreakdownView.of(by, counts_of(slices))})
    return answer(wanted, view, lambda: _tables(view, by, slices), Asking(figure="outflow", arguments=arguments, by=by))


def view_of(figure: Outflow, principal: Principal, request: Request) -> OutflowAnswer:
    """The answer as the caller may see it, not broken down."""
    suppressed = not principal.units and too_small(figure)
    return OutflowAnswer(
        arguments=AskedView.of(figure.arguments),
        definitions=DEFINITIONS,
        goal=float(figure.goal),
        suppressed=suppressed,
        figure=None if suppressed else OutflowFigure.of(figure),
        breakdown=None,
        cases=links_to_cases(request, figure.arguments, OutflowGroup) if principal.units else None,
    )


@router.get("/cases")
async def list_outflow_cases(
    principal: MaySeeFigures,
    arguments: Asked,
    page: Page,
    tx: DbTx,
    reading: Statistics,
    cut: CutTo,
    group: Group = OutflowGroup.COHORT,
) -> Listing[CountedCase]:
    """Exactly the cases that the figure counts in the group, of one's own units, but for protected identities.

    Precis de ärenden som måttet räknar i gruppen, vid den egna enheten, utom skyddade personuppgifter.
    """
    only_with_units(principal)
    figure = await taking.outflow_of(tx, arguments)
    counted = Counted(arguments=arguments, rows=outflow_cases(figure, group), cut=cut)
    return await listed_cases(tx, principal, page, reading, counted)


async def _slices(tx: Tx, principal: Principal, figure: Outflow, by: Breakdown) -> tuple[Slice, ...]:
    values = await queries.values_of_cases(tx, figure.arguments, figure.cohort, by)
    return slices_for(principal, {group.value: outflow_cases(figure, group) for group in OutflowGroup}, values)


def _tables(view: OutflowAnswer, by: Breakdown | None, slices: tuple[Slice, ...] | None) -> list[Table]:
    if view.figure is None:
        return [withheld_row("outflow", (*OutflowCounts.model_fields, "share_within_180", "share_on_day_180"))]
    shares = {"share_within_180": view.figure.share_within_180.value, "share_on_day_180": view.figure.share_on_day_180.value}
    points = tuple(
        Row(key=(f"{point.day:03}",), numbers=(point.work, point.competing, point.at_risk)) for point in view.figure.curve.points
    )
    tables = [
        one_row("outflow", {**view.figure.counts.model_dump(), **shares}),
        Table(name="curve", dimensions=("day",), measures=("work", "competing", "at_risk"), rows=points),
    ]
    if by is not None and slices is not None:
        tables.append(breakdown_table(by, counts_of(slices)))
    return tables
