"""F4 Results of a period: what was decided, who got work, and how cases ended."""

from collections.abc import Mapping
from typing import Annotated, Final
from uuid import UUID

from fastapi import APIRouter, Query, Request, Response

from services.metrics import queries, taking
from services.metrics.answers.counts import BreakdownView, CountedOutcome, counts_of
from services.metrics.answers.results import ResultParts, ResultSums, ResultsView
from services.metrics.api.answering import (
    FILES,
    Asking,
    By,
    CutTo,
    GroupName,
    Subject,
    Wanted,
    answer,
    any_small,
    breakdown_table,
    listed,
    slices_for,
)
from services.metrics.api.asking import Asked, MaySeeFigures, Statistics, only_with_units
from services.metrics.api.lists import group_of, lists_of, only
from services.metrics.api.tables import withheld_row
from services.metrics.figures.breakdowns import Breakdown, Slice, Values
from services.metrics.figures.columns import Members, Texts
from services.metrics.figures.definitions import DEFINITIONS
from services.metrics.figures.results import BEFORE, Results, Tally
from services.metrics.formats import Row, Table
from services.metrics.schemas import Asked as AskedView
from shared.auth import Principal
from shared.db import Tx
from shared.http.dependencies import DbTx, Page
from shared.http.paging import Listing
from shared.http.transactional import Transactional

router = APIRouter(prefix="/figures/results", route_class=Transactional, tags=["figures"])

Goal = Annotated[
    int | None,
    Query(ge=0, le=1_000_000, description="Goal for subsidised employments without extensions / Mål för subventionerade"),
]


TALLY: Final = ("outcomes", "persons")


@router.get("", responses=FILES, response_model=ResultsView)
async def show_results(
    principal: MaySeeFigures,
    arguments: Asked,
    tx: DbTx,
    request: Request,
    wanted: Wanted,
    by: By = None,
    goal: Goal = None,
) -> ResultsView | Response:
    """Results of the period: decisions new and extended by form, employments started, exits; outcomes and persons apart.

    Every form of work counts, whatever `work_classes` says. Small numbers are withheld from those without a unit.

    Periodens resultat: nya och förlängda beslut per form, påbörjade anställningar, avslut; utfall och personer var för sig.
    Alla anställningsformer räknas oavsett `work_classes`. Små tal visas inte för den som inte hör till en enhet.
    """
    figure = await taking.results_of(tx, arguments, goal=goal)
    slices = await _slices(tx, principal, figure, by) if by is not None else None
    groups = figure.groups()
    sums_shown = bool(principal.units) or not any_small(
        count for found in figure.sums().values() for count in (len(found.outcomes), len(found.persons))
    )
    parts_shown = sums_shown and (bool(principal.units) or not any_small(map(len, groups.values())))
    view = ResultsView(
        arguments=AskedView.of(arguments),
        definitions=DEFINITIONS,
        goal=goal,
        goal_met=figure.goal_met if sums_shown else None,
        sums=ResultSums.of(figure) if sums_shown else None,
        parts=ResultParts.of(figure) if parts_shown else None,
        breakdown=BreakdownView.of(by, counts_of(slices)) if by is not None and slices is not None else None,
        rows=lists_of(request, arguments, groups, lambda _: "outcomes") if principal.units else None,
    )
    more = {} if goal is None else {"goal": str(goal)}
    asking = Asking(figure="results", arguments=arguments, by=by, more=more)
    return answer(wanted, view, lambda: _tables(view, figure, by, slices), asking)


@router.get("/outcomes")
async def list_outcomes(
    principal: MaySeeFigures,
    arguments: Asked,
    page: Page,
    tx: DbTx,
    reading: Statistics,
    cut: CutTo,
    group: GroupName = "outcomes",
) -> Listing[CountedOutcome]:
    """Exactly the outcomes that the figure counts in the group, of one's own units, but for protected identities.

    Precis de utfall som måttet räknar i gruppen, vid den egna enheten, utom skyddade personuppgifter.
    """
    only_with_units(principal)
    figure = await taking.results_of(tx, arguments)
    rows, found = group_of(figure.groups(), group), figure.counted()
    if cut.by is not None:
        rows = only(rows, await _values(tx, figure, cut.by), cut.value)
    about = {row: Subject(person=found[row].person, case=found[row].case) for row in rows}
    return await listed(tx, principal, page, reading, rows, about, lambda row: _view(found, row))


def _view(found: Mapping[UUID, object], row: UUID) -> CountedOutcome:
    one = found[row]
    return CountedOutcome.model_validate(
        {name: getattr(one, name) for name in ("outcome", "kind", "on", "form", "exit")} | {"case_id": getattr(one, "case", None)}
    )


async def _slices(tx: Tx, principal: Principal, figure: Results, by: Breakdown) -> tuple[Slice, ...]:
    return slices_for(principal, figure.groups(), await _values(tx, figure, by))


async def _values(tx: Tx, figure: Results, by: Breakdown) -> Values:
    """An outcome has the value of its case; its form is its own, where it has one."""
    every = figure.every()
    values = (await queries.values_of_cases(tx, figure.arguments, Members.of(every.case), by)).of_rows(every.case)
    if by is Breakdown.FORM_OF_WORK:
        values = Texts.of([own or of_case for own, of_case in zip(every.form, values, strict=True)])
    return Values(row=every.outcome, value=values)


def _tables(view: ResultsView, figure: Results, by: Breakdown | None, slices: tuple[Slice, ...] | None) -> list[Table]:
    if view.sums is None:
        return [withheld_row("sums", TALLY), withheld_row("parts", TALLY)]
    tables = [_table("sums", "sum", {(name,): found for name, found in figure.sums().items()})]
    if view.parts is None:
        tables.append(withheld_row("parts", TALLY))
    else:
        parts: dict[tuple[str, ...], Tally] = {}
        for one in view.parts.decisions:
            new, extended = figure.decisions(one.form)
            parts |= {("decision", one.form, "new"): new, ("decision", one.form, "extended"): extended}
        for job in view.parts.employments:
            parts |= {("employment", job.form, BEFORE[state]): found for state, found in figure.employments(job.form).items()}
        parts |= {("exit", one.exit, ""): figure.exits_as(one.exit) for one in view.parts.exits}
        tables.append(_table("parts", "kind form_or_exit which", parts))
    if by is not None and slices is not None:
        tables.append(breakdown_table(by, counts_of(slices)))
    return tables


def _table(name: str, dimensions: str, tallies: Mapping[tuple[str, ...], Tally]) -> Table:
    return Table(
        name=name,
        dimensions=tuple(dimensions.split()),
        measures=TALLY,
        rows=tuple(Row(key=key, numbers=(len(found.outcomes), len(found.persons))) for key, found in tallies.items()),
    )
