"""F5 Interruptions: why, when and in which phase cases were broken off, and what was knowable at referral."""

from collections.abc import Collection, Mapping, Sequence
from typing import TypeVar

from fastapi import APIRouter, Request, Response

from services.metrics import queries, taking
from services.metrics.answers.counts import BreakdownView, CountedReferral, counts_of
from services.metrics.answers.interruptions import InterruptionsView, MarginView, SourceView, cells_of
from services.metrics.api.answering import (
    FILES,
    Asking,
    By,
    CutTo,
    GroupName,
    Wanted,
    answer,
    any_small,
    breakdown_table,
    number,
    slices_for,
)
from services.metrics.api.asking import Asked, MaySeeFigures, Statistics, only_with_units
from services.metrics.api.lists import Counted, group_of, listed_cases, listed_referrals, lists_of
from services.metrics.api.tables import withheld_row
from services.metrics.figures.breakdowns import Breakdown, Slice
from services.metrics.figures.definitions import DEFINITIONS
from services.metrics.figures.interruptions import Interruptions
from services.metrics.figures.shares import Rows, rows
from services.metrics.figures.small_cells import small
from services.metrics.formats import Row, Table, one_row
from services.metrics.queries import gathering
from services.metrics.schemas import Asked as AskedView
from services.metrics.schemas import CountedCase
from shared.auth import Principal
from shared.db import Tx
from shared.http.dependencies import DbTx, Page
from shared.http.paging import Listing
from shared.http.transactional import Transactional

router = APIRouter(prefix="/figures/interruptions", route_class=Transactional, tags=["figures"])

T = TypeVar("T")
Numbers = Sequence[tuple[tuple[str, ...], tuple[int, ...]]]
SOURCE = ("referrals", "returned", "interrupted", "returned_knowable", "interrupted_knowable", "untold")


@router.get("", responses=FILES, response_model=InterruptionsView)
async def show_interruptions(
    principal: MaySeeFigures, arguments: Asked, tx: DbTx, request: Request, wanted: Wanted, by: By = None
) -> InterruptionsView | Response:
    """Cases broken off in the period, by reason, phase and days since the start; and what came of each source's referrals.

    *Knowable at referral*: a criterion was not met or unknown when first judged (one that nobody judged is unknown), and the
    reason is not one that no criterion speaks of. Tables with small numbers are withheld from those without a unit.

    Ärenden som avbröts under perioden, efter skäl, fas och dagar sedan start; och vad det blev av varje aktörs anvisningar.
    *Kunde vara känt vid anvisningen*: ett kriterium var inte uppfyllt eller okänt när det först bedömdes, och skälet är inte ett
    som inget kriterium handlar om. Tabeller med små tal visas inte för den som inte hör till en enhet.
    """
    figure = await taking.interruptions_of(tx, arguments)
    slices = await _slices(tx, principal, figure, by) if by is not None else None
    sees_all = bool(principal.units)
    interrupted, total = len(figure.interrupted), SourceView.of(figure.total)
    sources = [SourceView.of(source) for source in figure.sources]
    view = InterruptionsView(
        arguments=AskedView.of(arguments),
        definitions=DEFINITIONS,
        interrupted=interrupted if sees_all or not small(interrupted) else None,
        cells=_whole(cells_of(figure), sees_all=sees_all, of=[len(cases) for cases in figure.cells().values()]),
        by_reason=_margin(figure.by_reason(), sees_all=sees_all),
        by_phase=_margin(figure.by_phase(), sees_all=sees_all),
        by_days=_margin(figure.by_days(), sees_all=sees_all),
        referrals=_whole(total, sees_all=sees_all, of=total.counts()),
        sources=_whole(sources, sees_all=sees_all, of=[count for source in sources for count in source.counts()]),
        breakdown=BreakdownView.of(by, counts_of(slices)) if by is not None and slices is not None else None,
        rows=lists_of(request, arguments, groups(figure), _list) if principal.units else None,
    )
    asking = Asking(figure="interruptions", arguments=arguments, by=by)
    return answer(wanted, view, lambda: _tables(view, by, slices), asking)


