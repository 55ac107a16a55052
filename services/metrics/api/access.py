"""F8 Fair access: who gets from the referral to a job that lasts, by group."""

from typing import Annotated

from fastapi import APIRouter, Query, Request, Response

from services.metrics import taking
from services.metrics.answers.access import FairAccessView, FunnelView, field, funnel_views
from services.metrics.answers.counts import CountedReferral
from services.metrics.api.answering import (
    FILES,
    Asking,
    Cut,
    GroupName,
    SliceValue,
    Wanted,
    answer,
    cut_to,
    number,
    withheld,
)
from services.metrics.api.asking import Asked, MaySeeFigures, Statistics, only_with_units
from services.metrics.api.lists import Counted, group_of, listed_referrals, lists_of
from services.metrics.figures.access import STAGES, FairAccess, Funnel
from services.metrics.figures.breakdowns import Breakdown
from services.metrics.figures.definitions import DEFINITIONS
from services.metrics.figures.small_cells import ShownFunnel, shown_funnel
from services.metrics.formats import WITHHELD, Number, Row, Table
from services.metrics.queries import gathering
from services.metrics.schemas import Asked as AskedView
from shared.http.dependencies import DbTx, Page
from shared.http.paging import Listing
from shared.http.transactional import Transactional

router = APIRouter(prefix="/figures/fair-access", route_class=Transactional, tags=["figures"])

Groups = Annotated[Breakdown, Query(alias="breakdown", description="The groups compared / Grupperna som jämförs")]


@router.get("", responses=FILES, response_model=FairAccessView)
async def show_fair_access(
    principal: MaySeeFigures,
    arguments: Asked,
    tx: DbTx,
    request: Request,
    wanted: Wanted,
    by: Groups = Breakdown.SEX,
) -> FairAccessView | Response:
    """The funnel from referral to a job that lasts, by group. Counts of 1-4 are withheld from everybody, and what tells them.

    Trattmodellen från anvisning till ett arbete som varar, per grupp. Antal på 1-4 visas inte för någon, och inte heller det
    som de kan räknas ut av.
    """
    figure = (await taking.fair_access_of(tx, arguments, by))[by]
    shown = shown_of(figure)
    total, groups = funnel_views(figure, shown)
    view = FairAccessView(
        arguments=AskedView.of(arguments),
        definitions=DEFINITIONS,
        by=by,
        total=total,
        groups=groups,
        left_out=len(groups) < len(figure.groups),
        rows=lists_of(request, arguments, _listable(shown), lambda _: "referrals") if principal.units else None,
    )
    return answer(wanted, view, lambda: _tables(view), Asking(figure="fair-access", arguments=arguments, by=by))


@router.get("/referrals")
async def list_fair_access_referrals(
    principal: MaySeeFigures,
    arguments: Asked,
    page: Page,
    tx: DbTx,
    reading: Statistics,
    group: GroupName = "referrals-received",
    by: Groups = Breakdown.SEX,
    value: SliceValue = None,
) -> Listing[CountedReferral]:
    """Exactly the referrals that the figure counts at the stage, to one's own units, but for protected identities.

    What the figure withholds is not listed.

    Precis de anvisningar som måttet räknar i steget, till den egna enheten, utom skyddade personuppgifter. Det som måttet
    inte visar listas inte.
    """
    only_with_units(principal)
    await cut_to(tx, by, value)
    figure = (await taking.fair_access_of(tx, arguments, by))[by]
    funnel, counts = _asked_for(figure, value)
    rows = group_of({stage.value: funnel.stages[stage] for stage in STAGES}, group)
    if dict(zip((stage.value for stage in STAGES), counts, strict=True))[group] is None:
        raise withheld("group")
    counted = Counted(arguments=arguments, rows=rows, cut=Cut())
    return await listed_referrals(tx, principal, page, reading, counted, await gathering.received(tx, arguments))


def shown_of(figure: FairAccess) -> ShownFunnel:
    """The counts as they may be shown."""
    return shown_funnel({funnel.group or "": funnel.counts for funnel in figure.groups}, stages=len(STAGES))


def _asked_for(figure: FairAccess, value: str | None) -> tuple[Funnel, tuple[int | None, ...]]:
    shown = shown_of(figure)
    if value is None:
        return figure.total, shown.total
    for funnel in figure.groups:
        if funnel.group == value:
            return funnel, shown.groups.get(value, (None,) * len(STAGES))
    nobody = Funnel(group=value, stages=dict.fromkeys(STAGES, ()))
    return nobody, nobody.counts


def _listable(shown: ShownFunnel) -> list[str]:
    return [stage.value for stage, count in zip(STAGES, shown.total, strict=True) if count is not None]


def _tables(view: FairAccessView) -> list[Table]:
    names = tuple(field(stage) for stage in STAGES)
    steps = tuple(name for name in names if name in type(view.total.shares).model_fields)
    measures = (*names, *(f"share_{name}" for name in steps))
    return [
        Table(name="total", dimensions=(), measures=measures, rows=(Row(key=(), numbers=_numbers(view.total, names, steps)),)),
        Table(
            name="groups",
            dimensions=(view.by.value,),
            measures=measures,
            rows=tuple(Row(key=(one.group or "",), numbers=_numbers(one, names, steps)) for one in view.groups),
        ),
    ]


def _numbers(funnel: FunnelView, names: tuple[str, ...], steps: tuple[str, ...]) -> tuple[Number, ...]:
    shares = [getattr(funnel.shares, name).share for name in steps]
    return (
        *(number(getattr(funnel.stages, name)) for name in names),
        *(WITHHELD if share is None else share.value for share in shares),
    )
