"""F3 Retention: of those who got work, how many have it 180 days later, against a year earlier."""

import asyncio
from typing import Annotated, Final

from fastapi import APIRouter, Query, Request, Response

from services.metrics import queries, taking
from services.metrics.answers.counts import BreakdownView, counts_of
from services.metrics.answers.retention import RetentionAnswer
from services.metrics.api.answering import FILES, Asking, By, CutTo, Wanted, answer, breakdown_table, slices_for
from services.metrics.api.asking import Asked, MaySeeFigures, Statistics, only_with_units
from services.metrics.api.links import links_to_cases
from services.metrics.api.lists import Counted, listed_cases
from services.metrics.figures.breakdowns import Breakdown, Slice
from services.metrics.figures.definitions import DEFINITIONS
from services.metrics.figures.retention import PeriodRetention, Retention, period_retention
from services.metrics.formats import WITHHELD, Number, Row, Table, one_row
from services.metrics.groups import RetentionGroup, retention_cases
from services.metrics.schemas import Asked as AskedView
from services.metrics.schemas import CountedCase, Differences, RetentionCounts, RetentionFigure, RetentionPeriod
from services.metrics.suppression import too_small
from shared.auth import Principal
from shared.db import Tx
from shared.http.dependencies import DbTx, Page
from shared.http.paging import Listing
from shared.http.transactional import Transactional

router = APIRouter(prefix="/figures/retention", route_class=Transactional, tags=["figures"])

Group = Annotated[RetentionGroup, Query(description="Which of the counted cases / Vilka av de räknade ärendena")]

SHARES: Final = ("share_known", "share_low", "same_employer_share_known", "same_employer_share_low")
COUNTS: Final = tuple(RetentionCounts.model_fields)
SURVIVAL: Final = ("survival", "low", "high", "at_risk")


@router.get("", responses=FILES, response_model=RetentionAnswer)
async def show_retention(
    principal: MaySeeFigures, arguments: Asked, tx: DbTx, request: Request, wanted: Wanted, by: By = None
) -> RetentionAnswer | Response:
    """Retention on day 180 after getting work, Kaplan-Meier, and the same period a year earlier.

    Small numbers are suppressed for those without a unit.

    Kvar i arbete dag 180 efter att ha fått det, Kaplan-Meier, och samma period ett år tidigare.
    Små tal skyddas för den som inte hör till en enhet.
    """
    figure = await taking.retention_of(tx, arguments)
    view, slices = view_of(figure, principal, request), None
    if by is not None and not view.period.suppressed:
        slices = await _slices(tx, principal, figure.period, by)
        view = view.model_copy(update={"breakdown": BreakdownView.of(by, counts_of(slices))})
    return answer(wanted, view, lambda: _tables(view, by, slices), Asking(figure="retention", arguments=arguments, by=by))


def view_of(figure: Retention, principal: Principal, request: Request) -> RetentionAnswer:
    """The answer as the caller may see it, not broken down."""
    period, earlier = _period(figure.period, principal, request), _period(figure.earlier, principal, request)
    shown = not (period.suppressed or earlier.suppressed)
    return RetentionAnswer(
        period=period,
        earlier=earlier,
        differences=Differences.of(figure) if shown else None,
        definitions=DEFINITIONS,
        breakdown=None,
    )


def _period(figure: PeriodRetention, principal: Principal, request: Request) -> RetentionPeriod:
    suppressed = not principal.units and too_small(figure)
    return RetentionPeriod(
        arguments=AskedView.of(figure.arguments),
        suppressed=suppressed,
        figure=None if suppressed else RetentionFigure.of(figure),
        cases=links_to_cases(request, figure.arguments, RetentionGroup) if principal.units else None,
    )


async def _slices(tx: Tx, principal: Principal, figure: PeriodRetention, by: Breakdown) -> tuple[Slice, ...]:
    values = await queries.values_of_cases(tx, figure.arguments, figure.cohort, by)
    return slices_for(principal, {group.value: retention_cases(figure, group) for group in RetentionGroup}, values)


@router.get("/cases")
async def list_retention_cases(
    principal: MaySeeFigures,
    arguments: Asked,
    page: Page,
    tx: DbTx,
    reading: Statistics,
    cut: CutTo,
    group: Group = RetentionGroup.COHORT,
) -> Listing[CountedCase]:
    """Exactly the cases that the figure counts in the group, of one's own units, but for protected identities.

    Precis de ärenden som måttet räknar i gruppen, vid den egna enheten, utom skyddade personuppgifter.
    """
    only_with_units(principal)
    found = await queries.for_retention(tx, arguments)
    figure = await asyncio.to_thread(lambda: period_retention(found.lives(), arguments))
    rows = Counted(arguments=arguments, rows=retention_cases(figure, group), cut=cut)
    return await listed_cases(tx, principal, page, reading, rows)


def _tables(view: RetentionAnswer, by: Breakdown | None, slices: tuple[Slice, ...] | None) -> list[Table]:
    periods = {"period": view.period.figure, "earlier": view.earlier.figure}
    counted = tuple(Row(key=(name,), numbers=_numbers(figure)) for name, figure in periods.items())
    lasting = tuple(
        Row(key=(name, f"{point.day:03}"), numbers=tuple(getattr(point, measure) for measure in SURVIVAL))
        for name, figure in periods.items()
        for point in (figure.survival if figure else ())
    )
    differences: dict[str, Number] = dict.fromkeys(Differences.model_fields, WITHHELD)
    tables = [
        Table(name="retention", dimensions=("period",), measures=(*COUNTS, *SHARES), rows=counted),
        Table(name="survival", dimensions=("period", "day"), measures=SURVIVAL, rows=lasting),
        one_row("differences", view.differences.model_dump() if view.differences else differences),
    ]
    if by is not None and slices is not None:
        tables.append(breakdown_table(by, counts_of(slices)))
    return tables


def _numbers(figure: RetentionFigure | None) -> tuple[Number, ...]:
    if figure is None:
        return (WITHHELD,) * len((*COUNTS, *SHARES))
    return *figure.counts.model_dump().values(), *(getattr(figure, name).value for name in SHARES)