@router.get("/cases")
async def list_interrupted_cases(
    principal: MaySeeFigures,
    arguments: Asked,
    page: Page,
    tx: DbTx,
    reading: Statistics,
    cut: CutTo,
    group: GroupName = "interrupted",
) -> Listing[CountedCase]:
    """Exactly the cases that the figure counts in the group, of one's own units, but for protected identities.

    Precis de ärenden som måttet räknar i gruppen, vid den egna enheten, utom skyddade personuppgifter.
    """
    only_with_units(principal)
    figure = await taking.interruptions_of(tx, arguments)
    counted = Counted(arguments=arguments, rows=group_of(_listed(figure, "cases"), group), cut=cut)
    return await listed_cases(tx, principal, page, reading, counted)


@router.get("/referrals")
async def list_interrupted_referrals(
    principal: MaySeeFigures,
    arguments: Asked,
    page: Page,
    tx: DbTx,
    reading: Statistics,
    cut: CutTo,
    group: GroupName = "referrals",
) -> Listing[CountedReferral]:
    """Exactly the referrals that the figure counts in the group, to one's own units, but for protected identities.

    Precis de anvisningar som måttet räknar i gruppen, till den egna enheten, utom skyddade personuppgifter.
    """
    only_with_units(principal)
    figure = await taking.interruptions_of(tx, arguments)
    counted = Counted(arguments=arguments, rows=group_of(_listed(figure, "referrals"), group), cut=cut)
    return await listed_referrals(tx, principal, page, reading, counted, await gathering.received(tx, arguments))


def _listed(figure: Interruptions, kind: str) -> dict[str, Rows]:
    return {name: rows for name, rows in groups(figure).items() if _list(name) == kind}


def groups(figure: Interruptions) -> Mapping[str, Rows]:
    """What is counted, by name: the figure's groups, and each cell."""
    cells = {"-".join(("cell", *key)): cases for key, cases in figure.cells().items()}
    return {**figure.groups(), **cells}


def _list(group: str) -> str:
    return "referrals" if group.startswith("referrals") else "cases"


async def _slices(tx: Tx, principal: Principal, figure: Interruptions, by: Breakdown) -> tuple[Slice, ...]:
    cases = rows(one.case for one in figure.interrupted)
    values = await queries.values_of_cases(tx, figure.arguments, cases, by)
    values = values.and_those(await queries.values_of_referrals(tx, figure.arguments, by))
    return slices_for(principal, figure.groups(), values)


def _whole(table: T, *, sees_all: bool, of: Collection[int]) -> T | None:
    """The table, or nothing when somebody would see a small count in it who may not."""
    return table if sees_all or not any_small(of) else None


def _margin(counted: Mapping[str, Rows], *, sees_all: bool) -> list[MarginView] | None:
    margin = [MarginView(value=value, cases=len(cases)) for value, cases in counted.items()]
    return _whole(margin, sees_all=sees_all, of=[one.cases for one in margin])


def _tables(view: InterruptionsView, by: Breakdown | None, slices: tuple[Slice, ...] | None) -> list[Table]:
    tables = [one_row("interrupted", {"cases": number(view.interrupted)})]
    cells = [((one.reason, one.phase, one.days), (one.cases,)) for one in view.cells] if view.cells is not None else None
    tables.append(_table("cells", ("reason", "phase", "days"), ("cases",), cells))
    for name, margin in (("reason", view.by_reason), ("phase", view.by_phase), ("days", view.by_days)):
        counted = [((one.value,), (one.cases,)) for one in margin] if margin is not None else None
        tables.append(_table(f"by_{name}", (name,), ("cases",), counted))
    total = [((), _source(view.referrals))] if view.referrals is not None else None
    sources = [((one.source or "",), _source(one)) for one in view.sources] if view.sources is not None else None
    tables += [_table("referrals", (), SOURCE, total), _table("sources", ("source",), SOURCE, sources)]
    if by is not None and slices is not None:
        tables.append(breakdown_table(by, counts_of(slices)))
    return tables


def _table(name: str, dimensions: tuple[str, ...], measures: tuple[str, ...], rows: Numbers | None) -> Table:
    """The table, or one that says that it is withheld."""
    if rows is None:
        return withheld_row(name, measures)
    found = tuple(Row(key=key, numbers=numbers) for key, numbers in rows)
    return Table(name=name, dimensions=dimensions, measures=measures, rows=found)


def _source(source: SourceView) -> tuple[int, ...]:
    return tuple(getattr(source, name) for name in SOURCE)
