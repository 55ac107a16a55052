"""F10 Money: months of work by appropriation, and what one newly employed person costs."""

from typing import Annotated

from fastapi import APIRouter, Query, Request, Response

from services.metrics import taking
from services.metrics.answers.money import MoneyView, MonthsView
from services.metrics.api.answering import FILES, Asking, Wanted, answer, number
from services.metrics.api.asking import Asked, MaySeeFigures
from services.metrics.api.lists import lists_of
from services.metrics.figures.definitions import DEFINITIONS
from services.metrics.figures.money import money
from services.metrics.figures.small_cells import small
from services.metrics.formats import WITHHELD, Row, Table, one_row
from services.metrics.queries import gathering
from services.metrics.schemas import Asked as AskedView
from shared.http.dependencies import DbTx
from shared.http.transactional import Transactional

router = APIRouter(prefix="/figures/money", route_class=Transactional, tags=["figures"])

Cost = Annotated[
    int | None,
    Query(ge=0, le=1_000_000_000_000, description="The period's cost in kronor, for its units / Periodens kostnad i kronor"),
]
MONTHS = ("sius", "administration", "other", "total")


@router.get("", responses=FILES, response_model=MoneyView)
async def show_money(
    principal: MaySeeFigures, arguments: Asked, tx: DbTx, request: Request, wanted: Wanted, cost: Cost = None
) -> MoneyView | Response:
    """Months of work on 1:4 and 1:1 for each unit; where a cost is given, what each newly employed person costs.

    Arbetsmånader på 1:4 och 1:1 för varje enhet; när en kostnad anges, vad var och en som fått arbete kostar.
    """
    newly = (await taking.results_of(tx, arguments)).sum_of("newly-in-work").outcomes
    figure = money(await gathering.shares(tx, arguments), newly, arguments, cost=cost)
    shown = bool(principal.units) or not small(len(newly))
    path = request.url.path.removesuffix("money") + "results/outcomes"
    links = lists_of(request, arguments, ["newly-in-work"], lambda _: "outcomes", path=path) if principal.units else None
    view = MoneyView(
        arguments=AskedView.of(arguments),
        definitions=DEFINITIONS,
        total=MonthsView.of(figure.total),
        units=[MonthsView.of(unit) for unit in figure.units],
        cost=cost,
        newly_in_work=len(newly) if shown else None,
        cost_per_newly_in_work=figure.cost_per_newly_in_work if shown else None,
        rows=links,
    )
    asking = Asking(figure="money", arguments=arguments, more={} if cost is None else {"cost": str(cost)})
    return answer(wanted, view, lambda: _tables(view), asking)


def _tables(view: MoneyView) -> list[Table]:
    withheld = view.newly_in_work is None
    return [
        one_row("total", {name: getattr(view.total, name) for name in MONTHS}),
        Table(
            name="units",
            dimensions=("unit",),
            measures=MONTHS,
            rows=tuple(Row(key=(unit.unit or "",), numbers=tuple(getattr(unit, name) for name in MONTHS)) for unit in view.units),
        ),
        one_row(
            "cost",
            {
                "cost": view.cost,
                "newly_in_work": number(view.newly_in_work),
                "cost_per_newly_in_work": WITHHELD if withheld else view.cost_per_newly_in_work,
            },
        ),
    ]
