"""F11: what a young cohort will come to."""

from typing import Annotated, Final

from fastapi import APIRouter, Query, Request, Response

from services.metrics import taking
from services.metrics.answers.counts import lengths, withheld_in
from services.metrics.answers.delays import (
    MATURITY_STEPS,
    BandView,
    MaturityFigure,
    MaturityGroup,
    MaturityView,
    maturity_counts,
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
    number,
    shown_to,
    slices_of_cases,
)
from services.metrics.api.asking import Asked, MaySeeFigures, Statistics, only_with_units
from services.metrics.api.links import links_to_cases
from services.metrics.api.lists import Counted, listed_cases
from services.metrics.api.tables import share
from services.metrics.figures.definitions import DEFINITIONS
from services.metrics.figures.maturity import BAND, Maturity
from services.metrics.figures.small_cells import ShownTable
from services.metrics.formats import WITHHELD, Number, Table, one_row
from services.metrics.schemas import Asked as AskedView
from services.metrics.schemas import CountedCase
from shared.http.dependencies import DbTx, Page
from shared.http.paging import Listing
from shared.http.transactional import Transactional

router = APIRouter(prefix="/figures/maturity", route_class=Transactional, tags=["figures"])

Group = Annotated[MaturityGroup, Query(description="Which of the counted cases / Vilka av de räknade ärendena")]

BANDED: Final = tuple(BandView.model_fields)


@router.get("", responses=FILES, response_model=MaturityView)
async def show_maturity(
    principal: MaySeeFigures, arguments: Asked, tx: DbTx, request: Request, wanted: Wanted, by: By = None
) -> MaturityView | Response:
    """Maturity of a young cohort: what share of its outflow should be known by now, and a band for the final number.

    From those without a unit small counts are withheld, and what they could be computed from.

    En ung kohorts mognad: hur stor del av utflödet som bör vara känd nu, och ett intervall för det slutliga antalet.
    För den som inte hör till en enhet visas inte små tal, och inte heller det som de kan räknas ut av.
    """
    figure = await taking.maturity_of(tx, arguments)
    groups = maturity_counts(figure)
    slices = await slices_of_cases(tx, figure.arguments, groups, by)
    shown = shown_to(principal, lengths(groups), slices, MATURITY_STEPS)
    suppressed = nothing_in(shown)
    numbers = MaturityFigure.of(figure, None if principal.units else shown.total)
    view = MaturityView(
        arguments=AskedView.of(figure.arguments),
        definitions=DEFINITIONS,
        confidence=BAND,
        suppressed=suppressed,
        figure=None if suppressed else numbers,
        withheld=withheld_in(shown.total),
        breakdown=breakdown_view(by, shown),
        cases=links_to_cases(request, figure.arguments, MaturityGroup) if principal.units else None,
    )
    asking = Asking(figure="maturity", arguments=figure.arguments, by=by, more={"confidence": str(BAND)})
    return answer(wanted, view, lambda: _tables(figure, numbers, asking, shown), asking)


@router.get("/cases")
async def list_maturity_cases(
    principal: MaySeeFigures,
    arguments: Asked,
    page: Page,
    tx: DbTx,
    reading: Statistics,
    cut: CutTo,
    group: Group = MaturityGroup.COHORT,
) -> Listing[CountedCase]:
    """Exactly the cases that the figure counts in the group, of one's own units, but for protected identities.

    Precis de ärenden som måttet räknar i gruppen, vid den egna enheten, utom skyddade personuppgifter.
    """
    only_with_units(principal)
    figure = await taking.maturity_of(tx, arguments)
    counted = Counted(arguments=figure.arguments, rows=maturity_counts(figure)[group.value], cut=cut)
    return await listed_cases(tx, principal, page, reading, counted)


def _tables(figure: Maturity, shown: MaturityFigure, asking: Asking, cut: ShownTable) -> list[Table]:
    tables = [one_row("maturity", _numbers(figure, shown))]
    return [*tables, breakdown_table(asking.by, cut.slices)] if asking.by is not None else tables


def _numbers(figure: Maturity, shown: MaturityFigure) -> dict[str, Number]:
    """What the figure has and the answer has not is withheld; what the figure has not either there is none of."""
    none = None if figure.band is None else WITHHELD
    learnt = figure.expected_known is None or shown.expected_known is not None
    return {
        "cohort": number(shown.counts.cohort),
        "known": number(shown.counts.known),
        "share_known": share(shown.share_known),
        "past": number(shown.past),
        "past_counted": number(shown.past_counted),
        "expected_known": shown.expected_known if learnt else WITHHELD,
        **{name: getattr(shown.band, name) if shown.band else none for name in BANDED},
    }
