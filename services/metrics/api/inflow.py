"""F1 Inflow and load: what goes on and who waits on a date, against the capacity; what came and started in a period."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from fastapi import APIRouter, Request, Response

from services.metrics import queries, taking
from services.metrics.answers.counts import BreakdownView, CountedReferral
from services.metrics.answers.inflow import InflowView, LoadView, OfficerLoadView, PartView, of_figure, part_counts
from services.metrics.api.answering import FILES, Asking, By, Cut, CutTo, GroupName, Wanted, answer, breakdown_table, number
from services.metrics.api.asking import Asked, MaySeeFigures, Statistics, only_with_units
from services.metrics.api.lists import Counted, group_of, listed_cases, listed_referrals, lists_of
from services.metrics.figures.breakdowns import Breakdown, sliced
from services.metrics.figures.definitions import DEFINITIONS
from services.metrics.figures.inflow import Inflow
from services.metrics.figures.shares import Rows, together
from services.metrics.figures.small_cells import Step, shown_table
from services.metrics.formats import WITHHELD, Number, Row, Table
from services.metrics.queries import gathering
from services.metrics.schemas import Asked as AskedView
from services.metrics.schemas import CountedCase
from shared.auth import Principal
from shared.db import Tx
from shared.http.dependencies import DbTx, Page
from shared.http.paging import Listing
from shared.http.transactional import Transactional

router = APIRouter(prefix="/figures/inflow", route_class=Transactional, tags=["figures"])

STEPS: Final = (
    *(Step(parts=(group,)) for group in ("ongoing", "waiting", "started")),
    Step(parts=("paused",), of="ongoing"),
    *(Step(parts=(f"referrals-{how}",)) for how in ("received", "returned", "accepted")),
)
"""Which counts are some of others, for what is withheld: who was answered in the period may have come before it."""

LOAD: Final = ("ongoing", "paused", "full_time", "capacity", "load")
WAITING: Final = ("cases", "median_days", "ninetieth_percentile_days")
FLOW: Final = ("referrals_received", "referrals_returned", "referrals_accepted", "started")
MEASURES: Final = (*LOAD, "waiting", *WAITING[1:], *FLOW)

Counts = Mapping[str, Mapping[str, int | None]]


@router.get("", responses=FILES, response_model=InflowView)
async def show_inflow(
    principal: MaySeeFigures, arguments: Asked, tx: DbTx, request: Request, wanted: Wanted, by: By = None
) -> InflowView | Response:
    """Inflow and load: ongoing and waiting cases on `as_of` against the capacity; referrals and starts in the period.

    Of those without a unit small counts are withheld, and what they could be computed from.

    Inflöde och belastning: pågående och väntande ärenden på `as_of` mot kapaciteten; anvisningar och starter under perioden.
    För den som inte hör till en enhet visas inte små tal, och inte heller det som de kan räknas ut av.
    """
    figure = await taking.inflow_of(tx, arguments)
    slices = await _slices(tx, figure, by) if by is not None else None
    shown = _shown(principal, figure, slices)
    view = InflowView(
        arguments=AskedView.of(arguments),
        definitions=DEFINITIONS,
        total=PartView.of(figure.total, shown.total),
        units=[PartView.of(part, shown.units[part.unit]) for part in figure.units if part.unit and part.unit in shown.units],
        support_persons=[OfficerLoadView.of(one) for one in figure.support_persons] if principal.units else None,
        breakdown=BreakdownView.of(by, shown.slices) if by is not None and shown.slices is not None else None,
        rows=lists_of(request, arguments, figure.groups(), _list) if principal.units else None,
    )
    return answer(wanted, view, lambda: _tables(view, by, shown.slices), Asking(figure="inflow", arguments=arguments, by=by))


@router.get("/cases")
async def list_inflow_cases(
    principal: MaySeeFigures,
    arguments: Asked,
    page: Page,
    tx: DbTx,
    reading: Statistics,
    cut: CutTo,
    group: GroupName = "ongoing",
) -> Listing[CountedCase]:
    """Exactly the cases that the figure counts in the group, of one's own units, but for protected identities.

    Precis de ärenden som måttet räknar i gruppen, vid den egna enheten, utom skyddade personuppgifter.
    """
    only_with_units(principal)
    figure = await taking.inflow_of(tx, arguments)
    counted = _in_the_group(figure, "cases", group, cut)
    return await listed_cases(tx, principal, page, reading, counted)


@router.get("/referrals")
async def list_inflow_referrals(
    principal: MaySeeFigures,
    arguments: Asked,
    page: Page,
    tx: DbTx,
    reading: Statistics,
    cut: CutTo,
    group: GroupName = "referrals-received",
) -> Listing[CountedReferral]:
    """Exactly the referrals that the figure counts in the group, to one's own units, but for protected identities.

    Precis de anvisningar som måttet räknar i gruppen, till den egna enheten, utom skyddade personuppgifter.
    """
    only_with_units(principal)
    figure = await taking.inflow_of(tx, arguments)
    counted = _in_the_group(figure, "referrals", group, cut)
    return await listed_referrals(tx, principal, page, reading, counted, await gathering.answered(tx, arguments))


def _in_the_group(figure: Inflow, kind: str, group: str, cut: Cut) -> Counted:
    """The rows of the group. Those of one unit are what the figure counts there: a case can have been handed over."""
    if cut.by is Breakdown.UNIT and cut.value is not None:
        return Counted(arguments=figure.arguments, rows=group_of(_listed(figure.at(cut.value), kind), group), cut=Cut())
    return Counted(arguments=figure.arguments, rows=group_of(_listed(figure.groups(), kind), group), cut=cut)


def _listed(groups: Mapping[str, Rows], kind: str) -> dict[str, Rows]:
    return {name: rows for name, rows in groups.items() if _list(name) == kind}


def _list(group: str) -> str:
    return "referrals" if group.startswith("referrals") else "cases"


async def _slices(tx: Tx, figure: Inflow, by: Breakdown) -> Mapping[str, Mapping[str, int]]:
    if by is Breakdown.UNIT:
        return {unit: counts for unit, counts in of_figure(figure).items() if any(counts.values())}
    groups, arguments = figure.groups(), figure.arguments
    cases = together(rows for name, rows in groups.items() if _list(name) == "cases")
    values = await queries.values_of_cases(tx, arguments, cases, by)
    values = values.and_those(await queries.values_of_referrals(tx, arguments, by))
    return {one.value: {name: len(rows) for name, rows in one.groups.items()} for one in sliced(groups, values)}


@dataclass(frozen=True, kw_only=True, slots=True)
class Shown:
    """The counts as the caller may see them."""

    total: Mapping[str, int | None]
    units: Counts
    slices: Counts | None


def _shown(principal: Principal, figure: Inflow, slices: Mapping[str, Mapping[str, int]] | None) -> Shown:
    """Those at the units see every count."""
    total, units = part_counts(figure.total), of_figure(figure)
    if principal.units:
        return Shown(total=total, units=units, slices=slices)
    by_unit = shown_table(total, units, STEPS)
    by_slice = None if slices is None else shown_table(total, slices, STEPS).slices
    staffed = {part.unit: dict.fromkeys(total) for part in figure.units if part.unit is not None and part.load.full_time}
    return Shown(total=by_unit.total, units={**staffed, **by_unit.slices}, slices=by_slice)


def _tables(view: InflowView, by: Breakdown | None, slices: Counts | None) -> list[Table]:
    tables = [
        Table(name="total", dimensions=(), measures=MEASURES, rows=(Row(key=(), numbers=_numbers(view.total)),)),
        Table(
            name="units",
            dimensions=("unit",),
            measures=MEASURES,
            rows=tuple(Row(key=(part.unit or "",), numbers=_numbers(part)) for part in view.units),
        ),
    ]
    if view.support_persons is not None:
        rows = [Row(key=(one.unit, one.support_person), numbers=_load(one.load)) for one in view.support_persons]
        tables.append(Table(name="support_persons", dimensions=("unit", "support_person"), measures=LOAD, rows=tuple(rows)))
    if by is not None and slices is not None:
        tables.append(breakdown_table(by, slices))
    return tables


def _numbers(part: PartView) -> tuple[Number, ...]:
    withheld = part.waiting.cases is None
    days = [WITHHELD if withheld else getattr(part.waiting, name) for name in WAITING[1:]]
    counts = [number(getattr(part.flow, name)) for name in FLOW]
    return (*_load(part.load), number(part.waiting.cases), *days, *counts)


def _load(load: LoadView) -> tuple[Number, ...]:
    full = WITHHELD if load.ongoing is None else load.load
    return number(load.ongoing), number(load.paused), load.full_time, load.capacity, full
