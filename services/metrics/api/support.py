"""F6 Support given: contacts planned and kept, gaps, no-shows, handovers, and the limits of introduction and follow-up."""

from typing import Annotated, Final

from fastapi import APIRouter, Query, Request, Response

from services.metrics import taking
from services.metrics.answers.counts import lengths, withheld_in
from services.metrics.answers.support import SUPPORT_STEPS, SupportFigure, SupportGroup, SupportView, support_counts
from services.metrics.answers.taper import TaperView
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
from services.metrics.figures.small_cells import ShownTable
from services.metrics.formats import Row, Table, one_row
from services.metrics.schemas import Asked as AskedView
from services.metrics.schemas import CountedCase
from shared.http.dependencies import DbTx, Page
from shared.http.paging import Listing
from shared.http.transactional import Transactional

router = APIRouter(prefix="/figures/support", route_class=Transactional, tags=["figures"])

Group = Annotated[SupportGroup, Query(description="Which of the counted cases / Vilka av de räknade ärendena")]

CONTACTS: Final = ("kept", "no_shows", "moved", "on_site")
OF_CONTACTS: Final = ("share_no_shows", "share_on_site")
BY_HANDOVERS: Final = ("share_within_180", "share_on_day_180", "share_known", "share_low")
DAYS: Final = ("count", "median", "p90", "largest")
TAPER: Final = tuple(name for name in TaperView.model_fields if name != "week")


@router.get("", responses=FILES, response_model=SupportView)
async def show_support(
    principal: MaySeeFigures, arguments: Asked, tx: DbTx, request: Request, wanted: Wanted, by: By = None
) -> SupportView | Response:
    """Support given: contacts by week since introduction began, gaps, no-shows, handovers, and what was over or under its limit.

    From those without a unit small counts are withheld, and what they could be computed from.

    Stöd som getts: kontakter per vecka sedan introduktionen började, uppehåll, uteblivna, överlämningar, och det som gått
    över eller under sin gräns. För den som inte hör till en enhet visas inte små tal, och inte heller det som de kan räknas
    ut av.
    """
    figure = await taking.support_of(tx, arguments)
    groups = support_counts(figure)
    slices = await slices_of_cases(tx, arguments, groups, by)
    shown = shown_to(principal, lengths(groups), slices, SUPPORT_STEPS)
    protect = not principal.units
    suppressed = nothing_in(shown)
    numbers = SupportFigure.of(figure, protect=protect, counts=shown.total if protect else None)
    view = SupportView(
        arguments=AskedView.of(arguments),
        definitions=DEFINITIONS,
        suppressed=suppressed,
        figure=None if suppressed else numbers,
        withheld=withheld_in(shown.total),
        breakdown=breakdown_view(by, shown),
        cases=links_to_cases(request, arguments, SupportGroup) if principal.units else None,
    )
    asking = Asking(figure="support", arguments=arguments, by=by)
    return answer(wanted, view, lambda: _tables(numbers, asking, shown), asking)


@router.get("/cases")
async def list_support_cases(
    principal: MaySeeFigures,
    arguments: Asked,
    page: Page,
    tx: DbTx,
    reading: Statistics,
    cut: CutTo,
    group: Group = SupportGroup.INTRODUCED,
) -> Listing[CountedCase]:
    """Exactly the cases that the figure counts in the group, of one's own units, but for protected identities.

    Precis de ärenden som måttet räknar i gruppen, vid den egna enheten, utom skyddade personuppgifter.
    """
    only_with_units(principal)
    figure = await taking.support_of(tx, arguments)
    counted = Counted(arguments=arguments, rows=support_counts(figure)[group.value], cut=cut)
    return await listed_cases(tx, principal, page, reading, counted)


def _tables(figure: SupportFigure, asking: Asking, shown: ShownTable) -> list[Table]:
    weeks = tuple(
        Row(key=(f"{week.week:03}",), numbers=tuple(number(getattr(week, name)) for name in TAPER)) for week in figure.taper
    )
    handed = tuple(
        Row(key=(one.handovers,), numbers=tuple(share(getattr(one, name)) for name in BY_HANDOVERS))
        for one in figure.by_handovers
    )
    reasons = figure.follow_ups_short or {}
    tables = [
        table_of("support", figure.counts),
        Table(name="taper", dimensions=("week",), measures=TAPER, rows=weeks),
        _contacts(figure),
        one_row("handovers", {"handovers": number(figure.handovers)}),
        *(
            one_row(name, dict(days)) if days else withheld_row(name, DAYS)
            for name, days in (("longest_gap", figure.longest_gap), ("days_without_contact", figure.days_without_contact))
        ),
        Table(name="by_handovers", dimensions=("handovers",), measures=BY_HANDOVERS, rows=handed),
        Table(
            name="follow_ups_short",
            dimensions=("reason",),
            measures=("cases",),
            rows=tuple(Row(key=(reason,), numbers=(count,)) for reason, count in reasons.items()),
        ),
    ]
    return [*tables, breakdown_table(asking.by, shown.slices)] if asking.by is not None else tables


def _contacts(figure: SupportFigure) -> Table:
    if figure.contacts is None:
        return withheld_row("contacts", (*CONTACTS, *OF_CONTACTS))
    counts = {name: getattr(figure.contacts, name) for name in CONTACTS}
    return one_row("contacts", {**counts, **{name: share(getattr(figure.contacts, name)) for name in OF_CONTACTS}})
