"""F7 Method fidelity: a comparison with Supported Employment as the method describes it."""

from collections.abc import Mapping
from typing import Annotated, Final

from fastapi import APIRouter, Query, Request, Response

from services.metrics import taking
from services.metrics.answers.counts import lengths, withheld_in
from services.metrics.answers.fidelity import (
    FIDELITY_STEPS,
    JOB_STEPS,
    FidelityFigure,
    FidelityGroup,
    FidelityView,
    fidelity_counts,
    job_counts,
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
from services.metrics.api.tables import share, table_of, withheld_row
from services.metrics.figures.definitions import DEFINITIONS
from services.metrics.figures.fidelity import Fidelity
from services.metrics.figures.small_cells import ShownTable
from services.metrics.formats import WITHHELD, Number, Table, one_row
from services.metrics.schemas import Asked as AskedView
from services.metrics.schemas import CountedCase
from shared.http.dependencies import DbTx, Page
from shared.http.paging import Listing
from shared.http.transactional import Transactional

router = APIRouter(prefix="/figures/fidelity", route_class=Transactional, tags=["figures"])

Group = Annotated[FidelityGroup, Query(description="Which of the counted cases / Vilka av de räknade ärendena")]

DIVERSITY: Final = ("diversity_of_employers", "diversity_of_occupations", "diversity_of_sectors")
ITEMS: Final = (*DIVERSITY, "regular", "community", "monthly_for_a_year")
DAYS: Final = ("count", "median", "p90", "largest")


@router.get("", responses=FILES, response_model=FidelityView)
async def show_fidelity(
    principal: MaySeeFigures, arguments: Asked, tx: DbTx, request: Request, wanted: Wanted, by: By = None
) -> FidelityView | Response:
    """Method fidelity: caseload, first employer contact, diversity, regular jobs, the workplace, and monthly contacts.

    It is a comparison, not the authority's own target. From those without a unit small counts are withheld, and what they could
    be computed from. A breakdown cuts the counts of cases; officers' time and contacts with employers are of no person.

    Metodtrohet: ärenden per heltid, första arbetsgivarkontakt, bredd, arbeten utan stöd, arbetsplatsen och månadskontakter.
    Det är en jämförelse, inte myndighetens eget mål. För den som inte hör till en enhet visas inte små tal, och inte heller det
    som de kan räknas ut av. En uppdelning gäller antalen ärenden; heltider och arbetsgivarkontakter hör inte till en person.
    """
    figure = await taking.fidelity_of(tx, arguments)
    groups = fidelity_counts(figure)
    slices = await slices_of_cases(tx, arguments, groups, by)
    shown = shown_to(principal, lengths(groups), slices, FIDELITY_STEPS)
    jobs = shown_to(principal, job_counts(figure), None, JOB_STEPS)
    suppressed = nothing_in(shown) and nothing_in(jobs)
    numbers = FidelityFigure.of(figure) if principal.units else FidelityFigure.of(figure, shown.total, jobs.total)
    view = FidelityView(
        arguments=AskedView.of(arguments),
        definitions=DEFINITIONS,
        suppressed=suppressed,
        figure=None if suppressed else numbers,
        withheld=[*withheld_in(shown.total), *withheld_in(jobs.total)],
        breakdown=breakdown_view(by, shown),
        cases=links_to_cases(request, arguments, FidelityGroup) if principal.units else None,
    )
    asking = Asking(figure="fidelity", arguments=arguments, by=by, more=_scale(numbers))
    return answer(wanted, view, lambda: _tables(figure, numbers, asking, shown), asking)


@router.get("/cases")
async def list_fidelity_cases(
    principal: MaySeeFigures,
    arguments: Asked,
    page: Page,
    tx: DbTx,
    reading: Statistics,
    cut: CutTo,
    group: Group = FidelityGroup.STARTED,
) -> Listing[CountedCase]:
    """Exactly the cases that the figure counts in the group, of one's own units, but for protected identities.

    Precis de ärenden som måttet räknar i gruppen, vid den egna enheten, utom skyddade personuppgifter.
    """
    only_with_units(principal)
    figure = await taking.fidelity_of(tx, arguments)
    counted = Counted(arguments=arguments, rows=fidelity_counts(figure)[group.value], cut=cut)
    return await listed_cases(tx, principal, page, reading, counted)


def _scale(figure: FidelityFigure) -> Mapping[str, str]:
    return {"scale": figure.scale, "scale_version": figure.scale_version}


def _tables(figure: Fidelity, shown: FidelityFigure, asking: Asking, cut: ShownTable) -> list[Table]:
    days = shown.days_to_first_contact
    tables = [
        table_of("fidelity", shown.counts),
        one_row("items", _items(figure, shown)),
        one_row("days_to_first_contact", dict(days)) if days else withheld_row("days_to_first_contact", DAYS),
    ]
    return [*tables, breakdown_table(asking.by, cut.slices)] if asking.by is not None else tables


def _items(figure: Fidelity, shown: FidelityFigure) -> dict[str, Number]:
    """The items; what the figure has and the answer has not is withheld, what the figure has not either there is none of."""
    of_days = shown.days_to_first_contact
    minutes = shown.community_minutes.value if shown.community_minutes else None
    return {
        "full_time": shown.full_time,
        "caseload": WITHHELD if shown.caseload is None and figure.caseload is not None else shown.caseload,
        "caseload_score": WITHHELD if shown.caseload is None and figure.caseload is not None else shown.caseload_score,
        "first_contact_score": shown.first_contact_score if of_days else WITHHELD,
        "employer_visits": shown.employer_visits,
        "visits_a_week": shown.visits_a_week,
        "jobs": number(shown.jobs),
        **{name: share(getattr(shown, name)) for name in ITEMS},
        "community_minutes": WITHHELD if shown.community is None else minutes,
        "contacts_without_minutes": number(shown.contacts_without_minutes),
    }
