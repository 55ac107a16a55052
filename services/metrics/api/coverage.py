"""F9 Coverage in SUS."""

from typing import Annotated

from fastapi import APIRouter, Query, Request, Response

from services.metrics import taking
from services.metrics.answers.counts import lengths, withheld_in
from services.metrics.answers.coverage import (
    CoverageFigure,
    CoverageGroup,
    CoverageView,
    coverage_cases,
    coverage_counts,
    coverage_shown,
    coverage_steps,
)
from services.metrics.api.answering import (
    FILES,
    Asking,
    By,
    CutTo,
    Wanted,
    answer,
    breakdown_table,
    breakdown_view,
    nothing_in,
    shown_to,
    slices_of_cases,
)
from services.metrics.api.asking import Asked, MaySeeFigures, Statistics, only_with_units
from services.metrics.api.links import links_to_cases
from services.metrics.api.lists import Counted, listed_cases
from services.metrics.api.tables import share
from services.metrics.figures.definitions import DEFINITIONS
from services.metrics.figures.small_cells import ShownTable
from services.metrics.formats import WITHHELD, Number, Table, one_row
from services.metrics.schemas import Asked as AskedView
from services.metrics.schemas import CountedCase
from shared.http.dependencies import DbTx, Page
from shared.http.paging import Listing
from shared.http.transactional import Transactional

router = APIRouter(prefix="/figures/coverage", route_class=Transactional, tags=["figures"])

Group = Annotated[CoverageGroup, Query(description="Which of the counted cases / Vilka av de räknade ärendena")]


@router.get("", responses=FILES, response_model=CoverageView)
async def show_coverage(
    principal: MaySeeFigures, arguments: Asked, tx: DbTx, request: Request, wanted: Wanted, by: By = None
) -> CoverageView | Response:
    """Coverage in SUS: worked with, consented, registered, and why not.

    From those without a unit small counts are withheld, and what they could be computed from.

    Täckning i SUS: arbetat med, samtyckt, registrerade, och varför inte.
    För den som inte hör till en enhet visas inte små tal, och inte heller det som de kan räknas ut av.
    """
    figure = await taking.coverage_of(tx, arguments)
    groups = coverage_counts(figure)
    slices = await slices_of_cases(tx, arguments, groups, by)
    shown = _shown(shown_to(principal, lengths(groups), slices, coverage_steps(figure)))
    suppressed = nothing_in(shown)
    numbers = CoverageFigure.of(figure, shown.total)
    view = CoverageView(
        arguments=AskedView.of(arguments),
        definitions=DEFINITIONS,
        suppressed=suppressed,
        figure=None if suppressed else numbers,
        withheld=withheld_in(shown.total),
        breakdown=breakdown_view(by, shown),
        cases=links_to_cases(request, arguments, coverage_cases(figure)) if principal.units else None,
    )
    asking = Asking(figure="coverage", arguments=arguments, by=by)
    return answer(wanted, view, lambda: _tables(numbers, asking, shown), asking)


@router.get("/cases")
async def list_coverage_cases(
    principal: MaySeeFigures,
    arguments: Asked,
    page: Page,
    tx: DbTx,
    reading: Statistics,
    cut: CutTo,
    group: Group = CoverageGroup.WORKED_WITH,
) -> Listing[CountedCase]:
    """Exactly the cases that the figure counts in the group, of one's own units, but for protected identities.

    Precis de ärenden som måttet räknar i gruppen, vid den egna enheten, utom skyddade personuppgifter.
    """
    only_with_units(principal)
    rows = coverage_cases(await taking.coverage_of(tx, arguments)).get(group, ())
    return await listed_cases(tx, principal, page, reading, Counted(arguments=arguments, rows=rows, cut=cut))


def _shown(table: ShownTable) -> ShownTable:
    slices = {value: coverage_shown(counts) for value, counts in table.slices.items()}
    return ShownTable(total=coverage_shown(table.total), slices=slices, left_out=table.left_out)


def _tables(figure: CoverageFigure, asking: Asking, shown: ShownTable) -> list[Table]:
    counts: dict[str, Number] = {}
    for name, count in figure.counts.model_dump().items():
        withheld = name.replace("_", "-") in withheld_in(shown.total)
        counts[name] = WITHHELD if withheld else count
    told = figure.not_known is None
    shares = {
        "share_consented": share(figure.share_consented),
        "share_registered": share(figure.share_registered) if told else None,
    }
    tables = [one_row("coverage", {**counts, **shares})]
    return [*tables, breakdown_table(asking.by, shown.slices)] if asking.by is not None else tables
